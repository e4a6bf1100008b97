import { dirname, join, resolve } from 'node:path';
import type { FoundFile } from './find-files.ts';
import { type PathsMatcher, readPackages, readPathMatchers, type WorkspacePackage } from './packages.ts';

/** Finds the file of the project that an import leads to; `null` for packages and what is not there. */
export interface ImportResolver {
  resolve(from: FoundFile, specifier: string): FoundFile | null;
  /** The package of the workspace that a path lies in. */
  packageOf(path: string): WorkspacePackage | null;
  readonly packages: readonly WorkspacePackage[];
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte', '.astro'];
/** What TypeScript lets one write for what is there. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/**
 * Follows imports over the files that were found, without asking the file system: relative paths, `paths` of the nearest
 * tsconfig, the `imports` of a package.json, and packages of the workspace by name, installed or not. Where a package
 * exports what it builds, its sources are meant.
 */
export function createImportResolver(files: readonly FoundFile[], manifests: readonly string[]): ImportResolver {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const packages = readPackages(manifests);
  const byFolder = new Map(packages.map((each) => [each.folder, each]));
  const byName = new Map(packages.flatMap((each) => (each.name === null ? [] : [[each.name, each] as const])));
  const matchers = readPathMatchers(manifests);
  const known = new Map<string, FoundFile | null>();

  /** The file at a path that may lack its ending, or have that of what it is built into. */
  function at(path: string): FoundFile | null {
    const exact = byPath.get(path);
    if (exact) return exact;
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? '';
    const stem = path.slice(0, path.length - ending.length);
    const candidates = [
      ...(WRITTEN_AS[ending] ?? []).map((other) => stem + other),
      ...ENDINGS.map((other) => path + other),
      ...ENDINGS.map((other) => join(path, `index${other}`)),
    ];
    for (const candidate of candidates) {
      const file = byPath.get(candidate);
      if (file) return file;
    }
    const inner = byFolder.get(path);
    return inner && inner.main !== null ? atSource(inner, inner.main) : null;
  }

  /** A path that a package.json names: what is built stands for what it is built from. */
  function atSource({ folder }: WorkspacePackage, target: string): FoundFile | null {
    for (const candidate of sourcesOf(target)) {
      const file = at(resolve(folder, candidate));
      if (file) return file;
    }
    return null;
  }

  function inPackage(found: WorkspacePackage, subpath: string): FoundFile | null {
    for (const target of targetsOf(found.exports, subpath)) {
      const file = atSource(found, target);
      if (file) return file;
    }
    if (subpath !== '.') return atSource(found, subpath) ?? atSource(found, `./src/${subpath.slice(2)}`);
    const main = found.main === null ? null : atSource(found, found.main);
    return main ?? atSource(found, './src/index') ?? atSource(found, './index');
  }

  function nearest<T>(path: string, of: ReadonlyMap<string, T>): T | null {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const found = of.get(folder);
      if (found !== undefined) return found;
      if (dirname(folder) === folder) return null;
    }
  }

  function byAlias(from: string, specifier: string): FoundFile | null {
    const own: readonly PathsMatcher[] = nearest(from, matchers) ?? [];
    for (const matcher of own) {
      for (const candidate of matcher(specifier)) {
        const file = at(candidate);
        if (file) return file;
      }
    }
    return null;
  }

  function follow(from: string, specifier: string): FoundFile | null {
    if (specifier.startsWith('.')) return at(resolve(dirname(from), specifier));
    if (specifier.startsWith('#')) {
      const own = nearest(from, byFolder);
      for (const target of own ? targetsOf(own.imports, specifier) : []) {
        const file = own ? atSource(own, target) : null;
        if (file) return file;
      }
    }
    const aliased = byAlias(from, specifier);
    if (aliased) return aliased;
    const parts = specifier.split('/');
    const length = specifier.startsWith('@') ? 2 : 1;
    const found = byName.get(parts.slice(0, length).join('/'));
    if (found) return inPackage(found, ['.', ...parts.slice(length)].join('/'));
    // SvelteKit, Nuxt and others make these aliases without a word in a tsconfig that is there.
    return byConvention(from, specifier);
  }

  function byConvention(from: string, specifier: string): FoundFile | null {
    const match = /^(@|~|~~|\$lib)\/(.*)$/.exec(specifier);
    const own = match ? nearest(from, byFolder) : null;
    if (!match || !own) return null;
    const [, alias, rest = ''] = match;
    const bases = alias === '$lib' ? ['src/lib'] : ['src', 'app', '.'];
    return bases.map((base) => at(join(own.folder, base, rest))).find((file) => file !== null) ?? null;
  }

  return {
    packages,
    packageOf: (path) => nearest(path, byFolder),
    resolve(from, specifier) {
      const key = `${dirname(from.path)}\0${specifier}`;
      let file = known.get(key);
      if (file === undefined) {
        file = follow(from.path, specifier.replace(/\?.*$/, ''));
        known.set(key, file);
      }
      return file;
    },
  };
}

/** `dist/schema.js` may be built from `src/schema.ts`, `lib/schema.ts` or `schema.ts`. */
function sourcesOf(target: string): readonly string[] {
  const stem = target.replace(/\.d(\.[cm]?ts)$/, '$1').replace(/\.[cm]?[jt]sx?$/, '');
  const built = /^(?:\.\/)?(?:dist|build|out|lib|esm|cjs|\.output)\/(?:(?:esm|cjs|types|src)\/)?(.+)$/.exec(stem);
  const sources = built ? [`./src/${built[1]}`, `./${built[1]}`, `./lib/${built[1]}`] : [];
  return [target, stem, ...sources];
}

/** Every path that a `exports` or `imports` map gives for a subpath, in its order, all conditions included. */
function targetsOf(map: unknown, subpath: string): readonly string[] {
  if (typeof map === 'string' || Array.isArray(map)) return subpath === '.' ? pathsIn(map) : [];
  if (typeof map !== 'object' || map === null) return [];
  const entries = Object.entries(map);
  if (entries.every(([key]) => !key.startsWith('.') && !key.startsWith('#'))) {
    return subpath === '.' ? pathsIn(map) : [];
  }
  return entries.flatMap(([key, value]) => {
    if (key === subpath) return pathsIn(value);
    const [before = '', after, ...more] = key.split('*');
    if (after === undefined || more.length > 0 || !subpath.startsWith(before) || !subpath.endsWith(after)) return [];
    if (subpath.length < before.length + after.length) return [];
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return pathsIn(value).map((path) => path.replaceAll('*', () => middle));
  });
}

function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
