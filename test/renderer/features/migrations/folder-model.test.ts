import { describe, expect, it } from 'vitest';
import type { Problem, Reading } from '#app/catalog';
import { headline } from '#renderer/features/migrations/answer.tsx';
import { lastLineOf } from '#renderer/features/migrations/file-sql.tsx';
import { countStates, folderModel, objectsOf } from '#renderer/features/migrations/folder-model.ts';
import { summarizeObjects } from '#renderer/features/migrations/summarize-objects.ts';
import { timeText } from '#renderer/features/migrations/time-text.ts';
import { migrationsIn } from '#renderer/stores';
import { readingOf } from '../../stores/engine.ts';
import { GUESTS } from './made-up-migrations.ts';

const row = (index: number, hash?: string) => {
  const file = GUESTS.files[index];
  if (!file) throw new Error(`There is no file ${index}.`);
  return { hash: hash ?? file.hash, createdAt: file.when ?? 0 };
};
const problem = (origin: Problem['origin'], message = 'made up'): Problem => ({
  code: 'made-up',
  effect: 'note',
  message,
  remedy: null,
  object: null,
  origin,
  cause: null,
});
const MIGRATIONS: Reading = { ...readingOf('migrations'), migrations: GUESTS };
const folderIn = (database: Partial<Reading>) => {
  const { migrations, report } = migrationsIn(MIGRATIONS, { ...readingOf('live'), ...database });
  return folderModel(migrations ?? GUESTS, report);
};
const told = (rows: readonly ReturnType<typeof row>[]) =>
  headline(folderIn({ appliedState: 'read', applied: rows }), 'live').text;

describe('a statement that failed', () => {
  it('is known by what it was to do', () => {
    const [first, ...rest] = GUESTS.statements;
    if (!first) throw new Error('There is no statement.');
    const failed = { ...first, outcome: 'failed' as const, objects: [], meant: first.objects };
    const textOf = (statements: typeof GUESTS.statements) =>
      folderModel({ ...GUESTS, statements }, []).files[0]?.statements[0]?.text;
    expect(first.objects).not.toEqual([]);
    expect(textOf([failed, ...rest])).toBe(textOf(GUESTS.statements));
    expect(objectsOf(failed)).toEqual(first.objects);
  });
});

describe('the answer of the migrations view', () => {
  it('says the gravest thing first', () => {
    expect(told([row(0), row(1), row(2)])).toBe('All 3 migrations are applied to live');
    expect(told([row(0), row(1)])).toBe('1 of 3 migrations is not applied to live');
    expect(told([row(0, 'another'), row(1)])).toBe('1 of 3 migrations was edited after live ran it');
    expect(told([row(0, 'another'), row(2)])).toBe('1 of 3 migrations will never run on live');
    expect(told([row(0), row(1), row(2), { hash: 'gone', createdAt: 2500 }])).toBe(
      'live ran 1 migration that the folder has not',
    );
  });

  it('claims nothing of a database that was not asked, and says where Drizzle never was', () => {
    expect(headline(folderIn({}), 'live').text).toBe('3 migrations');
    expect(headline(folderIn({ appliedState: 'forbidden' }), 'live').text).toBe('3 migrations');
    for (const database of [{ appliedState: 'missing' as const }, { appliedState: 'read' as const, applied: [] }]) {
      const folder = folderIn(database);
      expect(headline(folder, 'staging').text).toBe('Drizzle never migrated staging');
      expect(folder.problems).toEqual([]);
      expect(countStates(folder.files)).toEqual({ applied: 0, 'not-applied': 3, edited: 0, 'will-be-skipped': 0 });
    }
  });

  it('forgets of the database asked before what the one asked now does not say', () => {
    const staging = migrationsIn(MIGRATIONS, { ...readingOf('staging'), appliedState: 'missing' });
    expect(migrationsIn(staging, null).migrations?.database).toBeNull();
    expect(migrationsIn(staging, readingOf('live')).report).toEqual([]);
  });
});

describe('the migrations folder', () => {
  it('puts each problem at its statement, its file, or the folder', () => {
    const at = (file: string, more = {}) => problem({ source: 'migrations', file, ...more });
    const folder = folderModel(GUESTS, [
      at('drizzle/0000_first.sql', { statement: 2 }),
      at('drizzle/0000_first.sql', { line: 2 }),
      at('drizzle/0001_rooms.sql'),
      at('drizzle/meta/_journal.json', { line: 4 }),
      problem(null),
    ]);
    expect(folder.problems).toHaveLength(2);
    expect(folder.files.map(({ problems, faults }) => [problems.length, faults])).toEqual([
      [0, 2],
      [1, 1],
      [0, 0],
    ]);
    expect(folder.files[0]?.statements.map(({ problems }) => problems.length)).toEqual([1, 1]);
  });

  it('counts a statement that failed and is said to have failed once', () => {
    const statements = GUESTS.statements.map((one, index) =>
      index === 1 ? { ...one, outcome: 'failed' as const } : one,
    );
    const failing = { source: 'migrations' as const, file: 'drizzle/0000_first.sql', statement: 2 };
    const folder = folderModel({ ...GUESTS, statements }, [problem(failing)]);
    expect(folder).toMatchObject({ failed: 1, firstFailed: { command: 'CREATE INDEX' } });
    expect(folder.files[0]?.faults).toBe(1);
  });

  it('sums up what statements did', () => {
    expect(summarizeObjects(GUESTS.statements)).toBe('made 2 tables, 2 columns, 1 index; changed 1 table');
    expect(summarizeObjects([])).toBe('nothing: it has no statement');
    const idle = GUESTS.statements.map((one) => ({ ...one, objects: [] }));
    expect(summarizeObjects(idle)).toMatch(/^nothing that a catalog holds, in \d+ statements$/);
    const failed = idle.map((one) => ({ ...one, outcome: 'failed' as const }));
    expect(summarizeObjects(failed.slice(0, 1))).toBe('nothing: its statement failed');
    expect(summarizeObjects([...idle, ...failed.slice(0, 1)])).toBe(
      `nothing: 1 of its ${idle.length + 1} statements failed`,
    );
  });

  it('shows a number that is no time as it is', () => {
    expect(timeText(1_707_124_364_000)).toBe('2024-02-05 09:12:44 UTC');
    expect(timeText(9e15)).toBe('9000000000000000');
  });
});

describe('the end of a statement', () => {
  const [model] = folderModel(GUESTS, []).files;
  const end = (text: string, number: number, firstLine = 1) => {
    const one = model?.statements[number - 1];
    return model && one ? lastLineOf(one, model.statements, { text, firstLine }) : null;
  };

  it('is before the breakpoint, the comments and the blank lines that lead to the next', () => {
    expect(end('create table a ();\n--> statement-breakpoint\ncreate index\n  on a;\n\n', 1)).toBe(1);
    expect(end('create table a ();\n--> statement-breakpoint\ncreate index\n  on a;\n\n-- the end\n', 2)).toBe(4);
  });

  it('is told by the lines of the file where a part of it is shown', () => {
    expect(end('create index\n  on a;\n', 2, 3)).toBe(4);
  });
});
