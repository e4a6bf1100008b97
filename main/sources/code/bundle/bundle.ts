import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Message, type Metafile } from 'esbuild';
import { compareText } from '#app/catalog';
import { type ProjectPluginOptions, projectPlugin } from './project-plugin.ts';

export interface BundleInput extends ProjectPluginOptions {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root: the files whose exports are wanted. */
  readonly files: readonly string[];
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
}

export type BundleResult = { readonly bundle: Bundle } | { readonly errors: readonly BundleError[] };

/** Files that are data or decoration to a bundler's user; a schema makes no table of them. */
const EMPTY = ['.css', '.scss', '.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.ico', '.node', '.wasm', '.woff2'];
const TEXT = ['.sql', '.md', '.txt', '.graphql', '.gql', '.html'];

/** Bundles project files into one ES module that exports each file's exports as `m0`, `m1` … in the given order. */
export async function bundleProject(input: BundleInput): Promise<BundleResult> {
  const { root, files } = input;
  const lines = files.map((file, index) => `export * as m${index} from ${JSON.stringify(`./${file}`)};`);
  const first = files[0] === undefined ? root : join(root, files[0]);
  try {
    const result = await build({
      stdin: { contents: lines.join('\n'), resolveDir: root, sourcefile: 'raingauge-entry.js', loader: 'js' },
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
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(first).href),
        'import.meta.dirname': JSON.stringify(dirname(first)),
        'import.meta.filename': JSON.stringify(first),
        'import.meta.env': 'process.env',
        __dirname: JSON.stringify(dirname(first)),
        __filename: JSON.stringify(first),
      },
      loader: Object.fromEntries([
        ...EMPTY.map((ending) => [ending, 'empty'] as const),
        ...TEXT.map((ending) => [ending, 'text'] as const),
      ]),
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

function compareErrors(a: BundleError, b: BundleError): number {
  return compareText(a.file ?? '', b.file ?? '') || a.line - b.line;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function toBundleError(root: string, message: Message): BundleError {
  const location = message.location;
  const missing = /^Could not resolve "(.+?)"/.exec(message.text)?.[1] ?? null;
  return {
    file: location && location.file !== 'raingauge-entry.js' ? resolve(root, location.file) : null,
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    text: message.text,
    missing,
  };
}
