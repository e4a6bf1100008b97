import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import type { ManifestBuilder } from './manifest.ts';

/** Where a `tsconfig.json` sends imports that are no relative paths. */
export interface Aliases {
  /** The absolute paths, without an ending, that an import may stand for. */
  candidates(specifier: string): readonly string[];
}

const MAX_EXTENDS = 10;

/**
 * Reads a tsconfig and what it extends, each noted in the manifest. `null` where one cannot be followed: then nobody can
 * tell which files the import of a project depends on. Where that does not matter, `strict` is false.
 */
export function readAliases(file: string, manifest: ManifestBuilder, strict = true): Aliases | null {
  const targets: ((specifier: string) => readonly string[])[] = [];
  const read = (path: string, depth: number): boolean => {
    if (manifest.add('content', path) === null || depth > MAX_EXTENDS) return false;
    const config = parse(readFileSync(path, 'utf8'), [], { allowTrailingComma: true }) as Tsconfig | undefined;
    const folder = dirname(path);
    const { baseUrl, paths } = config?.compilerOptions ?? {};
    const base = typeof baseUrl === 'string' ? resolve(folder, baseUrl) : null;
    if (base !== null) targets.push((specifier) => [join(base, specifier)]);
    for (const [pattern, values] of Object.entries(paths ?? {})) {
      if (!Array.isArray(values)) return false;
      // What an extending file has as baseUrl may be the base of these too.
      targets.push((specifier) => substitute(pattern, values.map(String), base ?? folder, specifier));
    }
    // The bundler takes nothing from these; what it finds nothing for is looked for there (`ImportFallback`).
    for (const path of referencesOf(config, folder)) if (manifest.add('content', path) !== null) read(path, depth + 1);
    const parents = config?.extends === undefined ? [] : [config.extends].flat();
    return parents.every((parent) => typeof parent === 'string' && readParent(folder, parent, depth));
  };
  const readParent = (folder: string, parent: string, depth: number): boolean => {
    const isPath = parent.startsWith('.') || isAbsolute(parent);
    const bases = isPath
      ? [resolve(folder, parent)]
      : upwards(folder).map((each) => join(each, 'node_modules', parent));
    for (const base of bases) {
      for (const path of [base, `${base}.json`, join(base, 'tsconfig.json')]) {
        if (manifest.add('content', path) !== null) return read(path, depth + 1);
      }
    }
    return !strict;
  };
  if (!read(file, 0)) return null;
  return { candidates: (specifier) => targets.flatMap((target) => target(specifier)) };
}

/** Solution-style files (`"references": [{ "path": "./tsconfig.app.json" }]`) leave `paths` to the ones they refer to. */
function referencesOf(config: Tsconfig | undefined, folder: string): readonly string[] {
  if (!Array.isArray(config?.references)) return [];
  return config.references.flatMap(({ path }: { path?: unknown }) => {
    if (typeof path !== 'string') return [];
    const target = resolve(folder, path);
    return target.endsWith('.json') ? [target] : [join(target, 'tsconfig.json')];
  });
}

interface Tsconfig {
  readonly references?: unknown;
  readonly extends?: unknown;
  readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: Readonly<Record<string, unknown>> | null };
}

function substitute(pattern: string, targets: readonly string[], base: string, specifier: string): readonly string[] {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? targets.map((target) => resolve(base, target)) : [];
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (!specifier.startsWith(before) || !specifier.endsWith(after)) return [];
  const middle = specifier.slice(before.length, specifier.length - after.length);
  return targets.map((target) =>
    resolve(
      base,
      target.replace('*', () => middle),
    ),
  );
}

/** A folder and every one above it, the nearest first. */
export function upwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}
