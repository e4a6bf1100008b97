import { describe, expect, it } from 'vitest';
import { deprecatedTableLeft } from '#app/audit/rules/deprecated-table-left.ts';
import { codeOf, deprecated, flaggedIn, found, usagesOf } from '../readings.ts';

const tables = { users: ['id uuid pk'], people: ['id uuid pk'], notes: ['id uuid pk', 'user_id uuid -> users'] };
const code = codeOf({ tables }, deprecated('users'));

describe('deprecated-table-left', () => {
  it('flags a deprecated table that nothing uses, and drops it with the keys that point at it', () => {
    const [finding] = found(
      deprecatedTableLeft,
      [code],
      usagesOf({ usages: [{ object: 'table:public.users', kind: 'reference' }] }),
    );
    expect(finding?.object).toBe('table:public.users');
    expect(finding?.fix?.edits).toEqual([
      { edit: 'drop', id: 'foreign-key:public.notes.notes_user_id_fkey' },
      { edit: 'drop', id: 'table:public.users' },
    ]);
  });

  it('leaves one that is used to deprecated-table-used', () => {
    expect(
      flaggedIn(deprecatedTableLeft, [code], usagesOf({ usages: [{ object: 'table:public.users', kind: 'select' }] })),
    ).toEqual([]);
  });

  it('is not evaluated where nobody searched the code', () => {
    expect(flaggedIn(deprecatedTableLeft, [code])).toEqual([]);
  });
});
