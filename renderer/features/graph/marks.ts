import type { ObjectId, Reading } from '#app/catalog';
import { objectId } from '#app/catalog';
import { EDGE_STATES, type EdgeState, RLS_STATES, type RlsState } from '#app/coverage';
import { foreignKeysOf, rlsOf, type TenantSettings } from '#renderer/lib/coverage.ts';
import { EDGE_LOOKS, RLS_LOOKS, type StateLook } from '#renderer/lib/coverage-looks.ts';
import { formatCount } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';
import type { Overlay } from '#renderer/stores';
import { type DriftMarksInput, driftMarks } from './drift-marks.ts';
import { type DrawnEdge, missingEdges, type Scene, worstEdgeStates } from './scene.ts';

/** One line of a legend. */
export interface LegendEntry {
  readonly state: string;
  readonly look: StateLook;
  readonly count: number;
}

/** What an overlay says: a state for tables and references, the totals first. */
export interface OverlayMarks {
  readonly overlay: Overlay;
  readonly nodes: ReadonlyMap<ObjectId, StateLook>;
  readonly edges: ReadonlyMap<string, StateLook>;
  readonly extraEdges: readonly DrawnEdge[];
  readonly percent: number | null;
  /** What the percentage is of. */
  readonly answer: string;
  readonly legend: readonly LegendEntry[];
}

const NO_MARKS: OverlayMarks = {
  overlay: 'none',
  nodes: new Map(),
  edges: new Map(),
  extraEdges: [],
  percent: null,
  answer: '',
  legend: [],
};

export function overlayMarks(
  overlay: Overlay,
  scene: Scene,
  reading: Reading,
  readings: ReadonlyMap<string, Reading>,
  tenant: TenantSettings,
  drift: Omit<DriftMarksInput, 'scene'>,
): OverlayMarks {
  if (overlay === 'drift') return driftMarks(NO_MARKS, { scene, ...drift });
  if (overlay === 'rls') return rlsMarks(reading, tenant);
  return overlay === 'fk' ? edgeMarks(scene, readings) : NO_MARKS;
}

function rlsMarks(reading: Reading, settings: TenantSettings): OverlayMarks {
  const { tables, totals, tenancy } = rlsOf(reading, settings);
  const nodes = new Map([...tables.values()].map((entry) => [entry.table, RLS_LOOKS[entry.state]]));
  const root = tenancy.root === null ? '' : ` of ${tenancy.root.name}`;
  return {
    ...NO_MARKS,
    overlay: 'rls',
    nodes,
    percent: totals.protectedPercent,
    answer:
      totals.tenantTables === 0
        ? 'No table holds tenants’ data: no tenant column was found.'
        : `${formatCount(totals.protected)} of ${formatCount(totals.tenantTables)} tables with data${root} are protected`,
    legend: RLS_STATES.map((state: RlsState) => ({ state, look: RLS_LOOKS[state], count: totals.byState[state] })),
  };
}

function edgeMarks(scene: Scene, readings: ReadonlyMap<string, Reading>): OverlayMarks {
  const { edges, totals, sources } = foreignKeysOf(readings);
  const worst = worstEdgeStates(edges);
  return {
    overlay: 'fk',
    nodes: new Map([...worst].map(([id, state]) => [id, EDGE_LOOKS[state]])),
    edges: new Map(edges.map((edge) => [edge.key, EDGE_LOOKS[edge.state]])),
    extraEdges: missingEdges(scene, edges),
    percent: totals.soundPercent,
    answer: `${formatCount(totals.sound)} of ${formatCount(totals.edges)} references are sound in ${sources.join(', ')}`,
    legend: EDGE_STATES.map((state: EdgeState) => ({ state, look: EDGE_LOOKS[state], count: totals.byState[state] })),
  };
}

/** The table or view that an object is or belongs to; `null` for enums, roles and the like. */
export function relationOf(id: ObjectId): ObjectId | null {
  const { kind, schema, table } = objectName(id);
  if (kind === 'table' || kind === 'view' || kind === 'materialized-view') return id;
  return schema === null || table === null ? null : objectId('table', schema, table);
}
