import { statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const COMPILED = /\.(d\.)?([cm]?)[jt]sx?$/;

/** Folders that builds write to. */
const OUTPUT = new Set([
  'dist',
  'build',
  'lib',
  'out',
  'output',
  '.output',
  'esm',
  'cjs',
  'es',
  'types',
  '_esm',
  '_cjs',
]);
const SOURCE_FOLDERS = ['src', '', 'source'];

/** The file that a path means as TypeScript's bundler resolution finds it: as it is, with an ending, or a folder's index. */
export function fileAt(path: string): string | null {
  if (isFile(path) && !/\.d\.[cm]?ts$/.test(path)) return path;
  const bare = withoutEnding(path);
  const bases = bare === path ? [path] : [bare, path];
  for (const base of [...bases, join(path, 'index')]) {
    for (const ending of ENDINGS) if (isFile(base + ending)) return base + ending;
  }
  return null;
}

function withoutEnding(path: string): string {
  return path.replace(COMPILED, '');
}

/**
 * The source that a file of a build's output is made from, where that output is not there: `dist/db/schema.js` is
 * `src/db/schema.ts`, or what lies beside the output folder. Folders above `boundary` are left as they are.
 */
export function sourceOfOutput(path: string, boundary: string): string | null {
  return firstOf(
    outputAlternatives(relative(boundary, path)).map((each) => join(boundary, each)),
    fileAt,
  );
}

/** A path of a build's output (a glob too), rewritten for each folder that its sources may be in; relative. */
export function outputAlternatives(path: string): readonly string[] {
  if (isAbsolute(path)) return [];
  const parts = path.split(sep);
  const found: string[] = [];
  for (const [start, part] of parts.entries()) {
    if (!OUTPUT.has(part) || start === parts.length - 1) continue;
    let end = start + 1;
    while (end < parts.length - 1 && OUTPUT.has(parts[end] ?? '')) end += 1;
    for (const folder of SOURCE_FOLDERS) {
      found.push([...parts.slice(0, start), ...(folder === '' ? [] : [folder]), ...parts.slice(end)].join(sep));
    }
  }
  return found;
}

export function firstOf<A, B>(items: Iterable<A>, find: (item: A) => B | null): B | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
