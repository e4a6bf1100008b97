import { EDGE_STATES, type ForeignKeyCoverage, RLS_STATES, type RlsCoverage, worstEdgeStates } from '#app/coverage';
import { keyIn, missingReferences, type SchemaGraph } from '#app/graph';
import type { DrawnOverlay } from './overlay.ts';
import { EDGE_LOOKS, RLS_LOOKS } from './state-looks.ts';

/** How far row security reaches, in a sentence. */
export function saysRls({ totals, tenancy }: RlsCoverage): string {
  const root = tenancy.root === null ? '' : ` of ${tenancy.root.name}`;
  return totals.tenantTables === 0
    ? 'No table holds tenants’ data: no tenant column was found.'
    : `${number(totals.protected)} of ${number(totals.tenantTables)} tables with data${root} are protected`;
}

/** How many references are sound, in a sentence. */
export function saysForeignKeys({ totals, sources }: ForeignKeyCoverage): string {
  return `${number(totals.sound)} of ${number(totals.edges)} references are sound in ${sources.join(', ')}`;
}

/** Row security of the tables of a drawing. */
export function rlsOverlay(coverage: RlsCoverage): DrawnOverlay {
  const { tables, totals } = coverage;
  return {
    name: 'Row security',
    answer: withShare(totals.protectedPercent, saysRls(coverage)),
    tables: new Map([...tables.values()].map(({ table, state }) => [table, RLS_LOOKS[state]])),
    references: new Map(),
    missing: [],
    figures: new Map(),
    legend: RLS_STATES.map((state) => ({ look: RLS_LOOKS[state], count: totals.byState[state] })),
  };
}

/** The references of a drawing, with those that are meant and that no foreign key guards. */
export function foreignKeysOverlay(coverage: ForeignKeyCoverage, graph: SchemaGraph): DrawnOverlay {
  const { edges, totals } = coverage;
  const states = new Map(edges.map(({ key, state }) => [key, state]));
  const missing = missingReferences(graph, edges);
  const references = graph.edges.map((edge): [string, string] => [edge.id, keyIn(graph, edge)]);
  for (const [key, edge] of missing) references.push([edge.id, key]);
  return {
    name: 'Foreign keys',
    answer: withShare(totals.soundPercent, saysForeignKeys(coverage)),
    tables: new Map([...worstEdgeStates(edges)].map(([id, state]) => [id, EDGE_LOOKS[state]])),
    references: new Map(
      references.flatMap(([id, key]) => {
        const state = states.get(key);
        return state ? [[id, EDGE_LOOKS[state]] as const] : [];
      }),
    ),
    missing: [...missing.values()],
    figures: new Map(),
    legend: EDGE_STATES.map((state) => ({ look: EDGE_LOOKS[state], count: totals.byState[state] })),
  };
}

function withShare(percent: number | null, sentence: string): string {
  return `${percent === null ? '' : `${percent} %: `}${sentence.replace(/\.$/, '')}.`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
