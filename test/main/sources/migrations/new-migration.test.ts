import { describe, expect, it } from 'vitest';
import { objectId } from '#app/catalog';
import { kitLine } from '#app/kit';
import type { PlannedStatement } from '#app/plan';
import type { MigrationFolder } from '#main/sources/migrations/folder.ts';
import { migrationSql } from '#main/sources/migrations/write/migration-sql.ts';
import { type NewMigrationInput, newMigration } from '#main/sources/migrations/write/new-migration.ts';

const statement = (sql: string, step?: number): PlannedStatement => ({
  sql,
  object: 'table:public.t',
  hazards: [],
  ...(step === undefined ? {} : { step }),
});

const emptyFolder: MigrationFolder = {
  layout: 'journal',
  folder: 'drizzle',
  files: [],
  journal: null,
  newestSnapshot: null,
  snapshots: [],
  problems: [],
};

const body = (columns: Readonly<Record<string, unknown>>, more: object = {}) => ({
  version: '7',
  dialect: 'postgresql',
  tables: { 'public.t': { name: 't', schema: '', columns, indexes: {}, isRLSEnabled: false } },
  enums: {},
  ...more,
});

const input = (changes: Partial<NewMigrationInput> = {}): NewMigrationInput => ({
  folder: null,
  out: 'drizzle',
  wanted: { kit: kitLine('0.31.0', null), version: null, code: body({}), only: null, problems: [] },
  sql: { migration: 'select 1;\n', byHand: [], down: null },
  name: 'step',
  prefix: 'index',
  breakpoints: true,
  now: Date.UTC(2026, 0, 2, 3, 4, 5),
  newId: 'new',
  journalText: null,
  ...changes,
});

const paths = (of: Partial<NewMigrationInput>) => newMigration(input(of)).files.map(({ path }) => path);
const contentOf = (of: Partial<NewMigrationInput>, role: string) =>
  JSON.parse(newMigration(input(of)).files.find((file) => file.role === role)?.content ?? 'null');
const journal = (entries: readonly object[]) => JSON.stringify({ version: '7', dialect: 'postgresql', entries });

describe('a migration of drizzle-kit 0.x', () => {
  it.each([
    ['index', '0000'],
    ['timestamp', '20260102030405'],
    ['supabase', '20260102030405'],
    ['unix', '1767323045'],
  ] as const)('begins its name by the prefix %s', (prefix, first) => {
    expect(paths({ prefix })).toEqual([
      `drizzle/${first}_step.sql`,
      `drizzle/meta/${first}_snapshot.json`,
      'drizzle/meta/_journal.json',
    ]);
  });

  it('comes after the newest in number and in time, and passes over numbers that are taken', () => {
    const when = Date.UTC(2030, 0, 1);
    const text = journal([{ idx: 4, when, tag: '0005_by_hand' }]);
    const { entries } = contentOf({ journalText: text }, 'journal');
    expect(entries.at(-1)).toEqual({ idx: 6, version: '7', when: when + 1, tag: '0006_step', breakpoints: true });
  });

  it('keeps the journal as it is written', () => {
    const text = '{\n\t"version": "5",\n\t"dialect": "pg",\n\t"entries": []\n}\n';
    const file = newMigration(input({ journalText: text })).files.at(-1);
    expect(file?.content).toMatch(/^\{\n\t"version": "5",\n\t"dialect": "pg",\n\t"entries": \[\n\t\t\{[\s\S]*\}\n$/);
  });

  it('says where drizzle-kit would go on from another snapshot', () => {
    const later = { path: 'drizzle/meta/2024_snapshot.json', id: 'x', prevIds: [], names: [], value: body({}) };
    const { problems } = newMigration(input({ folder: { ...emptyFolder, snapshots: [later] } }));
    expect(problems.map(({ code }) => code)).toEqual(['snapshot-out-of-order']);
    expect(newMigration(input({ prefix: 'none' })).problems).toHaveLength(1);
  });

  it('tells of older releases only what they know', () => {
    const code = body({}, { roles: {}, policies: {}, views: {}, sequences: {} });
    const wanted = { ...input().wanted, kit: kitLine('0.24.0', null), code };
    const { tables, ...snapshot } = contentOf({ wanted }, 'snapshot');
    expect(Object.keys(snapshot).sort()).toEqual(['dialect', 'enums', 'id', 'prevId', 'sequences', 'version']);
    expect(tables['public.t']).not.toHaveProperty('isRLSEnabled');
  });

  it('tells of a part of the code only what was drafted', () => {
    const before = body({ id: { name: 'id', type: 'integer' }, old: { name: 'old', type: 'text' } });
    const code = body({ id: { name: 'id', type: 'bigint' }, fresh: { name: 'fresh', type: 'text' } });
    const previous = { path: 'drizzle/meta/0000_snapshot.json', id: 'first', prevIds: [], names: [], value: before };
    const only = new Set([objectId('column', 'public', 't', 'fresh'), objectId('column', 'public', 't', 'old')]);
    const folder = { ...emptyFolder, newestSnapshot: previous, snapshots: [previous] };
    const snapshot = contentOf({ folder, wanted: { ...input().wanted, code, only } }, 'snapshot');
    expect(snapshot).toMatchObject({ id: 'new', prevId: 'first' });
    expect(snapshot.tables['public.t'].columns).toEqual({
      id: { name: 'id', type: 'integer' },
      fresh: { name: 'fresh', type: 'text' },
    });
  });

  it('is refused in a folder of another layout, and where snapshots are of another version', () => {
    const file = { path: 'drizzle/1_a/migration.sql', tag: '1_a', when: 1, text: '', hash: '' };
    const folders: MigrationFolder = { ...emptyFolder, layout: 'folders', files: [file] };
    expect(() => newMigration(input({ folder: folders }))).toThrow(/layout of drizzle-kit 1.0/);
    const old = { path: 'drizzle/meta/0000_snapshot.json', id: 'x', prevIds: [], names: [], value: { version: '5' } };
    expect(() => newMigration(input({ folder: { ...emptyFolder, newestSnapshot: old } }))).toThrow(/version 5/);
  });
});

describe('a migration of drizzle-kit 1.0', () => {
  const table = { entityType: 'tables', schema: 'public', name: 't', isRlsEnabled: false };
  const column = (name: string, type: string) => ({ entityType: 'columns', schema: 'public', table: 't', name, type });
  const wanted = {
    kit: kitLine('1.0.0-rc.5', null),
    version: '9',
    code: [table, column('id', 'bigint')],
    only: null,
    problems: [],
  };

  it('begins with all there is, and tells then what changed', () => {
    expect(contentOf({ wanted }, 'snapshot')).toMatchObject({ type: 'base', version: '9', ddl: wanted.code });
    const first = {
      type: 'base',
      version: '9',
      id: 'first',
      prevIds: ['0'],
      ddl: [table, column('id', 'integer'), column('old', 'text')],
    };
    const previous = { path: 'drizzle/2026_a/snapshot.json', id: 'first', prevIds: ['0'], names: [], value: first };
    const folder: MigrationFolder = {
      ...emptyFolder,
      layout: 'folders',
      snapshots: [previous],
      newestSnapshot: previous,
    };
    const snapshot = contentOf({ wanted, folder }, 'snapshot');
    expect(snapshot).toMatchObject({ type: 'diff', id: 'new', prevIds: ['first'] });
    expect(snapshot.deltas).toEqual([
      { op: 'drop', key: 'columns\u0000["public","t","old"]' },
      { op: 'alter', key: 'columns\u0000["public","t","id"]', set: { type: 'bigint' } },
    ]);
    expect(snapshot.footprints).toHaveLength(2);
  });

  it('has a folder that comes after the newest', () => {
    const file = {
      path: 'drizzle/20300101000000_a/migration.sql',
      tag: '20300101000000_a',
      when: Date.UTC(2030, 0, 1),
      text: '',
      hash: '',
    };
    const folder: MigrationFolder = { ...emptyFolder, layout: 'folders', files: [file] };
    expect(paths({ wanted, folder })).toEqual(
      ['migration.sql', 'snapshot.json'].map((name) => `drizzle/20300101000001_step/${name}`),
    );
  });
});

describe('the text of a migration', () => {
  it('is divided by breakpoints where the project has them', () => {
    const both = [statement('select 1'), statement('select 2')];
    expect(migrationSql(both, null, true).migration).toBe('select 1;\n--> statement-breakpoint\nselect 2;\n');
    expect(migrationSql(both, null, false).migration).toBe('select 1;\n\nselect 2;\n');
  });

  it('has labels added by hand before, where it uses what it adds', () => {
    const used = [
      statement(`ALTER TYPE "mood" ADD VALUE 'odd' BEFORE 'wild'`),
      statement(`ALTER TABLE t ALTER m SET DEFAULT 'odd'`),
    ];
    const { migration, byHand } = migrationSql(used, null, true);
    expect(migration).toContain(`ADD VALUE IF NOT EXISTS 'odd' BEFORE 'wild'`);
    expect(byHand).toMatchObject([{ when: 'before', sql: expect.stringContaining(`ADD VALUE IF NOT EXISTS 'odd'`) }]);
    const unused = [used[0] ?? statement(''), statement(`ALTER TABLE t ALTER m SET DEFAULT 'wild'`)];
    expect(migrationSql(unused, null, true).byHand).toEqual([]);
  });

  it('leaves later steps to a script beside it', () => {
    const steps = [statement('select 1', 1), statement('CREATE INDEX CONCURRENTLY i ON t (a)', 2)];
    const { migration, byHand } = migrationSql(steps, null, true);
    expect(migration).toBe('select 1;\n');
    expect(byHand).toMatchObject([{ when: 'after', sql: expect.stringContaining('CONCURRENTLY') }]);
  });
});
