import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder } from '#main/platform/entry.ts';

/** The drizzle-orm that project code runs with. */
export interface DrizzlePackage {
  /** Absolute. */
  readonly folder: string;
  readonly version: string;
  readonly major: number;
  /** Where it comes from: the project's own, or one of the two that ship with Raingauge. */
  readonly own: boolean;
  /**
   * Whether drizzle-kit of that line names columns by the `casing` of its config: 0.x and the betas of 1.0 do. Later the
   * tables do it themselves (`snakeCase.table`; drizzle-orm's pull request 5642).
   */
  readonly casingInConfig: boolean;
}

/** The versions that ship, by the package name they are installed under. */
const SHIPPED = { 0: 'drizzle-orm', 1: 'drizzle-orm-v1' } as const;

/**
 * The project's own drizzle-orm; without one, the shipped version that its package.json asks for, or else the one whose
 * API its files use.
 */
export function findDrizzlePackage(root: string, files: readonly string[], forced?: string): DrizzlePackage {
  if (forced !== undefined) return describePackage(forced, true);
  const start = files[0] === undefined ? root : dirname(join(root, files[0]));
  const own = findUpwards(start, 'drizzle-orm') ?? findUpwards(root, 'drizzle-orm');
  if (own !== undefined && !isShipped(own) && isWhole(own)) return describePackage(own, true);
  const wanted = wantedRange(start);
  const major = (wanted === undefined ? undefined : majorOf(wanted)) ?? (usesVersionOne(root, files) ? 1 : 0);
  const shipped = findUpwards(packageFolder, SHIPPED[major]);
  if (shipped === undefined) throw new Error(`${SHIPPED[major]} is missing from the installation of Raingauge`);
  const found = describePackage(shipped, false);
  return { ...found, casingInConfig: found.casingInConfig || (wanted?.includes('beta') ?? false) };
}

/** A project inside our own folder (the sample) finds our copy by walking up: that says nothing of its wishes. */
function isShipped(folder: string): boolean {
  return folder === findUpwards(packageFolder, SHIPPED[0]);
}

/** An installation that was cut short leaves folders without what should be in them. */
function isWhole(folder: string): boolean {
  const hasFiles = drizzleFile({ folder }, 'drizzle-orm/pg-core') !== undefined;
  return hasFiles && /"version"\s*:\s*"\d/.test(readOrEmpty(join(folder, 'package.json')));
}

function findUpwards(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function describePackage(folder: string, own: boolean): DrizzlePackage {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const major = Number(version.split('.')[0]) >= 1 ? 1 : 0;
  return { folder, version, major, own, casingInConfig: !existsSync(join(folder, 'pg-core/casing.js')) };
}

function wantedRange(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const range = rangeIn(join(folder, 'package.json'));
    if (range !== undefined) {
      return range.startsWith('catalog:') ? (catalogRange(folder) ?? range) : range;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** `undefined` where a range does not say. */
function majorOf(range: string): 0 | 1 | undefined {
  if (/^(beta|rc|next)$/.test(range)) return 1;
  const number = /^(?:npm:drizzle-orm@)?[\^~>=<v\s]*(\d+)(?:\.|$|\s|-)/.exec(range)?.[1];
  return number === undefined ? undefined : number === '0' ? 0 : 1;
}

/** What `catalog:` stands for in a workspace of pnpm, or of bun, which keeps it in package.json. */
function catalogRange(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const file of ['pnpm-workspace.yaml', 'package.json']) {
      const found = /['"]?drizzle-orm['"]?\s*:\s*['"]?(?!catalog:)([^\s'",#]+)/.exec(readOrEmpty(join(folder, file)));
      if (found) return found[1];
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** A pipe would be waited for without end. */
function readIfFile(file: string): string {
  return statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function rangeIn(file: string): string | undefined {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string> | undefined>;
    const lists = [json.dependencies, json.devDependencies, json.peerDependencies];
    return lists.map((list) => list?.['drizzle-orm']).find((range) => range !== undefined);
  } catch {
    return undefined;
  }
}

/** `defineRelations`, `snakeCase.table` and `withRLS` came with 1.0. */
function usesVersionOne(root: string, files: readonly string[]): boolean {
  return files.some((file) => {
    try {
      return /\bdefineRelations\b|drizzle-orm\/_relations|\bwithRLS\b|\bsnakeCase\.table\b/.test(
        readIfFile(join(root, file)),
      );
    } catch {
      return false;
    }
  });
}

/** The file of a drizzle-orm import (`drizzle-orm/pg-core`): every version keeps its ES modules under that path. */
export function drizzleFile(drizzle: Pick<DrizzlePackage, 'folder'>, specifier: string): string | undefined {
  const path = specifier.slice('drizzle-orm'.length).replace(/^\//, '');
  const candidates = [
    join(drizzle.folder, path, 'index.js'),
    join(drizzle.folder, `${path}.js`),
    join(drizzle.folder, path),
  ];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}
