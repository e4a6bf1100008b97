import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ChildEntry } from './child.ts';

/** What a child process or worker thread is started with. */
export interface EntryFile {
  readonly file: string;
  readonly execArgv: readonly string[];
}

/** Entries that run beside the engine: child processes, worker threads, and the code that runs inside the sandbox. */
export type Entry = ChildEntry | 'code-worker' | 'code-inside';

/** Where each entry lives in the source tree; vite.config.ts builds the same list into `dist/<entry>.js`. */
export const ENTRY_SOURCES: Readonly<Record<Entry, string>> = {
  'shadow-child': 'main/shadow/child.ts',
  'code-worker': 'main/sources/code/worker.ts',
  'code-inside': 'main/sources/code/inside/inside.ts',
};

const here = fileURLToPath(import.meta.url);

/** True where this process runs the TypeScript sources (development, tests), false from `dist/`. */
export const runsFromSource = here.endsWith('.ts');

/**
 * Whether entries are the built ones. The tests take those where they were built just before (`RAINGAUGE_ENTRIES=built`): loading
 * the sources takes half a second each time.
 */
export const entriesAreBuilt = !runsFromSource || process.env.RAINGAUGE_ENTRIES === 'built';

/** The folder of the package: the one that holds package.json, `dist/` and `resources/`. */
export const packageFolder = findPackageFolder(here);

/** The file to run for an entry: the built one, or the source by way of tsx where this process runs from sources. */
export function entryFile(entry: Entry): EntryFile {
  if (entriesAreBuilt) return { file: join(packageFolder, 'dist', `${entry}.js`), execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { file: join(packageFolder, ENTRY_SOURCES[entry]), execArgv: ['--import', loader] };
}

/**
 * The data directory that the build packs for the embedded PostgreSQL of that version; `null` where this process runs the
 * sources and they were edited since.
 */
export function packedDataDirectory(version: string): string | null {
  const { file, recipe } = packing(packageFolder, version);
  return runsFromSource && !isNewer(file, recipe) ? null : file;
}

/** Where a build puts it, and what it is made by. */
export function packing(folder: string, version: string): { readonly file: string; readonly recipe: string } {
  return {
    file: join(folder, 'dist', `shadow-${version}.tar.gz`),
    recipe: join(folder, 'main', 'shadow', 'data-directory.ts'),
  };
}

/**
 * Where the build keeps the machine code of a package's WebAssembly, made by the V8 of this process for this kind of processor; there
 * may be none (decision 0047).
 */
export function wasmCodeFile(name: string, version: string): string {
  const { platform, arch, versions } = process;
  return join(packageFolder, 'dist', 'code', `${name}-${version}-v8-${versions.v8}-${platform}-${arch}.bin`);
}

export function isNewer(file: string, than: string): boolean {
  return existsSync(file) && statSync(file).mtimeMs > statSync(than).mtimeMs;
}

/** The doc of an audit rule; the build copies them. */
export function ruleDocFile(rule: string): string {
  const folder = runsFromSource ? join('app', 'audit', 'rules') : join('dist', 'rules');
  return join(packageFolder, folder, `${rule}.md`);
}

/** A part of a font that drawings carry with them (`jetbrains-mono`, `latin`); the build copies them. */
export function fontFile(family: string, subset: string): string {
  const name = `${family}-${subset}-wght-normal.woff2`;
  const built = join(packageFolder, 'dist', 'fonts', name);
  if (!runsFromSource) return built;
  const installed = installedPackage(`@fontsource-variable/${family}`);
  return installed === null ? built : join(dirname(installed), 'files', name);
}

/** A file of `resources/`. */
export function resourceFile(...parts: readonly string[]): string {
  return join(packageFolder, 'resources', ...parts);
}

/** The version in package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * The package.json of a package that is installed with ours, found as Node finds packages; `null` where it is not. Many do
 * not export theirs, and asking Node's resolver makes it load.
 */
export function installedPackage(name: string): string | null {
  for (let folder = packageFolder; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return null;
  }
}

function findPackageFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${basename(file)}`);
    folder = parent;
  }
  return folder;
}
