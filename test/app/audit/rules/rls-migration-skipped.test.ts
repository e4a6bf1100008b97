import { describe, expect, it } from 'vitest';
import { rlsMigrationSkipped } from '#app/audit/rules/rls-migration-skipped.ts';
import type { MigrationStatement } from '#app/catalog';
import type { SchemaSpec } from '#test/support/catalog/schema-of.ts';
import { flaggedIn, migrationsOf } from '../readings.ts';

const scoped = ['id uuid pk', 'company_id uuid ! -> companies'];
const companies = ['id uuid pk'];
const block = {
  conditions: [{ text: "EXISTS (SELECT FROM … WHERE column_name = 'company_id')", line: 4 }],
  tables: ['table:public.guests', 'table:public.events'],
  rowSecurity: true,
};
const tables = {
  companies,
  guests: scoped,
  events: { columns: scoped, rls: 'on', policies: [{ using: 'false' }] },
} as const;

const find = (statement: Partial<MigrationStatement>, schema: SchemaSpec = { tables }) =>
  flaggedIn(rlsMigrationSkipped, [migrationsOf({ '0001_b': { runs: [{ command: 'DO', ...statement }] } }, { schema })]);

describe('rls-migration-skipped', () => {
  it('flags the tables that a block passed by', () => {
    const objects = [{ object: 'policy:public.events.tenant_isolation', did: 'made' as const }];
    expect(find({ block, objects })).toEqual(['table:public.guests']);
    expect(find({ block, outcome: 'no-effect' })).toEqual(['table:public.guests']);
  });

  it.each([
    ['a block without a condition', { block: { ...block, conditions: [] } }],
    ['a block that is about something else', { block: { ...block, rowSecurity: false } }],
    ['a block that failed: that is told already', { block, outcome: 'failed' as const }],
    ['a statement that is no block', {}],
  ])('does not flag %s', (_, statement) => {
    expect(find(statement)).toEqual([]);
  });

  it('does not flag a table that is protected in the end, or gone', () => {
    const later = { companies, guests: { columns: scoped, rls: 'on', policies: [{ using: 'false' }] } } as const;
    expect(find({ block, outcome: 'no-effect' }, { tables: later })).toEqual([]);
  });
});
