import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileAt, firstOf, sourceOfOutput } from './find-source.ts';

type Json = Readonly<Record<string, unknown>>;

/** What an import of a package means in its sources. */
export interface PackageSource {
  readonly file: string;
  /** The output that its package.json names and that is not there; `null` where the file is what it names. */
  readonly instead: string | null;
}

export function readPackageJson(folder: string): Json | null {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof json === 'object' && json !== null ? (json as Json) : null;
  } catch {
    return null;
  }
}

/**
 * The source file of a package in the same repository for a subpath (`` or `schema/users`): what `exports` or the older
 * fields name, where that is a source or has one; else a file of that name.
 */
export function sourceInPackage(folder: string, subpath: string): PackageSource | null {
  const json = readPackageJson(folder) ?? {};
  const exported = json.exports === undefined ? [] : targetsOf(json.exports, subpath === '' ? '.' : `./${subpath}`);
  const fields = subpath === '' ? ['source', 'module', 'main', 'types', 'typings'].map((name) => json[name]) : [];
  const named = [...exported, ...fields].filter((target): target is string => typeof target === 'string');
  return inNamed(folder, named) ?? byName(folder, subpath);
}

/** What `imports` of a package.json (`#db/*`) means in the sources. */
export function sourceOfImport(folder: string, specifier: string): PackageSource | null {
  const { imports } = readPackageJson(folder) ?? {};
  return imports === undefined ? null : inNamed(folder, targetsOf(imports, specifier));
}

function inNamed(folder: string, targets: readonly string[]): PackageSource | null {
  const direct = firstOf(targets, (target) => fileAt(join(folder, target)));
  if (direct !== null) return { file: direct, instead: null };
  return firstOf(targets, (target) => {
    const file = sourceOfOutput(join(folder, target), folder);
    return file === null ? null : { file, instead: join(folder, target) };
  });
}

function byName(folder: string, subpath: string): PackageSource | null {
  const places = subpath === '' ? ['src/index', 'index', 'src/main', 'lib/index'] : [subpath, `src/${subpath}`];
  const file = firstOf(places, (place) => fileAt(join(folder, place)));
  if (file !== null) return { file, instead: null };
  const source = subpath === '' ? null : sourceOfOutput(join(folder, subpath), folder);
  return source === null ? null : { file: source, instead: join(folder, subpath) };
}

/**
 * Every file that `exports` or `imports` gives for a key, whatever the condition: sources are as good under `types` as
 * under `development`. Source: Node.js "Packages", subpath exports and patterns.
 */
function targetsOf(map: unknown, key: string): readonly string[] {
  const isKeyed = isRecord(map) && Object.keys(map).some((name) => /^[.#]/.test(name));
  if (!isKeyed) return key === '.' ? leaves(map) : [];
  const exact = map[key];
  if (exact !== undefined) return leaves(exact);
  // The longest pattern is the most exact one.
  const patterns = Object.keys(map).filter((name) => name.includes('*') || name.endsWith('/'));
  for (const pattern of patterns.sort((a, b) => b.length - a.length)) {
    const [before = '', after = ''] = pattern.includes('*') ? pattern.split('*') : [pattern, ''];
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < before.length + after.length) continue;
    const middle = key.slice(before.length, key.length - after.length);
    return leaves(map[pattern]).map((target) =>
      target.includes('*') ? target.replaceAll('*', middle) : target.endsWith('/') ? target + middle : target,
    );
  }
  return [];
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isRecord(value) ? Object.values(value).flatMap(leaves) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
