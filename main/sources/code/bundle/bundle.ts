import { resolve } from 'node:path';
import { type BuildFailure, build, type Message, type Metafile } from 'esbuild';
import { compareText } from '#app/catalog';
import type { WalkOptions } from '../inside/values.ts';
import { readSourceText } from '../source-text.ts';
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
  const { root } = input;
  try {
    const result = await build({
      stdin: {
        contents: entryText(input),
        resolveDir: root,
        sourcefile: ENTRY,
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

/** A config may be a promise or a function; schema files are taken as they are, and one by one where some throw. */
function entryText({ files, mode, marked }: BundleInput): string {
  const lines = files.map((file, index) => {
    const from = JSON.stringify(`./${file}`);
    if (mode === 'schema' && marked)
      return `export const m${index} = await __raingauge.attempt(() => import(${from}));`;
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

/** The module that imports the schema files: no file of the project. */
export const ENTRY = 'raingauge-entry.js';

function toBundleError(root: string, message: Message): BundleError {
  const location = message.location;
  const missing = /^Could not resolve "(.+?)"/.exec(message.text)?.[1] ?? null;
  const [, exporter, name] = /^No matching export in "(.+)" for import "(.+)"$/.exec(message.text) ?? [];
  if (location?.file === ENTRY && missing !== null) return unreadableFile(resolve(root, missing));
  return {
    file: location && location.file !== ENTRY ? resolve(root, location.file) : null,
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    text: message.text,
    missing,
    missingExport: exporter === undefined || name === undefined ? null : { file: resolve(root, exporter), name },
    unreadable: message.detail === UNREADABLE,
  };
}

/** A schema file itself leads nowhere. */
function unreadableFile(file: string): BundleError {
  const common = { file, line: 1, column: 1, missing: null, missingExport: null, unreadable: true };
  try {
    readSourceText(file);
    return { ...common, text: 'the bundler does not find it' };
  } catch (error) {
    return { ...common, text: error instanceof Error ? error.message : String(error) };
  }
}
