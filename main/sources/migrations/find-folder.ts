import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import { inFile, migrationProblem } from './migration-problem.ts';

interface Found {
  readonly folder: string;
  readonly problems: readonly Problem[];
}

/**
 * The folder that holds the migrations: the configured one, or, where it only holds a folder per dialect, PostgreSQL's.
 * @throws {Failure} `source-not-available` where several could be meant.
 */
export async function findFolder(root: string, configured: string): Promise<Found> {
  const folder = configured.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '') || '.';
  const asIs = { folder, problems: [] };
  if (existsSync(join(root, folder, 'meta', '_journal.json'))) return asIs;
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  if (entries.some(({ name }) => name.endsWith('.sql') || existsSync(join(root, folder, name, 'migration.sql')))) {
    return asIs;
  }
  const below: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() && (await isPostgres(join(root, folder, entry.name))))
      below.push(`${folder}/${entry.name}`);
  }
  const [only, ...others] = below;
  if (only === undefined) return asIs;
  if (others.length > 0) {
    throw new Failure({
      code: 'source-not-available',
      message: `The folder ${folder} holds several folders of PostgreSQL migrations: ${below.join(', ')}.`,
      remedy: 'Name one of them as `out` in drizzle.config.ts.',
    });
  }
  const message = `${folder} holds no migrations itself; those in ${only} were read.`;
  const remedy = 'Name that folder as `out` in drizzle.config.ts.';
  return { folder: only, problems: [migrationProblem('migrations-below', message, { remedy, origin: inFile(only) })] };
}

async function isPostgres(folder: string): Promise<boolean> {
  const journal = await readFile(join(folder, 'meta', '_journal.json'), 'utf8').catch(() => null);
  if (journal !== null) return /"dialect"\s*:\s*"(postgresql|pg)"/.test(journal);
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => existsSync(join(folder, name, 'migration.sql')));
}
