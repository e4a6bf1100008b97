import { describe, expect, it } from 'vitest';
import { objectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import {
  closedHolder,
  differenceRows,
  FIRST_FOLDING,
  type Folding,
  groupDifferences,
  NO_SCHEMA,
  neighbourKey,
} from '#renderer/features/drift/difference-tree-rows.ts';
import { filterDifferences } from '#renderer/features/drift/filter.ts';
import { NO_FILTERS } from '#renderer/stores/drift-filters.ts';
import { processorTime } from '#test/support/processor-time.ts';
import { madeUpDrift } from '../../harness/made-up-drift.ts';

const RESULT = madeUpDrift('normal', 'code', 'live');
const rowsOf = (differences: readonly Difference[], folding: Partial<Folding> = { openAll: true }) =>
  differenceRows(groupDifferences(differences), { ...FIRST_FOLDING, ...folding });

describe('the tree of differences', () => {
  it('puts every difference below its table and schema, once', () => {
    const rows = rowsOf(RESULT.differences);
    const keys = rows.flatMap((row) => (row.row === 'difference' ? [row.id] : []));
    expect([...keys].sort()).toEqual(RESULT.differences.map((difference) => difference.key).sort());
    const guests = rows.findIndex((row) => row.id === `object ${objectId('table', 'public', 'guests')}`);
    expect(rows.slice(guests + 1, guests + 6).map(({ level, text }) => [level, text])).toEqual([
      [3, 'columns'],
      [4, 'email'],
      [4, 'plus_ones'],
      [4, 'seating_preference'],
      [3, 'policies'],
    ]);
  });

  it('makes kinds a level only where a table has several, and puts an index below its table', () => {
    const index = RESULT.differences.find(({ kind }) => kind === 'index');
    const table = objectId('table', 'public', 'tickets');
    const rows = rowsOf(index ? [{ ...index, table }] : []);
    expect(rows.map(({ level, text }) => [level, text])).toEqual([
      [1, 'public'],
      [2, 'tickets'],
      [3, 'tickets_code_key'],
    ]);
  });

  it('shows an object with one difference of its own as one row', () => {
    const rows = rowsOf(RESULT.differences);
    const row = rows.find((one) => one.id === `${objectId('enum', 'public', 'event_status')}#labels`);
    expect(row).toMatchObject({ row: 'difference', level: 2, text: 'event_status' });
  });

  it('lists schemas with something that counts first, and last what belongs to none', () => {
    const schemas = rowsOf(RESULT.differences).flatMap((row) => (row.row === 'schema' ? [row.text] : []));
    expect(schemas).toEqual(['public', 'billing', NO_SCHEMA]);
  });

  it('counts the differences that count at every level', () => {
    const billing = rowsOf(RESULT.differences).find(({ text }) => text === 'billing');
    expect(billing).toMatchObject({ row: 'schema', members: [{ kind: 'foreign-key' }], counting: 0 });
  });

  it('hides what stands below a folded row', () => {
    const rows = rowsOf(RESULT.differences, { openAll: true, chosen: new Map([['schema public', false]]) });
    expect(rows.some((row) => row.level > 1 && row.id.includes('public.guests'))).toBe(false);
    expect(rows.some((row) => row.id.includes('billing.payments'))).toBe(true);
  });

  it('lists objects with something that counts first, and folds the others away until they are looked at', () => {
    const payments = 'object table:billing.payments';
    const key = 'foreign-key:billing.payments.payments_invoice_id_fkey#name';
    const stateOf = (folding: Partial<Folding>) =>
      rowsOf(RESULT.differences, folding).find((row) => row.id === payments)?.expanded;
    expect(stateOf({})).toBe(false);
    expect(stateOf({ holder: closedHolder(groupDifferences(RESULT.differences), key) })).toBe(true);
    expect(closedHolder(groupDifferences(RESULT.differences), 'column:public.guests.email#notNull')).toBeNull();
    expect(stateOf({ chosen: new Map([[payments, true]]) })).toBe(true);
    const inPublic = rowsOf(RESULT.differences, {}).filter((row) => row.level === 2 && row.id.includes('public.'));
    expect(inPublic.at(-1)?.text).toBe('venues');
  });

  it('opens everything where nothing counts', () => {
    const none = RESULT.differences.filter((difference) => !difference.counts);
    expect(rowsOf(none, {}).some((row) => row.expanded === false)).toBe(false);
  });

  it('does not depend on the order in which differences come', () => {
    const ids = (differences: readonly Difference[]) => rowsOf(differences).map((row) => row.id);
    expect(ids([...RESULT.differences].reverse())).toEqual(ids(RESULT.differences));
  });
});

describe('going from difference to difference', () => {
  const rows = rowsOf(RESULT.differences);
  const keys = rows.flatMap((row) => (row.row === 'difference' ? [row.id] : []));

  it('starts at the first one, or at the last one backwards', () => {
    expect(neighbourKey(rows, null, 1)).toBe(keys[0]);
    expect(neighbourKey(rows, null, -1)).toBe(keys.at(-1));
  });

  it('goes around both ends', () => {
    expect(neighbourKey(rows, keys.at(-1) ?? null, 1)).toBe(keys[0]);
    expect(neighbourKey(rows, keys[0] ?? null, -1)).toBe(keys.at(-1));
  });

  it('has nowhere to go in an empty list', () => {
    expect(neighbourKey([], null, 1)).toBeNull();
  });
});

describe('filtering differences', () => {
  const context = { from: 'code', to: 'live', changes: new Map() };
  const apply = (filters: Partial<typeof NO_FILTERS>) =>
    filterDifferences(RESULT.differences, { ...NO_FILTERS, ...filters }, context);
  const filtered = (filters: Partial<typeof NO_FILTERS>) => apply(filters).shown;

  it('leaves everything without a filter', () => {
    expect(filtered({})).toEqual(RESULT.differences);
  });

  it('combines class, kind and whether it counts', () => {
    const found = filtered({ classes: ['unmanaged'], kinds: ['table'], countingOnly: true });
    expect(found.map((difference) => difference.key)).toEqual(['table:public.events#forceRowSecurity']);
  });

  it('combines verdict, side and what drizzle-kit would destroy', () => {
    expect(filtered({ verdicts: ['name-only'] }).every(({ verdict }) => verdict === 'name-only')).toBe(true);
    expect(filtered({ sides: ['only-to'] }).every(({ states }) => states.code?.present === false)).toBe(true);
    const lost = filtered({ sides: ['only-to'], destroyedOnly: true }).map(({ kind }) => kind);
    expect(lost).toEqual(['column', 'role']);
  });

  it('finds every word of the text, in any order and case', () => {
    expect(filtered({ text: 'EMAIL guests' }).map((difference) => difference.attribute)).toEqual(['notNull']);
    expect(filtered({ text: 'guests nowhere' })).toEqual([]);
  });

  it('leaves out what is waived, and shows nothing else where that is asked for', () => {
    const waiver = { reason: 'By design.', owner: null, expires: null };
    const [first, ...rest] = RESULT.differences;
    const differences = first ? [{ ...first, waiver }, ...rest] : [];
    const keys = (waived: boolean) =>
      filterDifferences(differences, { ...NO_FILTERS, waived }, context).shown.map(({ key }) => key);
    expect(keys(false)).toEqual(rest.map(({ key }) => key));
    expect(keys(true)).toEqual([first?.key]);
    expect(filterDifferences(differences, NO_FILTERS, context).facets.waived).toBe(1);
  });

  it('counts of each value what choosing it would leave, by the other filters and not by its own', () => {
    expect(apply({}).facets.kinds.map(([kind]) => kind)).toEqual([
      'role',
      'enum',
      'table',
      'column',
      'foreign-key',
      'index',
      'trigger',
      'policy',
    ]);
    const { facets } = apply({ kinds: ['table'], classes: ['unmanaged'] });
    expect(new Map(facets.kinds).get('trigger')).toBe(1);
    expect(new Map(facets.kinds).has('column')).toBe(false);
    expect(facets.counting).toBe(1);
    for (const [kind, count] of facets.kinds) {
      expect([kind, filtered({ classes: ['unmanaged'], kinds: [kind] }).length]).toEqual([kind, count]);
    }
  });

  it('groups and lists five thousand differences within a frame or two', () => {
    const { differences } = madeUpDrift('many', 'code', 'live');
    const took = processorTime(() => expect(rowsOf(differences).length).toBeGreaterThan(5_000));
    // Some 100 ms where the goals were set; a slow processor beside other tests takes several times as long.
    expect(took).toBeLessThan(1_600);
  });
});
