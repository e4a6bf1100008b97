import { describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import { type Catalog, type ObjectId, objectId, type Reading } from '#app/catalog';
import type { Difference } from '#app/compare';
import { NO_ARRANGEMENT } from '#app/graph';
import { driftMarks } from '#renderer/features/graph/drift-marks.ts';
import { NO_MARKS } from '#renderer/features/graph/overlay-marks.ts';
import { sceneOf } from '#renderer/features/graph/scene.ts';
import { NO_TENANT_SETTINGS } from '#renderer/lib/coverage.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { madeUpDrift } from '../../harness/made-up-drift.ts';

const NAMES = ['both', 'added', 'gone', 'changed', 'doomed', 'quiet', 'granted', 'stale', 'waived'] as const;
const reading = (label: 'code' | 'live', catalog: Catalog): Reading => ({
  source: { kind: label, label },
  catalog,
  report: [],
});
const tables = (names: readonly string[]) =>
  schemaOf({ tables: Object.fromEntries(names.map((name) => [name, ['id uuid pk', 'both_id uuid -> both']])) });
const all = reading('live', tables(NAMES));
const code = reading('code', tables(NAMES.filter((name) => name !== 'added')));

const made: DriftResult = madeUpDrift('normal', 'code', 'live');
const [sketch] = made.differences;

function difference(object: ObjectId, over: Partial<Difference>): Difference {
  if (!sketch) throw new Error('There are differences.');
  const { waiver: _waived, ...plain } = sketch;
  const kind = object.slice(0, object.indexOf(':')) as Difference['kind'];
  const states = { code: there(true), live: there(true) };
  return {
    ...plain,
    key: `${object}#${over.attribute ?? ''}`,
    object,
    kind,
    destroyedBy: [],
    counts: true,
    states,
    ...over,
  };
}

const there = (present: boolean) => ({ present, value: null, deparsed: null, origins: [] });
const table = (name: string) => objectId('table', 'public', name);

const DIFFERENCES: readonly Difference[] = [
  difference(table('added'), { attribute: null, states: { code: there(false), live: there(true) } }),
  difference(table('gone'), { attribute: null, states: { code: there(true), live: there(false) } }),
  difference(objectId('column', 'public', 'changed', 'id'), { attribute: 'type' }),
  difference(objectId('column', 'public', 'doomed', 'id'), { attribute: 'type', destroyedBy: ['push'] }),
  difference(table('quiet'), { attribute: 'comment', counts: false }),
  difference(objectId('grant', table('granted'), 'app'), { attribute: null, counts: false, class: 'unmanaged' }),
  difference(table('stale'), { attribute: null, counts: false, agreed: true }),
  difference(table('waived'), {
    attribute: 'rowSecurity',
    counts: false,
    waiver: { reason: 'by design', owner: null, expires: null },
  }),
  difference(objectId('foreign-key', 'public', 'changed', 'changed_both_id_fkey'), { attribute: 'onDelete' }),
];

const scene = sceneOf(all, { code, tenant: NO_TENANT_SETTINGS, arrangement: NO_ARRANGEMENT });
const marksOf = (differences: readonly Difference[], compared: readonly [Reading | null, Reading | null]) =>
  driftMarks(NO_MARKS, { scene, result: { ...made, differences }, compared });

describe('the drift overlay', () => {
  const marks = marksOf(DIFFERENCES, [code, all]);
  const looks = Object.fromEntries(NAMES.map((name) => [name, marks.nodes.get(table(name))?.label]));

  it('says of each table the gravest that is so of it and of all that belongs to it', () => {
    expect(looks).toEqual({
      both: 'agrees',
      added: 'only in live',
      gone: 'only in code',
      changed: 'differs',
      doomed: 'destroyed by drizzle-kit',
      quiet: 'differs, does not count',
      // Grants are shown on demand.
      granted: 'agrees',
      // The two that are compared agree: only the migrations say otherwise.
      stale: 'differs, does not count',
      waived: 'agrees',
    });
  });

  it('counts as agreeing what has nothing that counts', () => {
    expect(marks.answer).toBe('5 of 9 tables and views agree between code and live in what counts');
    expect(marks.percent).toBe(55);
    const counts = Object.fromEntries(marks.legend.map(({ look, count }) => [look.label, count]));
    expect(counts).toMatchObject({ agrees: 3, differs: 1, 'only in live': 1, 'only in code': 1 });
  });

  it('marks the references that differ and no others', () => {
    expect([...marks.edges.values()].map(({ label }) => label)).toEqual(['differs']);
  });

  it('says of what one of the two has not read that it was not compared', () => {
    const nothing = marksOf([], [code, null]);
    expect(new Set([...nothing.nodes.values()].map(({ label }) => label))).toEqual(new Set(['not compared']));
    expect(nothing.percent).toBeNull();
  });

  it('asks for a comparison where there is none', () => {
    const none = driftMarks(NO_MARKS, { scene, result: null, compared: [code, all] });
    expect(none.answer).toContain('Nothing is compared yet');
    expect(none.nodes.size).toBe(0);
  });
});
