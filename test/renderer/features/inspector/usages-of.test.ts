import { describe, expect, it } from 'vitest';
import type { Usage, UsageKind, Usages } from '#app/usages';
import { usageAnswer, usageScopes } from '#renderer/features/inspector/usages-of.ts';

const use = (object: string, kind: UsageKind, file: string, test = false): Usage => ({
  object,
  kind,
  via: 'drizzle',
  file,
  line: 1,
  column: 1,
  text: '',
  test,
});

const usages: Usages = {
  schemaVersion: 1,
  complete: true,
  usages: [
    use('table:public.users', 'import', 'a.ts'),
    use('table:public.users', 'select', 'b.ts'),
    use('column:public.users.email', 'relation', 'a.ts'),
    use('column:public.users.email', 'filtered', 'b.ts'),
  ],
  problems: [],
  files: { read: 2, using: 2 },
};

describe('what the inspector says of usages', () => {
  it('offers a table with its columns, alone, and each column that is used; what runs comes first', () => {
    const scopes = usageScopes(usages, 'table:public.users');
    expect(scopes.map(({ label, usages: list }) => `${label} ${list.map(({ kind }) => kind).join(' ')}`)).toEqual([
      'Table and columns select filtered relation import',
      'Table alone select import',
      'email filtered relation',
    ]);
  });

  it('offers one choice where there are no columns', () => {
    expect(usageScopes(usages, 'enum:public.mood')).toEqual([{ value: 'all', label: 'All uses', usages: [] }]);
  });

  it.each([
    [[], 'No code uses it.'],
    [[use('t', 'import', 'a.ts')], 'Only imported, in 1 file; no statement uses it.'],
    [[use('t', 'relation', 'a.ts')], '1 place in 1 file; no statement reads or writes its rows.'],
    [[use('t', 'import', 'a.ts'), use('t', 'select', 'b.ts')], '2 places in 2 files, 1 of them a statement.'],
    [[use('t', 'delete', 'a.ts', true)], '1 place in 1 file, 1 of them a statement, all in tests.'],
  ])('answers in a sentence', (list, answer) => {
    expect(usageAnswer(list)).toBe(answer);
  });
});
