import { describe, expect, it } from 'vitest';
import { unloggedTable } from '#app/audit/rules/unlogged-table.ts';
import { flagged } from '../audit.ts';

describe('unlogged-table', () => {
  it('flags unlogged tables and no others', () => {
    const tables = { counters: { columns: ['key text pk'], unlogged: true }, users: ['id uuid pk'] };
    expect(flagged(unloggedTable, { tables })).toEqual(['table:public.counters']);
  });
});
