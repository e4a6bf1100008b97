import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createPathsMatcher, parseTsconfig } from 'get-tsconfig';
import { parse } from 'jsonc-parser';

/** A package of the workspace, as its package.json describes it. */
export interface WorkspacePackage {
  /** Absolute. */
  readonly folder: string;
  readonly name: string | null;
  readonly exports: unknown;
  readonly imports: unknown;
  readonly main: string | null;
  /** Names of every package it depends on. */
  readonly dependencies: ReadonlySet<string>;
}

export function readPackages(manifests: readonly string[]): readonly WorkspacePackage[] {
  return manifests.filter((path) => basename(path) === 'package.json').flatMap((path) => readPackage(path) ?? []);
}

function readPackage(path: string): WorkspacePackage | null {
  try {
    const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const lists = [json.dependencies, json.devDependencies, json.peerDependencies, json.optionalDependencies];
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    return {
      folder: dirname(path),
      name: text(json.name),
      exports: json.exports ?? null,
      imports: json.imports ?? null,
      main: text(json.source) ?? text(json.types) ?? text(json.module) ?? text(json.main),
      dependencies: new Set(lists.flatMap((list) => Object.keys((list as object | undefined) ?? {}))),
    };
  } catch {
    // The project's own tools will say what is wrong with it.
    return null;
  }
}

/** Where the `paths` of a tsconfig send an import: absolute, without a sure ending. */
export type PathsMatcher = (specifier: string) => readonly string[];

/** By folder: what a tsconfig there says of paths. */
export function readPathMatchers(manifests: readonly string[]): ReadonlyMap<string, readonly PathsMatcher[]> {
  const matchers = new Map<string, PathsMatcher[]>();
  for (const path of manifests) {
    if (basename(path) === 'package.json') continue;
    const matcher = readMatcher(path);
    if (!matcher) continue;
    const known = matchers.get(dirname(path)) ?? [];
    // `tsconfig.json` speaks before `tsconfig.app.json`.
    if (basename(path) === 'tsconfig.json') known.unshift(matcher);
    else known.push(matcher);
    matchers.set(dirname(path), known);
  }
  return matchers;
}

function readMatcher(path: string): PathsMatcher | null {
  try {
    return createPathsMatcher({ path, config: parseTsconfig(path) });
  } catch {
    return readOwnMatcher(path);
  }
}

/** What it extends cannot be found (nothing is installed): its own words count all the same. */
function readOwnMatcher(path: string): PathsMatcher | null {
  try {
    const { extends: _, ...config } = parse(readFileSync(path, 'utf8'), [], { allowTrailingComma: true });
    return createPathsMatcher({ path, config });
  } catch {
    return null;
  }
}
