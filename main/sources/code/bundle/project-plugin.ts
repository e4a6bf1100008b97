import type { Plugin } from 'esbuild';
import type { Encoding } from '../source-text.ts';
import type { TextReplacement } from '../syntax/failing-statement.ts';
import type { DrizzlePackage } from './drizzle-package.ts';
import type { FoundSource, ImportFallback } from './import-fallback.ts';
import { loadFiles } from './load-files.ts';
import { resolveImports } from './resolve-imports.ts';

/** A module that was not bundled but replaced by a stand-in. */
export interface Replaced {
  readonly specifier: string;
  /** Absolute path of the first file that imports it. */
  readonly importer: string;
  readonly why: string;
}

/** An import whose meaning the bundler did not find by itself. */
export interface Redirected extends FoundSource {
  readonly specifier: string;
  /** Absolute. */
  readonly importer: string;
}

export interface ProjectPluginOptions {
  readonly drizzle: DrizzlePackage;
  /** Absolute paths of project files that are broken and stand in for themselves from now on. */
  readonly brokenFiles: ReadonlySet<string>;
  /** Names of packages that were tried and failed. */
  readonly brokenPackages: ReadonlyMap<string, string>;
  /** Relative imports that lead nowhere: `<importer>\0<specifier>`. */
  readonly missing: ReadonlySet<string>;
  /** Names that files are asked for and do not export, by absolute path: each is a stand-in from now on. */
  readonly missingExports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Statements that threw, by the absolute path of their file: something stands for each from now on. */
  readonly failingStatements: ReadonlyMap<string, readonly TextReplacement[]>;
  /** Finds what the bundler does not. */
  readonly fallback: ImportFallback;
  /** Whether each module says when it is entered, so that the one that fails is known. */
  readonly marked: boolean;
  /** Modules of our own in place of imports, by `<importer>\0<specifier>`: where a part of a project is read. */
  readonly instead?: ReadonlyMap<string, string>;
  /** Texts that stand for files of the project, by absolute path: how it would be read if they were written. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Filled while bundling: the texts of the project's own files, by absolute path. */
  readonly loaded?: Map<string, string>;
  /** Filled while bundling. */
  readonly replaced: Map<string, Replaced>;
  /** Filled while bundling, by `<importer>\0<specifier>`. */
  readonly redirected: Map<string, Redirected>;
  /** Filled while bundling: files that are not written in UTF-8, by absolute path. */
  readonly encodings: Map<string, Encoding>;
  /** Filled while bundling where `marked`: absolute paths by number. */
  readonly modules: string[];
}

export const STAND_IN = 'raingauge-stand-in';
export const BUILT_IN = 'raingauge-built-in';
export const INSTEAD = 'raingauge-instead';

/** Decides for every import what the sandbox gets: the file, drizzle-orm, our own module, or a stand-in. */
export function projectPlugin(options: ProjectPluginOptions): Plugin {
  return {
    name: 'raingauge:project',
    setup(build) {
      resolveImports(build, options);
      loadFiles(build, options);
      build.onLoad({ filter: /.*/, namespace: STAND_IN }, ({ path }) => ({
        contents: standInText(path),
        loader: 'js',
      }));
      if (options.instead) {
        build.onLoad({ filter: /.*/, namespace: INSTEAD }, ({ path }) => ({
          contents: options.instead?.get(path) ?? '',
          loader: 'js',
          resolveDir: options.drizzle.folder,
        }));
      }
      build.onLoad({ filter: /.*/, namespace: BUILT_IN }, ({ path }) => ({
        contents: `module.exports = __raingauge.module(${JSON.stringify(path)});`,
        loader: 'js',
      }));
    },
  };
}

export function standInText(path: string): string {
  return `module.exports = __raingauge.standIn(${JSON.stringify(path)});`;
}
