import type { AuditResult } from '#app/api';
import { objectId, type Reading } from '#app/catalog';
import { EDGE_STATES, type EdgeState, edgeTotalsBy, RLS_STATES, type RlsState } from '#app/coverage';
import type { Usages } from '#app/usages';
import { mostKnowing } from '#renderer/lib/acting-roles.ts';
import { foreignKeysOf, rlsOf, type TenantSettings } from '#renderer/lib/coverage.ts';
import { EDGE_LOOKS, RLS_LOOKS } from '#renderer/lib/coverage-looks.ts';
import { formatCount } from '#renderer/lib/kinds.ts';
import type { Overlay } from '#renderer/stores';
import { type DriftMarksInput, driftMarks } from './drift-marks.ts';
import { findingMarks } from './finding-marks.ts';
import { NO_MARKS, type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import { roleMarks } from './role-marks.ts';
import { type Scene, worstEdgeStates } from './scene.ts';
import { missingEdges } from './scene-edges.ts';
import { sizeMarks } from './size-marks.ts';
import { usageMarks } from './usage-marks.ts';

/** All that any overlay is made from. */
export interface OverlayInput {
  readonly scene: Scene;
  readonly reading: Reading;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly tenant: TenantSettings;
  readonly drift: Omit<DriftMarksInput, 'scene'>;
  readonly audit: AuditResult | null;
  readonly usages: Usages | null;
  /** Whose rights row security is looked at with; `null`: the policies by themselves. */
  readonly role: string | null;
}

const MARKS: Readonly<Record<Overlay, (input: OverlayInput) => OverlayMarks>> = {
  none: () => NO_MARKS,
  rls: (input) => {
    const { scene, reading, readings, role } = input;
    return role === null ? rlsMarks(input) : roleMarks(NO_MARKS, scene, mostKnowing(readings, reading), role);
  },
  fk: edgeMarks,
  drift: ({ scene, drift }) => driftMarks(NO_MARKS, { scene, ...drift }),
  findings: ({ scene, audit }) => findingMarks(NO_MARKS, scene, audit),
  size: ({ scene, reading, readings }) => sizeMarks(NO_MARKS, scene, reading, readings),
  usage: ({ scene, usages }) => usageMarks(NO_MARKS, scene, usages),
};

export function overlayMarks(overlay: Overlay, input: OverlayInput): OverlayMarks {
  return MARKS[overlay](input);
}

const RLS_GAPS: readonly RlsState[] = ['off', 'open', 'partly-covered', 'no-policy', 'not-forced'];

function rlsMarks({ scene, reading, tenant }: OverlayInput): OverlayMarks {
  const { tables, totals, tenancy } = rlsOf(reading, tenant);
  const nodes = new Map([...tables.values()].map((entry) => [entry.table, RLS_LOOKS[entry.state]]));
  const root = tenancy.root === null ? '' : ` of ${tenancy.root.name}`;
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
    answer:
      totals.tenantTables === 0
        ? 'No table holds tenants’ data: no tenant column was found.'
        : `${formatCount(totals.protected)} of ${formatCount(totals.tenantTables)} tables with data${root} are protected`,
    legend: RLS_STATES.map((state: RlsState) => ({ state, look: RLS_LOOKS[state], count: totals.byState[state] })),
    gaps: new Set(RLS_GAPS.map((state) => RLS_LOOKS[state].label)),
  };
}

function edgeMarks({ scene, readings }: OverlayInput): OverlayMarks {
  const { edges, totals, sources } = foreignKeysOf(readings);
  const worst = worstEdgeStates(edges);
  const byModule = edgeTotalsBy(edges, ({ from }) => {
    const number = scene.moduleOf.get(objectId('table', from.schema, from.name));
    return number === undefined ? null : (scene.layout.modules[number]?.id ?? null);
  });
  return {
    ...NO_MARKS,
    overlay: 'fk',
    nodes: new Map([...worst].map(([id, state]) => [id, EDGE_LOOKS[state]])),
    edges: new Map(edges.map((edge) => [edge.key, EDGE_LOOKS[edge.state]])),
    extraEdges: missingEdges(scene, edges),
    modules: new Map([...byModule].map(([id, { soundPercent }]) => [id, `${soundPercent ?? 0} %`])),
    percent: totals.soundPercent,
    answer: `${formatCount(totals.sound)} of ${formatCount(totals.edges)} references are sound in ${sources.join(', ')}`,
    legend: EDGE_STATES.map((state: EdgeState) => ({ state, look: EDGE_LOOKS[state], count: totals.byState[state] })),
    gaps: new Set(EDGE_STATES.filter((state) => state !== 'everywhere').map((state) => EDGE_LOOKS[state].label)),
  };
}
