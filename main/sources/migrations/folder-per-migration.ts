import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#app/catalog';
import type { MigrationFolder } from './folder.ts';
import { inFile, migrationProblem } from './migration-problem.ts';
import { readMigrationText } from './migration-text.ts';
import { chainProblems, readSnapshot, withoutSnapshot } from './snapshots.ts';

/** Reads the layout of drizzle-kit 1.0, in the order of its migrator: `localeCompare` of the folders' names. */
export async function readFolders(root: string, folder: string, names: readonly string[]): Promise<MigrationFolder> {
  const own = [...names].filter((name) => isMigration(join(root, folder, name))).sort((a, b) => a.localeCompare(b));
  const read = await Promise.all(
    own.map((name) =>
      readMigrationText(root, `${folder}/${name}/migration.sql`, { tag: name, when: millisecondsOf(name) }),
    ),
  );
  const files = read.flatMap(({ file }) => (file ? [file] : []));
  const hasSnapshot = (name: string) => existsSync(join(root, folder, name, 'snapshot.json'));
  const snapshots = await Promise.all(
    own.filter(hasSnapshot).map((name) => readSnapshot(root, `${folder}/${name}/snapshot.json`)),
  );
  const chain = snapshots.flatMap(({ snapshot }) => (snapshot ? [snapshot] : []));
  const last = own.at(-1);
  const without = own.filter((name) => !hasSnapshot(name));
  return {
    layout: 'folders',
    folder,
    files,
    journal: null,
    newestSnapshot: last !== undefined && hasSnapshot(last) ? (chain.at(-1) ?? null) : null,
    snapshots: chain,
    problems: [
      ...read.flatMap(({ file, problems }, index) =>
        file || problems.length > 0 ? problems : [missing(`${folder}/${own[index]}/migration.sql`)],
      ),
      ...files.flatMap(({ path, tag, when }) => (when === null ? [withoutTime(path, tag)] : [])),
      ...sameTime(files),
      ...withoutSnapshot(folder, without),
      ...snapshots.flatMap(({ problems }) => problems),
      ...(without.length === 0 ? chainProblems(chain) : []),
    ],
  };
}

function isMigration(path: string): boolean {
  try {
    if (!statSync(path).isDirectory()) return false;
  } catch {
    // A link that leads nowhere, or in a circle.
    return false;
  }
  return existsSync(join(path, 'migration.sql')) || existsSync(join(path, 'snapshot.json'));
}

/** A folder's name begins with `YYYYMMDDhhmmss`, in UTC. */
function millisecondsOf(name: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(name)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function missing(path: string): Problem {
  return migrationProblem('migration-missing', `${path} is not there, though its snapshot is.`, {
    effect: 'unread',
    remedy: 'Restore the file: Drizzle’s migrator passes over the folder in silence.',
    origin: inFile(path),
  });
}

function withoutTime(path: string, tag: string): Problem {
  const message = `The folder ${tag} does not begin with a time (YYYYMMDDhhmmss): Drizzle’s migrator cannot note it.`;
  return migrationProblem('migration-without-time', message, {
    remedy: 'Rename the folder as drizzle-kit generate would.',
    origin: inFile(path),
  });
}

function sameTime(files: MigrationFolder['files']): readonly Problem[] {
  return files.flatMap(({ path, tag, when }, index) => {
    const before = files[index - 1];
    if (when === null || before?.when !== when) return [];
    const message = `${tag} has the time of ${before.tag}: their order is that of the rest of their names.`;
    return [migrationProblem('journal-duplicate', message, { remedy: 'Rename the later one.', origin: inFile(path) })];
  });
}
