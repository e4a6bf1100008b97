import { describe, expect, it } from 'vitest';
import { indexRedundant } from '#app/audit/rules/index-redundant.ts';
import type { TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const columns = ['id uuid pk', 'a uuid', 'b uuid'];
const run = (indexes: TableSpec['indexes'], more: Partial<TableSpec> = {}) =>
  flagged(indexRedundant, { tables: { t: { columns, indexes: indexes ?? {}, ...more } } });

describe('index-redundant', () => {
  it.each<[string, TableSpec['indexes'], string]>([
    ['the beginning of another', { long: 'a, b', short: 'a' }, 'index:public.short'],
    ['the later of two that are alike', { one: 'a, b', two: 'a, b' }, 'index:public.two'],
    ['the one beside a unique index', { one: { keys: 'a', unique: true }, plain: 'a' }, 'index:public.plain'],
    ['the one beside the primary key', { again: 'id' }, 'index:public.again'],
    ['a unique index beside the primary key', { again: { keys: 'id', unique: true } }, 'index:public.again'],
    [
      'alike with one condition',
      { one: { keys: 'a', where: 'b IS NULL' }, two: { keys: 'a', where: 'b IS NULL' } },
      'index:public.two',
    ],
  ])('flags %s', (_, indexes, found) => {
    expect(run(indexes)).toEqual([found]);
  });

  it.each<[string, TableSpec['indexes']]>([
    ['another order of columns', { one: 'a, b', two: 'b, a' }],
    ['another condition', { one: { keys: 'a, b' }, two: { keys: 'a', where: 'b IS NULL' } }],
    ['a unique beginning', { one: 'a, b', two: { keys: 'a', unique: true } }],
    ['another direction', { one: 'a, b', two: 'a desc' }],
    ['another method', { one: 'a, b', two: { keys: 'a', method: 'hash' } }],
    ['an expression', { one: 'a, b', two: 'lower(a)' }],
    ['the beginning of an invalid one', { one: { keys: 'a, b', invalid: true }, two: 'a' }],
    ['an end', { one: 'a, b', two: 'b' }],
    ['the beginning of one that tells every row apart', { one: { keys: 'a, id', unique: true }, two: 'a' }],
  ])('does not flag %s', (_, indexes) => {
    expect(run(indexes)).toEqual([]);
  });

  it('keeps one of three that are alike', () => {
    expect(run({ one: 'a', two: 'a', three: 'a' })).toHaveLength(2);
  });

  it('keeps a unique key that foreign keys may hang on', () => {
    const tables = { t: { columns, uniques: { t_id_key: ['id'] } }, c: ['t_id uuid -> t'] };
    expect(flagged(indexRedundant, { tables })).toEqual([]);
    expect(audit(indexRedundant, { tables: { t: tables.t } }).findings.map(({ fix }) => fix?.edits)).toEqual([
      [{ edit: 'drop', id: 'unique:public.t.t_id_key' }],
    ]);
  });
});
