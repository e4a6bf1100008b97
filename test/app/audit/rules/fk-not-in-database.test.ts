import { describe, expect, it } from 'vitest';
import { fkNotInDatabase } from '#app/audit/rules/fk-not-in-database.ts';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, difference, readingOf } from '../audit.ts';

const users = ['id uuid pk'];
const KEY = 'foreign-key:public.notes.notes_user_id_fkey';

function run(code: SchemaSpec['tables'], live: SchemaSpec['tables']) {
  const readings = [readingOf(schemaOf({ tables: live })), readingOf(schemaOf({ tables: code, server: null }), 'code')];
  const comparisons = [{ between: ['code', 'live'] as const, differences: [difference(KEY, 'foreign-key')] }];
  return audit(fkNotInDatabase, schemaOf({ tables: live }), { input: { readings, comparisons } }).findings;
}

describe('fk-not-in-database', () => {
  const bare = { users, notes: ['id uuid pk', 'user_id uuid'] };
  const keyed = { users, notes: ['id uuid pk', 'user_id uuid -> users'] };

  it('restates the difference and drafts the key', () => {
    const [finding] = run(keyed, bare);
    expect(finding?.object).toBe(KEY);
    expect(finding?.fix?.edits).toEqual([{ edit: 'put', object: expect.objectContaining({ id: KEY }) }]);
  });

  it('is silent about keys that only the database has, and about tables that it has not yet', () => {
    expect(run(bare, keyed)).toEqual([]);
    expect(run(keyed, { users })).toEqual([]);
  });
});
