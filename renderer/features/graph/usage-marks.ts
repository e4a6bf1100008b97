import type { ObjectId } from '#app/catalog';
import { lookOf, type StateLook } from '#app/report';
import { isOnlyAName, isStatement, type Usage, type Usages, usageLookupOf } from '#app/usages';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

const STATES = ['unused', 'schema', 'write', 'read', 'both'] as const;
type State = (typeof STATES)[number];

const LOOKS: Readonly<Record<State, StateLook>> = {
  unused: lookOf('not used', 'No code names it outside its own definition.', 'bad', 'M4 4l8 8M12 4l-8 8', 'cross'),
  schema: lookOf(
    'in the schema only',
    'Other tables, types or validators name it; no statement does.',
    'warn',
    'M3 8h2M7 8h2M11 8h2',
    'falling',
  ),
  write: lookOf(
    'written only',
    'Statements write it and none reads it.',
    'special',
    'M8 3v9M4.5 8.5L8 12l3.5-3.5',
    'rising',
  ),
  read: lookOf('read only', 'Statements read it and none writes it.', 'accent', 'M8 13V4M4.5 7.5L8 4l3.5 3.5', 'dots'),
  both: lookOf(
    'read and written',
    'Statements of the code read and write it.',
    'good',
    'M5 12V4M2.5 6.5L5 4l2.5 2.5M11 4v8M8.5 9.5L11 12l2.5-2.5',
    'none',
  ),
};
const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'truncate', 'refresh']);

/** What the project's code does with each table. */
export function usageMarks(empty: OverlayMarks, scene: Scene, usages: Usages | null): OverlayMarks {
  if (!usages) return { ...empty, overlay: 'usage', answer: 'Where code uses the schema has not been found yet.' };
  const lookup = usageLookupOf(usages);
  const states = new Map<ObjectId, State>();
  const figures = new Map<ObjectId, string>();
  let places = 0;
  for (const { id } of scene.graph.nodes) {
    const own = lookup.of(id).filter(({ kind, test }) => !isOnlyAName(kind) && !test);
    states.set(id, stateOf(own));
    const statements = own.filter(({ kind }) => isStatement(kind)).length;
    if (statements > 0) figures.set(id, formatCount(statements));
    places += statements;
  }
  const nodes = new Map([...states].map(([id, state]) => [id, LOOKS[state]]));
  const isUsed = (id: ObjectId) => states.get(id) !== 'unused' && states.get(id) !== 'schema';
  const used = [...states.keys()].filter(isUsed).length;
  return {
    ...empty,
    overlay: 'usage',
    nodes,
    figures,
    figureOf: 'statements',
    modules: sharesByModule(scene, () => true, isUsed),
    percent: states.size === 0 ? null : Math.floor((100 * used) / states.size),
    answer: `${formatCount(used)} of ${countWord(states.size, 'table')} and views are read or written by ${countWord(places, 'statement')} of the code`,
    legend: STATES.map((state) => ({
      state,
      look: LOOKS[state],
      count: [...states.values()].filter((each) => each === state).length,
    })),
    gaps: new Set([LOOKS.unused.label, LOOKS.schema.label]),
  };
}

function stateOf(usages: readonly Usage[]): State {
  const statements = usages.filter(({ kind }) => isStatement(kind));
  if (statements.length === 0) return usages.length === 0 ? 'unused' : 'schema';
  const writes = statements.some(({ kind }) => WRITES.has(kind));
  const reads = statements.some(({ kind }) => !WRITES.has(kind));
  if (writes && reads) return 'both';
  return writes ? 'write' : 'read';
}
