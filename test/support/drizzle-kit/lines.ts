import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheSubfolder, fetchPackages, moveIntoPlace } from '#test/support/postgres/binaries.ts';

/** The line of Drizzle a project is written for: 0.31 of drizzle-kit with 0.x of drizzle-orm, or 1.0 of both. */
export type Line = 0 | 1;

const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** The release of both that ships as drizzle-orm-v1: kit and orm are versioned together. */
const ONE = version(path.join(installed, 'drizzle-orm-v1'));

function version(folder: string): string {
  return (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** What the project's package.json asks for; 0 without one. */
export function lineOf(root: string): Line {
  const file = path.join(root, 'package.json');
  if (!existsSync(file)) return 0;
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
  return dependencies?.['drizzle-orm']?.startsWith('1') ? 1 : 0;
}

/** A drizzle-kit and the drizzle-orm that was its contemporary. */
export interface Release {
  readonly kit: string;
  readonly orm: string;
}

/** Gives a folder the `node_modules` of a line, or of an older release. drizzle-kit is up to 96 MB, so it is fetched when first asked for. */
export async function linkModules(folder: string, line: Line, older?: Release): Promise<void> {
  const release = older ?? (line === 1 ? { kit: ONE, orm: ONE } : null);
  await symlink(release === null ? installed : await modulesOf(release), path.join(folder, 'node_modules'));
}

/** The program of a folder that {@link linkModules} was given. */
export function kitProgram(folder: string): string {
  return path.join(folder, 'node_modules/drizzle-kit/bin.cjs');
}

/** Kit and orm side by side, since the kit looks for the orm beside itself. */
async function modulesOf({ kit, orm }: Release): Promise<string> {
  const kits = await cacheSubfolder('drizzle-kit');
  const place = path.join(kits, kit);
  if (!existsSync(place)) {
    const making = await mkdtemp(path.join(kits, 'making-'));
    try {
      await fetchPackages([`drizzle-kit@${kit}`, `drizzle-orm@${orm}`], making);
      await moveIntoPlace(making, place);
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      throw error;
    }
  }
  return path.join(place, 'node_modules');
}
