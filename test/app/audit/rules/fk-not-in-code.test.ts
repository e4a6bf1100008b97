import { describe, expect, it } from 'vitest';
import { fkNotInCode } from '#app/audit/rules/fk-not-in-code.ts';
import type { Difference } from '#app/compare';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, difference, readingOf } from '../audit.ts';

const users = ['id uuid pk'];
const KEY = 'foreign-key:public.notes.notes_user_id_fkey';

function run(code: SchemaSpec['tables'], live: SchemaSpec['tables'], differences: readonly Difference[] | null) {
  const readings = [readingOf(schemaOf({ tables: live })), readingOf(schemaOf({ tables: code, server: null }), 'code')];
  const comparisons = differences ? [{ between: ['code', 'live'] as const, differences }] : [];
  return audit(fkNotInCode, schemaOf({ tables: live }), { input: { readings, comparisons } });
}

describe('fk-not-in-code', () => {
  const bare = { users, notes: ['id uuid pk', 'user_id uuid'] };
  const keyed = { users, notes: ['id uuid pk', 'user_id uuid -> users'] };

  it('restates the difference, with what push would do, and drafts the key for the code', () => {
    const [finding] = run(bare, keyed, [difference(KEY, 'foreign-key')]).findings;
    expect(finding?.object).toBe(KEY);
    expect(finding?.message).toContain('drizzle-kit push drops the key');
    expect(finding?.fix?.edits).toEqual([{ edit: 'put', object: expect.objectContaining({ id: KEY }) }]);
  });

  it('is silent about keys that only the code has, attributes that differ, and tables that the code lacks', () => {
    expect(run(keyed, bare, [difference(KEY, 'foreign-key')]).findings).toEqual([]);
    expect(run(keyed, keyed, [difference(KEY, 'foreign-key', { attribute: 'onDelete' })]).findings).toEqual([]);
    expect(run({ users }, keyed, [difference(KEY, 'foreign-key')]).findings).toEqual([]);
  });

  it('is not evaluated where nothing was compared', () => {
    expect(run(bare, keyed, null).notEvaluated).toHaveLength(1);
  });
});
