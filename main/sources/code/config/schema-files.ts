import { statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';

const SOURCE = /(?<!\.d)\.[cm]?[jt]s$/;

/**
 * The files that `schema` of a config names: files, folders (their own files, as drizzle-kit takes them) and globs, read
 * relative to the folder drizzle-kit runs in, which is the config's. Relative to the root, sorted.
 */
export function resolveSchemaFiles(root: string, configFile: string, schema: readonly string[]): readonly string[] {
  const base = dirname(join(root, configFile));
  const beside = matchIn(root, base, schema);
  // A monorepo may run drizzle-kit from its root with `--config`.
  return beside.length > 0 || base === root ? beside : matchIn(root, root, schema);
}

function matchIn(root: string, base: string, schema: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const pattern of schema) {
    const path = resolve(base, pattern);
    const files = isFolder(path) ? inFolder(path) : isFile(path) ? [path] : matches(base, pattern);
    for (const file of files) if (SOURCE.test(file)) found.add(relative(root, file).split(sep).join('/'));
  }
  return [...found].sort();
}

function inFolder(folder: string): readonly string[] {
  return globSync(['*'], { cwd: folder, absolute: true, onlyFiles: true });
}

/** A glob may match folders too; each stands for its own files. */
function matches(base: string, pattern: string): readonly string[] {
  const text = posix.normalize(pattern.split(sep).join('/'));
  const options = { cwd: base, absolute: true, expandDirectories: false, ignore: ['**/node_modules/**'] } as const;
  const files = globSync([text], { ...options, onlyFiles: true });
  const folders = globSync([text], { ...options, onlyDirectories: true });
  return [...files, ...folders.flatMap(inFolder)];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
