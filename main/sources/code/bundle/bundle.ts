import { resolve } from 'node:path';
import { type BuildFailure, build, type Message, type Metafile } from 'esbuild';
import { compareText } from '#app/catalog';
import type { WalkOptions } from '../inside/values.ts';
import { DEFINED, LOADERS, UNREADABLE } from './load-files.ts';
import { type ProjectPluginOptions, projectPlugin } from './project-plugin.ts';

export interface BundleInput extends ProjectPluginOptions {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root: the files whose exports are wanted. */
  readonly files: readonly string[];
  readonly mode: WalkOptions['mode'];
}

export interface Bundle {
  readonly code: string;
  /** Source map (version 3) as JSON; empty unless marked. */
  readonly map: string;
  /** Every file that went in, relative to the root, with what each import led to. */
  readonly inputs: Metafile['inputs'];
}

/** What keeps a file from being bundled. Lines and columns count from 1. */
export interface BundleError {
  /** Absolute; `null` where the bundler names no file. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** The specifier, where it is an import that leads nowhere. */
  readonly missing: string | null;
  /** The absolute path of a file, and the name that it is asked for and does not export. */
  readonly missingExport: { readonly file: string; readonly name: string } | null;
  /** Whether the file could not even be read. */
  readonly unreadable: boolean;
}

export type BundleResult = { readonly bundle: Bundle } | { readonly errors: readonly BundleError[] };

/** Bundles project files into one ES module that exports each file's exports as `m0`, `m1` … in the given order. */
export async function bundleProject(input: BundleInput): Promise<BundleResult> {
  const { root, files } = input;
  try {
    const result = await build({
      stdin: {
        contents: entryText(files, input.mode),
        resolveDir: root,
        sourcefile: 'raingauge-entry.js',
        loader: 'js',
      },
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      target: 'es2022',
      treeShaking: true,
      write: false,
      outfile: 'project-bundle.js',
      metafile: true,
      sourcemap: input.marked ? 'external' : false,
      sourcesContent: false,
      logLevel: 'silent',
      legalComments: 'none',
      jsx: 'automatic',
      define: DEFINED,
      loader: LOADERS,
      plugins: [projectPlugin(input)],
    });
    const text = (ending: string) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    return { bundle: { code: text('.js'), map: text('.map'), inputs: result.metafile.inputs } };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    // Files are read side by side, so errors come in any order.
    return { errors: error.errors.map((message) => toBundleError(root, message)).sort(compareErrors) };
  }
}

/** A config may be a promise or a function; schema files are taken as they are. */
function entryText(files: readonly string[], mode: WalkOptions['mode']): string {
  const lines = files.map((file, index) => {
    const from = JSON.stringify(`./${file}`);
    if (mode === 'schema') return `export * as m${index} from ${from};`;
    return `import * as c${index} from ${from}; export const m${index} = await __raingauge.settleConfig(c${index});`;
  });
  return lines.join('\n');
}

function compareErrors(a: BundleError, b: BundleError): number {
  return compareText(a.file ?? '', b.file ?? '') || a.line - b.line;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function toBundleError(root: string, message: Message): BundleError {
  const location = message.location;
  const missing = /^Could not resolve "(.+?)"/.exec(message.text)?.[1] ?? null;
  const [, exporter, name] = /^No matching export in "(.+)" for import "(.+)"$/.exec(message.text) ?? [];
  return {
    file: location && location.file !== 'raingauge-entry.js' ? resolve(root, location.file) : null,
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    text: message.text,
    missing,
    missingExport: exporter === undefined || name === undefined ? null : { file: resolve(root, exporter), name },
    unreadable: message.detail === UNREADABLE,
  };
}
