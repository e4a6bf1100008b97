import { describe, expect, it } from 'vitest';
import { indexUnused } from '#app/audit/rules/index-unused.ts';
import type { Statistics } from '#app/catalog';
import { schemaOf, type TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, readingOf } from '../audit.ts';

interface Counters {
  readonly scans?: number;
  readonly bytes?: number;
  readonly reads?: number;
}

function run(
  table: Partial<TableSpec> = {},
  { scans = 0, bytes = 4e6, reads = 12_000 }: Counters = {},
  without = false,
) {
  const catalog = schemaOf({
    tables: { users: ['id uuid pk'], t: { columns: ['id uuid pk', 'a uuid'], indexes: { t_a: 'a' }, ...table } },
  });
  const statistics: Statistics = {
    tables: [{ table: 'table:public.t', rowEstimate: 1e6, bytes: 1e8, sequentialScans: 0, indexScans: reads }],
    indexes: [{ index: 'index:public.t_a', bytes, scans, rowsRead: 0, lastScan: null }],
    since: '2024-01-01 00:00:00',
  };
  return audit(indexUnused, catalog, {
    input: { readings: [{ ...readingOf(catalog), ...(without ? {} : { statistics }) }] },
  });
}

describe('index-unused', () => {
  it('flags an index that was never read while its table was', () => {
    expect(run().findings.map(({ message }) => message)).toEqual([
      't_a on t takes 3.8 MB and was never read since 2024-01-01 00:00:00.',
    ]);
  });

  it.each<[string, Partial<TableSpec>, Counters]>([
    ['was read', {}, { scans: 3 }],
    ['is small', {}, { bytes: 8192 }],
    ['is of a table that nobody reads', {}, { reads: 5 }],
    ['keeps something unique', { indexes: { t_a: { keys: 'a', unique: true } } }, {}],
    ['serves a foreign key', { columns: ['id uuid pk', 'a uuid -> users'] }, {}],
  ])('does not flag one that %s', (_, table, counters) => {
    expect(run(table, counters).findings).toEqual([]);
  });

  it('is not evaluated without counters', () => {
    expect(run({}, {}, true).notEvaluated).toHaveLength(1);
  });
});
