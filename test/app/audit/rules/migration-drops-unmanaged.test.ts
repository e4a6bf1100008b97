import { describe, expect, it } from 'vitest';
import { migrationDropsUnmanaged } from '#app/audit/rules/migration-drops-unmanaged.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const schema = { tables: { guests: { columns: ['id uuid pk', 'name text'] } } };
const more = {
  tables: {
    guests: { columns: ['id uuid pk', 'name text', 'note text'], policies: [{ using: 'true' }] },
    old: ['id uuid pk'],
  },
};
const drop = (what: string, name: string, table: string | null = null) => ({
  what,
  name,
  table,
  schema: 'public',
  cascade: false,
  line: 3,
});
const migrations = (...drops: readonly ReturnType<typeof drop>[]) =>
  migrationsOf({ '0000_a': { when: 1, hash: 'a' }, '0001_b': { when: 2, hash: 'b', runs: [{ drops }] } }, { schema });
const applied = [['a', 1]] as const;

describe('migration-drops-unmanaged', () => {
  it('flags what a pending file drops and only the database has', () => {
    expect(flaggedIn(migrationDropsUnmanaged, [migrations(drop('table', 'old')), liveWith(applied, more)])).toContain(
      'table:public.old#0001_b',
    );
    expect(
      flaggedIn(migrationDropsUnmanaged, [migrations(drop('column', 'note', 'guests')), liveWith(applied, more)]),
    ).toEqual(['column:public.guests.note#0001_b']);
  });

  it('flags what goes with a table that the migrations made', () => {
    expect(flaggedIn(migrationDropsUnmanaged, [migrations(drop('table', 'guests')), liveWith(applied, more)])).toEqual([
      'column:public.guests.note#0001_b',
      'policy:public.guests.tenant_isolation#0001_b',
    ]);
  });

  it('does not flag what a migration made, what is not there, and files that were applied', () => {
    expect(
      flaggedIn(migrationDropsUnmanaged, [migrations(drop('column', 'name', 'guests')), liveWith(applied, more)]),
    ).toEqual([]);
    expect(flaggedIn(migrationDropsUnmanaged, [migrations(drop('table', 'nothing')), liveWith(applied, more)])).toEqual(
      [],
    );
    expect(
      flaggedIn(migrationDropsUnmanaged, [migrations(drop('table', 'old')), liveWith([...applied, ['b', 2]], more)]),
    ).toEqual([]);
  });
});
