import { describe, expect, it } from 'vitest';
import { primaryKeyMissing } from '#app/audit/rules/primary-key-missing.ts';
import type { TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const fix = (table: TableSpec | readonly string[], more = {}) =>
  audit(primaryKeyMissing, {
    tables: { users: ['id uuid pk'], teams: ['id uuid pk'], t: table, ...more },
  }).findings.map(({ fix: found }) => found?.title);

describe('primary-key-missing', () => {
  it.each<[string, TableSpec | readonly string[], string]>([
    [
      'a unique key that is there',
      { columns: ['slug text !', 'name text'], uniques: { t_slug_key: ['slug'] } },
      'Make slug, which is unique, the primary key',
    ],
    ['id', ['id uuid', 'name text'], 'Make id the primary key'],
    [
      'the pair that joins two tables',
      ['user_id uuid ! -> users', 'team_id uuid -> teams', 'role text'],
      'Make user_id and team_id the primary key',
    ],
    ['a column of its own', ['key text !', 'hits integer !'], 'Add a column id as the primary key'],
  ])('flags a table without one and proposes %s', (_, table, title) => {
    expect(fix(table)).toEqual([title]);
  });

  it('does not take a unique key that may be NULL', () => {
    expect(fix({ columns: ['slug text'], uniques: { t_slug_key: ['slug'] } })).toEqual([
      'Add a column id as the primary key',
    ]);
  });

  it('leaves partitions to their parent, and foreign tables alone', () => {
    const tables = {
      t: { columns: ['at date pk'], partitionKey: 'RANGE (at)' },
      t_2024: { columns: ['at date'], partitionOf: 't' },
      far: { columns: ['id uuid'], foreign: true },
    };
    expect(flagged(primaryKeyMissing, { tables })).toEqual([]);
  });

  it('adds a number where the project’s keys are numbers', () => {
    const more = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => [name, ['id bigint pk']]),
    );
    const [finding] = audit(primaryKeyMissing, { tables: { ...more, t: ['hits integer'] } }).findings;
    expect(finding?.fix?.edits[0]).toMatchObject({
      object: { name: 'id', type: 'bigint', identity: { generated: 'by default' } },
    });
  });
});
