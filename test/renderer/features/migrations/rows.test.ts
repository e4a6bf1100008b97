import { describe, expect, it } from 'vitest';
import { folderModel } from '#renderer/features/migrations/folder-model.ts';
import { filterFiles, firstPlace, migrationRows } from '#renderer/features/migrations/rows.ts';
import { statementsTouching } from '#renderer/lib/migrations.ts';
import { type MigrationFilters, NO_MIGRATION_FILTERS } from '#renderer/stores';
import { readingOf } from '../../stores/engine.ts';
import { folderOf, GUESTS } from './made-up-migrations.ts';

const FOLDER = folderModel(GUESTS, []);
const READING = { ...readingOf('migrations'), migrations: GUESTS };
const NOTHING: ReadonlyMap<string, boolean> = new Map();

function shown(filters: Partial<MigrationFilters>, chosen = NOTHING, holder: string | null = null) {
  const touching = filters.touching ? new Set(statementsTouching(READING, filters.touching)) : null;
  const found = filterFiles(FOLDER, { ...NO_MIGRATION_FILTERS, ...filters }, touching);
  return migrationRows(found, [], chosen, holder).map(({ id }) => id.replace('drizzle/', ''));
}

describe('the list of migrations', () => {
  it('holds the files in their order, closed; the one that holds what is looked at is open', () => {
    expect(shown({})).toEqual(['0000_first.sql', '0001_rooms.sql', '0002_names.sql']);
    expect(shown({}, NOTHING, 'drizzle/0000_first.sql')).toContain('0000_first.sql#2');
    expect(shown({}, new Map([['drizzle/0000_first.sql', false]]), 'drizzle/0000_first.sql')).toHaveLength(3);
  });

  it('finds a file by its name, and a statement by what it does', () => {
    expect(shown({ text: 'ROOMS.sql' })).toEqual(['0001_rooms.sql']);
    expect(shown({ text: 'create index' })).toEqual(['0000_first.sql', '0000_first.sql#2']);
    expect(shown({ text: 'guests.name' })).toEqual(['0002_names.sql', '0002_names.sql#1']);
    expect(shown({ text: 'nothing like it' })).toEqual([]);
  });

  it('leaves what touches an object or a part of it', () => {
    expect(shown({ touching: 'table:public.guests' })).toEqual([
      '0000_first.sql',
      '0000_first.sql#1',
      '0002_names.sql',
      '0002_names.sql#1',
    ]);
    expect(shown({ touching: 'table:public.guests', text: '0002' })).toEqual(['0002_names.sql', '0002_names.sql#1']);
    expect(shown({ touching: 'table:public.nowhere' })).toEqual([]);
  });

  it('leaves files in some states, which files of a database that was not asked are in none of', () => {
    expect(shown({ states: ['applied'] })).toEqual([]);
    const files = GUESTS.files.map((file, index) => ({
      ...file,
      state: index === 1 ? ('edited' as const) : ('applied' as const),
    }));
    const folder = folderModel({ ...GUESTS, files }, []);
    const found = filterFiles(folder, { ...NO_MIGRATION_FILTERS, states: ['edited'] }, null);
    expect(found.map(({ model }) => model.file.tag)).toEqual(['0001_rooms']);
    expect(firstPlace(folder, filterFiles(folder, NO_MIGRATION_FILTERS, null))).toBe('drizzle/0001_rooms.sql');
  });

  it('ends with what only the database has', () => {
    const applied = { hash: 'abc', createdAt: 5, name: null };
    const rows = migrationRows([], [applied], NOTHING, null);
    expect(rows.map(({ row, level }) => `${row} ${level}`)).toEqual(['applied-only 1', 'applied 2']);
  });

  it('opens at the newest where nothing wants looking at', () => {
    expect(firstPlace(FOLDER, filterFiles(FOLDER, NO_MIGRATION_FILTERS, null))).toBe('drizzle/0002_names.sql');
    expect(firstPlace(FOLDER, [])).toBeNull();
    expect(firstPlace(FOLDER, [], [{ hash: 'deadbeef', createdAt: 1500 }])).toBe('applied:1500:deadbeef');
  });

  it('is filtered at once, however many there are', () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, file) => [
        `${String(file).padStart(4, '0')}_step`,
        Array.from({ length: 34 }, (_, at) => ['ALTER TABLE', `+column:public.t${at}.c${file}`] as const),
      ]),
    );
    const folder = folderModel(folderOf(files), []);
    expect(folder.facts.statements).toHaveLength(10_200);
    const found = filterFiles(folder, { ...NO_MIGRATION_FILTERS, text: 't7.c299' }, null);
    expect(found.map(({ statements }) => statements.length)).toEqual([1]);
  });
});
