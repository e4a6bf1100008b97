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
import { filterDifferences, kindFacets } from '#renderer/features/drift/filter.ts';
import { NO_FILTERS } from '#renderer/stores/drift.ts';
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
    expect(rows.slice(guests + 1, guests + 5).every((row) => row.level === 3)).toBe(true);
  });

  it('shows an object with one difference of its own as one row', () => {
    const rows = rowsOf(RESULT.differences);
    const row = rows.find((one) => one.id === `${objectId('enum', 'public', 'event_status')}#labels`);
    expect(row).toMatchObject({ row: 'difference', level: 2, name: 'event_status' });
  });

  it('lists what belongs to no schema last', () => {
    const schemas = rowsOf(RESULT.differences).flatMap((row) => (row.row === 'schema' ? [row.text] : []));
    expect(schemas).toEqual(['billing', 'public', NO_SCHEMA]);
  });

  it('counts the differences that count at every level', () => {
    const [billing] = rowsOf(RESULT.differences);
    expect(billing).toMatchObject({ row: 'schema', count: 1, counting: 0 });
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
  const filtered = (filters: Partial<typeof NO_FILTERS>) =>
    filterDifferences(RESULT.differences, { ...NO_FILTERS, ...filters });

  it('leaves everything without a filter', () => {
    expect(filtered({})).toBe(RESULT.differences);
  });

  it('combines class, kind and whether it counts', () => {
    const found = filtered({ classes: ['unmanaged'], kinds: ['table'], countingOnly: true });
    expect(found.map((difference) => difference.key)).toEqual(['table:public.events#forceRowSecurity']);
  });

  it('finds every word of the text, in any order and case', () => {
    expect(filtered({ text: 'EMAIL guests' }).map((difference) => difference.attribute)).toEqual(['notNull']);
    expect(filtered({ text: 'guests nowhere' })).toEqual([]);
  });

  it('counts kinds in the order in which kinds are listed', () => {
    expect(kindFacets(RESULT.differences).map(([kind]) => kind)).toEqual([
      'role',
      'enum',
      'table',
      'column',
      'foreign-key',
      'index',
      'trigger',
      'policy',
    ]);
  });

  it('groups and lists five thousand differences within a frame or two', () => {
    const { differences } = madeUpDrift('many', 'code', 'live');
    const start = performance.now();
    const rows = rowsOf(differences);
    expect(rows.length).toBeGreaterThan(5_000);
    expect(performance.now() - start).toBeLessThan(400);
  });
});
