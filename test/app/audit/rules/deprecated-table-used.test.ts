import { describe, expect, it } from 'vitest';
import { deprecatedTableUsed } from '#app/audit/rules/deprecated-table-used.ts';
import { codeOf, deprecated, flaggedIn, usagesOf } from '../readings.ts';

const tables = { users: ['id uuid pk'], people: ['id uuid pk'] };
const code = codeOf({ tables }, deprecated('users'));
const use = { object: 'table:public.users' } as const;
const flags = (...usages: Parameters<typeof usagesOf>[0]['usages'] & object) =>
  flaggedIn(deprecatedTableUsed, [code], usagesOf({ usages }));

describe('deprecated-table-used', () => {
  it('flags a deprecated table once, however often it is used', () => {
    expect(flags({ ...use, kind: 'select' }, { ...use, kind: 'insert', line: 4 }, { ...use, kind: 'import' })).toEqual([
      'table:public.users',
    ]);
  });

  it('flags one that is only imported, and raw SQL', () => {
    expect(flags({ ...use, kind: 'import' })).toEqual(['table:public.users']);
    expect(flags({ ...use, kind: 'delete', via: 'sql' })).toEqual(['table:public.users']);
  });

  it('does not count what the schema itself does with it', () => {
    expect(
      flags(
        { ...use, kind: 'reference' },
        { ...use, kind: 're-export' },
        { ...use, kind: 'import', file: 'src/schema.ts' },
      ),
    ).toEqual([]);
  });

  it('does not flag tables that are not deprecated', () => {
    expect(flags({ object: 'table:public.people', kind: 'select' })).toEqual([]);
  });
});
