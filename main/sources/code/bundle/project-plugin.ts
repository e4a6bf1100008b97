import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Loader, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { type DrizzlePackage, drizzleFile } from './drizzle-package.ts';
import { packageOf, whyInert } from './inert-modules.ts';

/** A module that was not bundled but replaced by a stand-in. */
export interface Replaced {
  readonly specifier: string;
  /** Absolute path of the first file that imports it. */
  readonly importer: string;
  readonly why: string;
}

export interface ProjectPluginOptions {
  readonly drizzle: DrizzlePackage;
  /** Absolute paths of project files that are broken and stand in for themselves from now on. */
  readonly brokenFiles: ReadonlySet<string>;
  /** Names of packages that were tried and failed. */
  readonly brokenPackages: ReadonlyMap<string, string>;
  /** Relative imports that lead nowhere: `<importer>\0<specifier>`. */
  readonly missing: ReadonlySet<string>;
  /** Whether each module says when it is entered, so that the one that fails is known. */
  readonly marked: boolean;
  /** Filled while bundling. */
  readonly replaced: Map<string, Replaced>;
  /** Filled while bundling where `marked`: absolute paths by number. */
  readonly modules: string[];
}

const STAND_IN = 'raingauge-stand-in';
const BUILT_IN = 'raingauge-built-in';
const RESOLVING = Symbol('resolving');

/** Modules of Node that the sandbox has, by what the bridge calls them. */
const OURS: Readonly<Record<string, string>> = {
  path: 'path',
  'path/posix': 'path',
  url: 'url',
  fs: 'fs',
};

/** Decides for every import what the sandbox gets: the file, drizzle-orm, our own module, or a stand-in. */
export function projectPlugin(options: ProjectPluginOptions): Plugin {
  return {
    name: 'raingauge:project',
    setup(build) {
      resolveImports(build, options);
      build.onLoad({ filter: /.*/, namespace: STAND_IN }, () => ({
        contents: 'module.exports = __raingauge.standIn();',
        loader: 'js',
      }));
      build.onLoad({ filter: /.*/, namespace: BUILT_IN }, ({ path }) => ({
        contents: builtInText(path),
        loader: 'js',
      }));
      if (options.marked) markFiles(build, options);
    },
  };
}

function builtInText(name: string): string {
  if (name === 'drizzle-kit') return 'export const defineConfig = (config) => config; export default { defineConfig };';
  return `module.exports = __raingauge.${name}();`;
}

function resolveImports(build: PluginBuild, options: ProjectPluginOptions): void {
  const replace = (specifier: string, importer: string, why: string): OnResolveResult => {
    const name = packageOf(specifier);
    if (!options.replaced.has(name)) options.replaced.set(name, { specifier, importer, why });
    return { path: specifier, namespace: STAND_IN };
  };
  const orStandIn = (found: OnResolveResult): OnResolveResult =>
    found.path !== undefined && options.brokenFiles.has(found.path) ? { path: found.path, namespace: STAND_IN } : found;
  if (options.missing.size > 0 || options.brokenFiles.size > 0) {
    build.onResolve({ filter: /^[./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === RESOLVING || kind === 'entry-point') return undefined;
      if (options.missing.has(`${importer}\0${path}`)) return { path, namespace: STAND_IN };
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: RESOLVING });
      // What leads nowhere is the bundler's to report.
      return found.errors.length > 0 ? undefined : orStandIn(found);
    });
  }
  build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
    if (pluginData === RESOLVING || kind === 'entry-point') return undefined;
    if (path === 'drizzle-kit') return { path, namespace: BUILT_IN };
    const ours = OURS[path.replace(/^node:/, '')];
    if (ours !== undefined) return { path: ours, namespace: BUILT_IN };
    const inert = whyInert(path);
    if (inert !== null) return replace(path, importer, inert);
    if (path === 'drizzle-orm' || path.startsWith('drizzle-orm/')) {
      const file = drizzleFile(options.drizzle, path);
      return file
        ? { path: file, sideEffects: false }
        : replace(path, importer, `drizzle-orm ${options.drizzle.version} has no such module`);
    }
    const broken = options.brokenPackages.get(packageOf(path));
    if (broken !== undefined) return replace(path, importer, broken);
    const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: RESOLVING });
    if (found.errors.length > 0 || found.external) return replace(path, importer, 'it is not installed');
    return orStandIn(found);
  });
}

function markFiles(build: PluginBuild, options: ProjectPluginOptions): void {
  build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
    if (path.startsWith(options.drizzle.folder)) return undefined;
    const number = options.modules.push(path) - 1;
    const text = await readFile(path, 'utf8');
    const contents = text.startsWith('#!') ? text : `__entered(${number});${text}`;
    return { contents, loader: loaderOf(path), resolveDir: dirname(path) };
  });
}

function loaderOf(path: string): Loader {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : path.endsWith('.jsx') ? 'jsx' : 'js';
}
