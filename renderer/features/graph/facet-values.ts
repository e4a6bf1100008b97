import type { AuditResult } from '#app/api';
import { tablesOf } from '#app/audit';
import type { ObjectId, Reading } from '#app/catalog';
import { EDGE_STATES, type ForeignKeyCoverage, RLS_STATES, type RlsCoverage, worstEdgeStates } from '#app/coverage';
import { type Facet, type FacetValues, graphIndex, SIZES, sizeClass } from '#app/graph';
import { EDGE_LOOKS, RLS_LOOKS } from '#app/report';
import { FINDING_STATES } from './finding-marks.ts';
import type { Scene } from './scene.ts';

export interface FacetSources {
  readonly scene: Scene;
  readonly reading: Reading;
  readonly statistics: Reading['statistics'];
  readonly rls: () => RlsCoverage;
  readonly foreignKeys: () => ForeignKeyCoverage;
  /** Differences that count, by table; `null` before anything was compared. */
  readonly drift: ReadonlyMap<ObjectId, number> | null;
  readonly audit: AuditResult | null;
  readonly tags: Readonly<Record<ObjectId, readonly string[]>>;
}

/** Of what each relation has: what is not asked for is not worked out. */
export function facetValues(sources: FacetSources): FacetValues {
  const made = new Map<Facet, ReadonlyMap<ObjectId, readonly string[]>>();
  return (id, facet) => {
    let values = made.get(facet);
    if (!values) {
      values = MAKERS[facet](sources);
      made.set(facet, values);
    }
    return values.get(id) ?? NONE;
  };
}

/** The values that have an order of their own, the worst or the smallest first, as legends have it. */
export const FACET_RANKS: Partial<Readonly<Record<Facet, readonly string[]>>> = {
  rls: RLS_STATES.map((state) => RLS_LOOKS[state].label),
  fk: EDGE_STATES.map((state) => EDGE_LOOKS[state].label),
  severity: FINDING_STATES,
  size: SIZES,
};

type Values = ReadonlyMap<ObjectId, readonly string[]>;
const NONE: readonly string[] = [];

const MAKERS: Readonly<Record<Facet, (sources: FacetSources) => Values>> = {
  kind: ({ scene }) => ofNodes(scene, (node) => node.kind),
  schema: ({ scene }) => ofNodes(scene, (node) => node.schema),
  file: ({ scene }) => ofNodes(scene, (node) => node.file),
  module: ({ scene }) =>
    new Map(scene.layout.modules.flatMap(({ name, members }) => members.map((id) => [id, [name]] as const))),
  tag: ({ tags }) => new Map(Object.entries(tags)),
  rls: ({ rls }) => new Map([...rls().tables.values()].map(({ table, state }) => [table, [RLS_LOOKS[state].label]])),
  fk: ({ foreignKeys }) =>
    new Map([...worstEdgeStates(foreignKeys().edges)].map(([id, state]) => [id, [EDGE_LOOKS[state].label]])),
  drift: ({ scene, drift }) =>
    drift ? ofNodes(scene, ({ id }) => (drift.has(id) ? 'differs' : 'the same')) : new Map(),
  severity: ({ audit }) => {
    const found = new Map<ObjectId, string[]>();
    for (const finding of audit?.findings ?? []) {
      if (finding.status !== 'open') continue;
      for (const table of tablesOf(finding)) found.set(table, [...(found.get(table) ?? []), finding.severity]);
    }
    return found;
  },
  size: ({ scene, statistics }) => {
    if (!statistics) return new Map();
    const rows = new Map(statistics.tables.map(({ table, rowEstimate }) => [table, rowEstimate]));
    return ofNodes(scene, ({ id, kind }) => (kind === 'view' ? null : sizeClass(rows.get(id) ?? null)));
  },
};

function ofNodes({ graph }: Scene, of: (node: Scene['graph']['nodes'][number]) => string | null): Values {
  return new Map(
    [...graphIndex(graph).nodes.values()].flatMap((node) => {
      const value = of(node);
      return value === null ? [] : [[node.id, [value]] as const];
    }),
  );
}
