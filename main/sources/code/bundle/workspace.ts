import { dirname, join } from 'node:path';
import { projectFiles } from '../config/find-files.ts';
import { repositoryOf } from '../repository.ts';
import { readPackageJson } from './package-source.ts';

/** The packages of a repository, whether a package manager has linked them or not. */
export interface Workspace {
  /** Name of a package → its folder, absolute. */
  readonly packages: ReadonlyMap<string, string>;
  /** Every folder that was looked into, absolute: a new package would show in one of them. */
  readonly lookedAt: readonly string[];
}

const MAX_DEPTH = 5;

/**
 * Finds the packages by their package.json files: npm, pnpm, yarn, bun, lerna, nx and rush each write the list of
 * workspaces differently, and a package that none of them lists is still what an import of its name means. Of two
 * packages with one name, the nearer to the root counts.
 */
export function findWorkspace(root: string): Workspace {
  const top = repositoryOf(root);
  const packages = new Map<string, string>();
  const lookedAt = new Set([top]);
  for (const file of projectFiles(top, MAX_DEPTH)) {
    for (let at = dirname(join(top, file)); !lookedAt.has(at); at = dirname(at)) lookedAt.add(at);
    if (!/(^|\/)package\.json$/.test(file)) continue;
    const folder = dirname(join(top, file));
    const name = readPackageJson(folder)?.name;
    if (typeof name === 'string' && !packages.has(name)) packages.set(name, folder);
  }
  return { packages, lookedAt: [...lookedAt] };
}
