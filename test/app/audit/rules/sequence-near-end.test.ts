import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { sequenceNearEnd } from '#app/audit/rules/sequence-near-end.ts';
import { buildCatalog, type Catalog, objectId, type Statistics } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, readingOf } from '../audit.ts';

const OPTIONS = {
  type: 'integer',
  start: '1',
  min: '1',
  max: '2147483647',
  increment: '1',
  cache: '1',
  cycle: false,
} as const;

function withSequence(columnType: string, cycle = false): Catalog {
  const { objects, ...rest } = schemaOf({
    tables: { calls: [`id ${columnType} pk`], notes: ['id uuid pk', 'call_id integer -> calls'] },
  });
  const sequence = {
    kind: 'sequence' as const,
    id: objectId('sequence', 'public', 'calls_id_seq'),
    comment: null,
    origins: [],
    owner: null,
    schema: 'public',
    name: 'calls_id_seq',
    options: { ...OPTIONS, cycle },
    persistence: 'permanent' as const,
    ownedBy: { schema: 'public', table: 'calls', column: 'id' },
  };
  return buildCatalog({ ...rest, objects: { ...objects, sequence: [sequence] } });
}

function run(catalog: Catalog, lastValue: string | null, used: number | null = 0.9) {
  const sequences = [
    {
      sequence: 'sequence:public.calls_id_seq',
      column: 'column:public.calls.id',
      lastValue,
      limit: '2147483647',
      used,
    },
  ];
  const statistics: Statistics = { tables: [], sequences };
  return audit(sequenceNearEnd, catalog, { input: { readings: [{ ...readingOf(catalog), statistics }] } }).findings;
}

describe('sequence-near-end', () => {
  it('flags a key whose numbers run out, and says how many are left', () => {
    const [finding] = run(withSequence('integer'), '1900000000');
    expect(finding?.message).toBe(
      'calls.id has used 88 % of its numbers (1900000000 of 2147483647): at the end every INSERT fails.',
    );
    expect(finding?.likelihood).toBe('likely');
  });

  it.each<[string, Catalog, string | null, number | null]>([
    ['has come half-way', withSequence('integer'), '1000000000', 0.46],
    ['was never used', withSequence('integer'), null, null],
    ['starts again', withSequence('integer', true), '1900000000', 0.9],
  ])('does not flag one that %s', (_, catalog, lastValue, used) => {
    expect(run(catalog, lastValue, used)).toEqual([]);
  });

  it('goes by where the column ends, or the sequence before it', () => {
    expect(run(withSequence('smallint'), '30000')).toHaveLength(1);
    expect(run(withSequence('bigint'), '1900000000')).toHaveLength(1);
  });

  it('drafts a wider key with what references it, and is content then', () => {
    const catalog = withSequence('integer');
    const edits = run(catalog, '1900000000')[0]?.fix?.edits ?? [];
    expect(edits.map((edit) => 'id' in edit && edit.id)).toEqual([
      'column:public.calls.id',
      'sequence:public.calls_id_seq',
      'column:public.notes.call_id',
    ]);
    expect(run(applyEdits(catalog, edits), '1900000000')).toEqual([]);
  });
});
