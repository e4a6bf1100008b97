import { describe, expect, it } from 'vitest';
import { applyEdits, put } from '#app/audit';
import { makeForeignKey } from '#app/audit/facts/make.ts';
import { fkNotInDatabase } from '#app/audit/rules/fk-not-in-database.ts';
import type { Catalog } from '#app/catalog';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, difference, readingOf } from '../audit.ts';

const users = ['id uuid pk'];
const KEY = 'foreign-key:public.notes.notes_user_id_fkey';

function run(code: SchemaSpec['tables'], live: SchemaSpec['tables'] | Catalog) {
  const catalog = 'objects' in live ? (live as Catalog) : schemaOf({ tables: live });
  const readings = [readingOf(catalog), readingOf(schemaOf({ tables: code, server: null }), 'code')];
  const comparisons = [{ between: ['code', 'live'] as const, differences: [difference(KEY, 'foreign-key')] }];
  return audit(fkNotInDatabase, catalog, { input: { readings, comparisons } }).findings;
}

describe('fk-not-in-database', () => {
  const bare = { users, notes: ['id uuid pk', 'user_id uuid'] };
  const keyed = { users, notes: ['id uuid pk', 'user_id uuid -> users'] };

  it('restates the difference and drafts the key', () => {
    const [finding] = run(keyed, bare);
    expect(finding?.object).toBe(KEY);
    expect(finding?.fix?.edits).toEqual([{ edit: 'put', object: expect.objectContaining({ id: KEY }) }]);
  });

  it('is silent where a key of more columns holds the same, unless one of them may be NULL', () => {
    const withBoth = (tenant: string) => {
      const tables = {
        users: { columns: ['id uuid pk', 'company_id uuid !'], uniques: { users_key: ['company_id', 'id'] } },
        notes: ['id uuid pk', tenant, 'user_id uuid'],
      };
      const catalog = schemaOf({ tables });
      const ends = {
        columns: ['company_id', 'user_id'],
        references: { schema: 'public', name: 'users' },
        referencedColumns: ['company_id', 'id'],
      };
      return applyEdits(catalog, [put(makeForeignKey({ schema: 'public', name: 'notes' }, 'notes_both_fkey', ends))]);
    };
    expect(run(keyed, withBoth('company_id uuid !'))).toEqual([]);
    expect(run(keyed, withBoth('company_id uuid'))).toHaveLength(1);
  });

  it('is silent about keys that only the database has, and about tables that it has not yet', () => {
    expect(run(bare, keyed)).toEqual([]);
    expect(run(keyed, { users })).toEqual([]);
  });
});
