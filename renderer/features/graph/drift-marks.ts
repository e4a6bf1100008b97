import type { DriftResult } from '#app/api';
import { lookupOf, type ObjectId, objectId, parseObjectId, type Reading } from '#app/catalog';
import { type Difference, demandOf } from '#app/compare';
import { keyIn } from '#app/graph';
import type { StateLook } from '#app/report';
import { ownerOf } from '#renderer/lib/drift-owner.ts';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { type LegendEntry, type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

/** How a table stands between the two sources that are compared, the gravest first. */
const STATES = ['only-from', 'only-to', 'destroyed', 'differs', 'uncounted', 'outside', 'agrees'] as const;
type DriftState = (typeof STATES)[number];
const GAPS: readonly DriftState[] = ['only-from', 'only-to', 'destroyed', 'differs'];

const HALF_LEFT = 'M8 2.5a5.5 5.5 0 1 0 0 11z';
const HALF_RIGHT = 'M8 2.5a5.5 5.5 0 1 1 0 11z';

function looksOf({ from, to }: DriftResult): Readonly<Record<DriftState, StateLook>> {
  const look = (
    label: string,
    meaning: string,
    tone: StateLook['tone'],
    mark: string,
    hatch: StateLook['hatch'],
    dash: readonly number[] = [],
  ) => ({ label, meaning, tone, mark, hatch, dash });
  return {
    'only-from': look(`only in ${from}`, `${to} has it not.`, 'special', HALF_LEFT, 'dots', [7, 5]),
    'only-to': look(`only in ${to}`, `${from} has it not.`, 'warn', HALF_RIGHT, 'falling', [3, 3]),
    destroyed: look(
      'destroyed by drizzle-kit',
      'It differs, and a drizzle-kit command would drop or weaken something of it.',
      'bad',
      'M8 2c.5 3 3.5 4 3.5 7.5a3.5 3.5 0 0 1-7 0c0-1.5 1-2.5 1.5-4c1 .5 1.5 1.5 2 2.5',
      'cross',
      [2, 3],
    ),
    differs: look(
      'differs',
      'Something of it differs and counts.',
      'bad',
      'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
      'rising',
      [12, 4],
    ),
    uncounted: look('differs, does not count', 'Nothing of what differs counts.', 'neutral', 'M4 8h8', 'none'),
    outside: look('not compared', 'Out of scope, or not in both sources.', 'neutral', 'M7.5 8h1', 'dots'),
    agrees: look(
      'agrees',
      'Both sources say the same of it and of all that belongs to it.',
      'good',
      'M3.5 8.5l3 3 6-7',
      'none',
    ),
  };
}

export interface DriftMarksInput {
  readonly scene: Scene;
  readonly result: DriftResult | null;
  /** The readings that were compared. */
  readonly compared: readonly [from: Reading | null, to: Reading | null];
}

/** The drift view's states on the tables and references of the graph. */
export function driftMarks(empty: OverlayMarks, { scene, result, compared }: DriftMarksInput): OverlayMarks {
  if (!result) return { ...empty, overlay: 'drift', answer: 'Nothing is compared yet: the drift view does that.' };
  const looks = looksOf(result);
  const byOwner = groupByOwner(result.differences);
  const nodes = new Map<ObjectId, StateLook>();
  const counts = new Map<DriftState, number>();
  for (const node of scene.graph.nodes) {
    const state = stateOf(node.id, byOwner.get(node.id) ?? [], result, compared);
    nodes.set(node.id, looks[state]);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const drawn = new Set(scene.graph.nodes.map(({ id }) => id));
  const beside = result.differences.filter((difference) => difference.counts && !drawn.has(ownerOf(difference).id));
  // What does not count is no disagreement, as in the drift view's own answer.
  const agreeing = (counts.get('agrees') ?? 0) + (counts.get('uncounted') ?? 0);
  const all = scene.graph.nodes.length - (counts.get('outside') ?? 0);
  return {
    ...empty,
    overlay: 'drift',
    nodes,
    edges: edgeLooks(scene, result, looks),
    modules: sharesByModule(
      scene,
      (id) => nodes.get(id) !== looks.outside,
      (id) => nodes.get(id) === looks.agrees || nodes.get(id) === looks.uncounted,
    ),
    gaps: new Set(GAPS.map((state) => looks[state].label)),
    percent: all === 0 ? null : Math.floor((agreeing * 100) / all),
    answer: `${formatCount(agreeing)} of ${countWord(all, 'table')} and views agree between ${result.from} and ${result.to} in what counts${
      beside.length === 0 ? '' : `, ${countWord(beside.length, 'difference')} elsewhere`
    }`,
    legend: STATES.map((state): LegendEntry => ({ state, look: looks[state], count: counts.get(state) ?? 0 })),
  };
}

function stateOf(
  id: ObjectId,
  differences: readonly Difference[],
  { from, to }: DriftResult,
  [before, after]: DriftMarksInput['compared'],
): DriftState {
  const whole = differences.find(({ object, attribute, agreed }) => object === id && attribute === null && !agreed);
  if (whole)
    return whole.states[to]?.present === false
      ? 'only-from'
      : whole.states[from]?.present === false
        ? 'only-to'
        : 'differs';
  if (differences.some(({ destroyedBy }) => destroyedBy.length > 0)) return 'destroyed';
  if (differences.some(({ counts }) => counts)) return 'differs';
  if (differences.length > 0) return 'uncounted';
  const isInBoth = [before, after].every((reading) => reading && lookupOf(reading.catalog).find(id));
  return isInBoth ? 'agrees' : 'outside';
}

/** Foreign keys that one source has alone, or that differ, by the key of their line. */
function edgeLooks(
  scene: Scene,
  { differences, from, to }: DriftResult,
  looks: ReturnType<typeof looksOf>,
): OverlayMarks['edges'] {
  const found = new Map<string, StateLook>();
  for (const difference of differences) {
    if (difference.kind !== 'foreign-key' || !difference.counts) continue;
    const { states } = difference;
    const isOnly = difference.attribute === null;
    const state =
      isOnly && states[to]?.present === false
        ? 'only-from'
        : isOnly && states[from]?.present === false
          ? 'only-to'
          : 'differs';
    found.set(difference.object, looks[state]);
  }
  return new Map(
    scene.graph.edges.flatMap((edge) => {
      const look = edge.kind === 'foreign-key' ? found.get(foreignKeyOf(edge)) : undefined;
      return look ? [[keyIn(scene.graph, edge), look] as const] : [];
    }),
  );
}

function foreignKeyOf({ from, name }: { readonly from: ObjectId; readonly name: string }): ObjectId {
  const { parts } = parseObjectId(from);
  return objectId('foreign-key', ...parts, name);
}

function groupByOwner(differences: readonly Difference[]): ReadonlyMap<ObjectId, readonly Difference[]> {
  const groups = new Map<ObjectId, Difference[]>();
  for (const difference of differences) {
    if (difference.waiver || demandOf(difference) !== null) continue;
    const { id } = ownerOf(difference);
    const group = groups.get(id);
    if (group) group.push(difference);
    else groups.set(id, [difference]);
  }
  return groups;
}
