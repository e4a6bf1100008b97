import type { Reading } from '#app/catalog';
import {
  EDGE_STATES,
  type EdgeState,
  edgeTotalsBy,
  type ForeignKeyCoverage,
  holders,
  type InPieces,
  inTurn,
  RLS_STATES,
  type RlsCoverage,
  type RlsState,
  worstEdgeStates,
} from '#app/coverage';
import { keyIn } from '#app/graph';
import { EDGE_LOOKS, RLS_LOOKS, type StateLook, saysForeignKeys, saysRls } from '#app/report';
import { type Answer, answerOf } from '#renderer/lib/answer.ts';
import { foreignKeysOf, rlsOf, type TenantSettings } from '#renderer/lib/coverage.ts';
import { NO_MARKS, type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import type { Scene } from './scene.ts';
import { missingEdges } from './scene-edges.ts';

interface Kept<T> {
  readonly coverage: T;
  readonly marks: Answer<OverlayMarks>;
}

const rlsKept = new WeakMap<Scene, Kept<RlsCoverage>>();
const edgesKept = new WeakMap<Scene, Kept<ForeignKeyCoverage>>();

/** What row security says of a scene's tables, made once for each scene and coverage. */
export function rlsMarks(scene: Scene, reading: Reading, tenant: TenantSettings): Answer<OverlayMarks> {
  return keptFor(rlsKept, scene, rlsOf(reading, tenant), rlsInPieces);
}

/** What coverage says of a scene's references, made once for each of both. */
export function edgeMarks(scene: Scene, readings: ReadonlyMap<string, Reading>): Answer<OverlayMarks> {
  return keptFor(edgesKept, scene, foreignKeysOf(readings), edgesInPieces);
}

function keptFor<T>(
  kept: WeakMap<Scene, Kept<T>>,
  scene: Scene,
  coverage: T,
  make: (scene: Scene, coverage: T) => InPieces<OverlayMarks>,
): Answer<OverlayMarks> {
  const known = kept.get(scene);
  if (known?.coverage === coverage) return known.marks;
  const marks = answerOf(() => make(scene, coverage));
  kept.set(scene, { coverage, marks });
  return marks;
}

const RLS_GAPS: readonly RlsState[] = ['off', 'open', 'partly-covered', 'no-policy', 'not-forced'];

function* rlsInPieces(scene: Scene, coverage: RlsCoverage): InPieces<OverlayMarks> {
  const { tables, totals } = coverage;
  const nodes = new Map([...tables.values()].map((entry) => [entry.table, RLS_LOOKS[entry.state]]));
  yield;
  return {
    ...NO_MARKS,
    overlay: 'rls',
    nodes,
    modules: sharesByModule(
      scene,
      (id) => tables.get(id)?.holdsTenantData === true,
      (id) => tables.get(id)?.state === 'protected',
    ),
    percent: totals.protectedPercent,
    answer: saysRls(coverage),
    legend: RLS_STATES.map((state: RlsState) => ({ state, look: RLS_LOOKS[state], count: totals.byState[state] })),
    gaps: new Set(RLS_GAPS.map((state) => RLS_LOOKS[state].label)),
  };
}

function* edgesInPieces(scene: Scene, coverage: ForeignKeyCoverage): InPieces<OverlayMarks> {
  const { edges, totals } = coverage;
  const looks = new Map<string, StateLook>();
  yield* inTurn(edges, ({ key, state }) => looks.set(key, EDGE_LOOKS[state]));
  yield* inTurn(scene.graph.edges, (edge) => keyIn(scene.graph, edge));
  yield;
  const nodes = new Map([...worstEdgeStates(edges)].map(([id, state]) => [id, EDGE_LOOKS[state]]));
  yield;
  const holderOf = holders();
  const byModule = edgeTotalsBy(edges, (edge) => {
    const number = scene.moduleOf.get(holderOf(edge));
    return number === undefined ? null : (scene.layout.modules[number]?.id ?? null);
  });
  yield;
  return {
    ...NO_MARKS,
    overlay: 'fk',
    nodes,
    edges: looks,
    extraEdges: missingEdges(scene, edges),
    modules: new Map([...byModule].map(([id, { soundPercent }]) => [id, `${soundPercent ?? 0} %`])),
    percent: totals.soundPercent,
    answer: saysForeignKeys(coverage),
    legend: EDGE_STATES.map((state: EdgeState) => ({ state, look: EDGE_LOOKS[state], count: totals.byState[state] })),
    gaps: new Set(EDGE_STATES.filter((state) => state !== 'everywhere').map((state) => EDGE_LOOKS[state].label)),
  };
}
