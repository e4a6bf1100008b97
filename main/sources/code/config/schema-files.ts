import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import { outputAlternatives } from '../bundle/find-source.ts';
import { ImportFallback } from '../bundle/import-fallback.ts';

const SEARCH = { absolute: true, expandDirectories: false, ignore: ['**/node_modules/**'] };
const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;

export interface FoundSchemaFiles {
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
  /** Patterns that name a build's output which is not there: sources were found in its place. */
  readonly outputs: readonly string[];
  /** Patterns that match nothing. */
  readonly empty: readonly string[];
}

/**
 * The files that `schema` of a config names: files, folders (their own files, as drizzle-kit takes them) and globs, read
 * relative to the folder drizzle-kit runs in, which is the config's.
 */
export function resolveSchemaFiles(root: string, configFile: string, schema: readonly string[]): FoundSchemaFiles {
  const base = dirname(join(root, configFile));
  const found = new Map<string, string>();
  const outputs: string[] = [];
  const empty: string[] = [];
  for (const pattern of schema) {
    const named = namedFiles(root, base, pattern);
    const files = named.length > 0 ? named : sourcesOf(root, base, pattern);
    if (files.length === 0) empty.push(pattern);
    else if (named.length === 0) outputs.push(pattern);
    // A folder that links to itself shows each file many times.
    for (const file of files)
      if (!found.has(realOf(file))) found.set(realOf(file), relative(root, file).split(sep).join('/'));
  }
  return { files: [...found.values()].sort(), outputs, empty };
}

/** A monorepo may run drizzle-kit from its root with `--config`: then paths are meant from there. */
function namedFiles(root: string, base: string, pattern: string): readonly string[] {
  const beside = matchIn(base, pattern);
  if (beside.length > 0 || base === root) return beside;
  const fromRoot = isAbsolute(pattern) ? resolve(root, relative(base, pattern)) : pattern;
  return matchIn(root, fromRoot);
}

/** What a pattern means that names nothing: a file without its ending, a package of the workspace, or a build's output. */
function sourcesOf(root: string, base: string, pattern: string): readonly string[] {
  const isGlob = /[*?{[]/.test(pattern);
  if (!isGlob) {
    const name = /(?:^|\/)node_modules\/(.+)$/.exec(pattern)?.[1] ?? pattern;
    const isPath = name === pattern && /^[./]/.test(pattern);
    const fallback = new ImportFallback(root);
    const found = isPath
      ? fallback.find(base, pattern)
      : (fallback.find(base, `./${name}`) ?? fallback.find(base, name));
    if (found) return SOURCE.test(found.file) ? [found.file] : [];
  }
  const inside = isAbsolute(pattern) ? relative(base, pattern) : posix.normalize(pattern);
  for (const alternative of outputAlternatives(inside)) {
    const files = matchIn(base, alternative.replace(/\.[cm]?js$/, '.{ts,tsx,mts,cts,js,mjs,cjs}'));
    if (files.length > 0) return files;
  }
  return [];
}

function matchIn(base: string, pattern: string): readonly string[] {
  const path = resolve(base, pattern);
  const kind = kindOf(path);
  const files = kind === 'folder' ? inFolder(path) : kind === 'file' ? [path] : matches(base, pattern);
  return files.filter((file) => SOURCE.test(file));
}

function inFolder(folder: string): readonly string[] {
  return [...globSync(['*'], { cwd: folder, absolute: true, onlyFiles: true }), ...unreadableIn(folder)];
}

/** A glob may match folders too; each stands for its own files. */
function matches(base: string, pattern: string): readonly string[] {
  const text = posix.normalize(pattern.split(sep).join('/'));
  // One walk for both: a folder's path ends with a slash.
  const named = globSync([text], { ...SEARCH, cwd: base, onlyFiles: false });
  const folders = named.filter((path) => path.endsWith('/'));
  const files = named.filter((path) => !path.endsWith('/'));
  const isMeant = picomatch(text.replace(/^\.\//, ''));
  // Files may be in folders that hold no other.
  const unreadable = [...new Set([...files.map((file) => dirname(file)), ...placesOf(base, posix.dirname(text))])]
    .flatMap(unreadableIn)
    .filter((file) => isMeant(relative(base, file).split(sep).join('/')));
  const found = [...files, ...unreadable, ...folders.flatMap(inFolder)];
  return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** The folders that a glob names, or that a plain path is. */
function placesOf(base: string, text: string): readonly string[] {
  if (!picomatch.scan(text).isGlob) return kindOf(resolve(base, text)) === 'folder' ? [resolve(base, text)] : [];
  return globSync([text], { ...SEARCH, cwd: base, onlyDirectories: true }).map((folder) => resolve(folder));
}

/**
 * What leads nowhere, or to itself, and pipes, sockets and devices are schema files that cannot be read: the search, which
 * follows links and takes plain files, drops them.
 */
function unreadableIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .filter((file) => SOURCE.test(file) && isUnreadable(file));
}

function isUnreadable(file: string): boolean {
  try {
    const stats = statSync(file);
    return !stats.isFile() && !stats.isDirectory();
  } catch {
    return true;
  }
}

function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return join(realpathSync(dirname(file)), basename(file));
  }
}

/** What cannot be looked at, such as a link that leads to itself, is nothing. */
function kindOf(path: string): 'folder' | 'file' | null {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
