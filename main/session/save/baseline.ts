import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BaselineResult, DriftResult } from '#app/api';
import type { Reading } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { findFolder } from '#main/sources/migrations/find-folder.ts';
import { readMigrations } from '#main/sources/migrations/read-migrations.ts';
import { baselineSql } from '#main/sources/migrations/write/baseline.ts';
import type { DraftTools } from '../make-draft.ts';
import type { BaselineRequest } from '../requests.ts';

export interface BaselineTools extends DraftTools {
  /** Compares a reading of migrations with a source. */
  readonly compareWith: (migrations: Reading, to: string) => Promise<DriftResult>;
}

/**
 * The SQL that marks migrations as applied on a database that Drizzle never migrated, where replaying them makes what the
 * database is; else what is otherwise. It is text: a person runs it.
 * @throws {Failure} `bad-input` where the database has noted migrations, or there is none of that name.
 */
export async function makeBaseline(
  { on, through }: BaselineRequest,
  { project, resolve, read, shadow, compareWith }: BaselineTools,
  work: Work,
): Promise<BaselineResult> {
  const { drizzle, root, config } = project;
  if (!drizzle) {
    throw new Failure({
      code: 'config-not-found',
      message: `No Drizzle project was found in ${root}, so there are no migrations to mark.`,
      remedy: 'Open a folder that holds drizzle.config.ts.',
    });
  }
  const database = await read(resolve(on), work);
  requireUnmigrated(database, drizzle.migrations);
  const { folder } = await findFolder(root, drizzle.out);
  const before = typeof config.shadow === 'object' ? config.shadow : {};
  const options = { root, folder, shadow, work, before };
  const whole = await readMigrations(options);
  const reading = through === undefined ? whole : await cutAfter(through, whole, options);
  const drift = await compareWith(reading, on);
  const differences = drift.differences.filter(({ counts }) => counts).map(({ summary }) => summary);
  const proven = drift.complete && differences.length === 0;
  const { files = [], layout = 'journal' } = reading.migrations ?? {};
  const table = { schema: drizzle.migrations.schema, name: drizzle.migrations.table };
  return {
    schemaVersion: 1,
    complete: drift.complete,
    unread: drift.unread,
    proven,
    through: files.at(-1)?.tag ?? null,
    sql: proven ? baselineSql({ facts: { layout }, files, table }) : null,
    differences,
  };
}

function requireUnmigrated(
  { applied, source }: Reading,
  { schema, table }: { readonly schema: string; readonly table: string },
): void {
  if (!applied || applied.length === 0) return;
  throw new Failure({
    code: 'bad-input',
    message: `${source.label} has ${applied.length} migrations noted in ${schema}.${table}: Drizzle migrated it already.`,
    remedy: 'A baseline is for a database that Drizzle never migrated; run drizzle-kit migrate here.',
  });
}

interface CutOptions {
  readonly root: string;
  readonly folder: string;
  readonly shadow: DraftTools['shadow'];
  readonly work: Work;
  readonly before: object;
}

/** The same of the migrations up to one, in a copy of their folder. */
async function cutAfter(through: string, whole: Reading, options: CutOptions): Promise<Reading> {
  const files = whole.migrations?.files ?? [];
  const last = files.findIndex(({ tag }) => tag === through);
  if (last < 0) {
    throw new Failure({
      code: 'bad-input',
      message: `There is no migration ${through}.`,
      remedy: `Name one of ${files.map(({ tag }) => tag).join(', ')}.`,
    });
  }
  const copy = await mkdtemp(join(tmpdir(), 'raingauge-baseline-'));
  try {
    await cp(join(options.root, options.folder), join(copy, options.folder), { recursive: true });
    const later = files.slice(last + 1);
    for (const { path, tag } of later) {
      const folder = whole.migrations?.layout === 'folders' ? join(options.folder, tag) : path;
      await rm(join(copy, folder), { recursive: true, force: true });
    }
    await cutJournal(join(copy, options.folder, 'meta/_journal.json'), new Set(later.map(({ tag }) => tag)));
    return await readMigrations({ ...options, from: copy });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function cutJournal(file: string, gone: ReadonlySet<string>): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  const journal = JSON.parse(text) as { entries: readonly { readonly tag: string }[] };
  const entries = journal.entries.filter(({ tag }) => !gone.has(tag));
  await writeFile(file, JSON.stringify({ ...journal, entries }));
}
