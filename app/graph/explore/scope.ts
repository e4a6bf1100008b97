import type { ObjectId } from '#app/catalog';
import type { SchemaGraph } from '../schema-graph.ts';
import { FACETS, type FacetValues, type GraphFilter, isFiltering, matchesFilter } from './filter.ts';
import { MOST_STEPS, WAYS, type Way, withinSteps } from './within-steps.ts';

/** Some relations and what is around them; the rest is not drawn. */
export interface Focus {
  readonly on: readonly ObjectId[];
  readonly steps: number;
  readonly way: Way;
}

/** Two relations and which of the paths between them is looked at. */
export interface PathChoice {
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly at: number;
}

/** Which part of a graph is looked at. It is a value of the address and of a saved view. */
export interface GraphScope {
  readonly focus: Focus | null;
  readonly filter: GraphFilter;
  readonly hidden: readonly ObjectId[];
  readonly path: PathChoice | null;
}

export const WHOLE: GraphScope = { focus: null, filter: {}, hidden: [], path: null };

export function isWhole({ focus, filter, hidden }: GraphScope): boolean {
  return focus === null && hidden.length === 0 && !isFiltering(filter);
}

/** The relations that a scope leaves; `null` where it leaves all. What is focused on stays, whatever the filter says. */
export function relationsIn(
  graph: SchemaGraph,
  scope: GraphScope,
  valuesOf: FacetValues,
): ReadonlySet<ObjectId> | null {
  if (isWhole(scope)) return null;
  const { focus, filter } = scope;
  const near = focus && withinSteps(graph, focus.on, focus);
  // A focus on what another source has leaves everything: an empty sheet would say that there is nothing.
  const reach = near && near.size > 0 ? near : null;
  const hidden = new Set(scope.hidden);
  const ids = graph.nodes.map((node) => node.id);
  return new Set(
    ids.filter((id) => {
      if (hidden.has(id)) return false;
      if (reach && !reach.has(id)) return false;
      return reach?.get(id) === 0 || matchesFilter(id, filter, valuesOf);
    }),
  );
}

/** A graph of these relations and the references between them. What was folded into a hub that is left out stays folded. */
export function subgraph(graph: SchemaGraph, ids: ReadonlySet<ObjectId>): SchemaGraph {
  return {
    nodes: graph.nodes.filter((node) => ids.has(node.id)),
    edges: graph.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
    hubs: graph.hubs.filter((id) => ids.has(id)),
  };
}

/** A scope as text for an address: `focus=table:public.guests&steps=2&rls=open`; empty for the whole. */
export function printScope({ focus, filter, hidden, path }: GraphScope): string {
  const parts: string[] = [];
  const add = (name: string, values: readonly string[]) => {
    if (values.length > 0) parts.push(`${name}=${values.map(escapeValue).join(',')}`);
  };
  if (focus) {
    add('focus', focus.on);
    add('steps', [String(focus.steps)]);
    if (focus.way !== 'both') add('way', [focus.way]);
  }
  if (path) add('path', [path.from, path.to, ...(path.at > 0 ? [String(path.at)] : [])]);
  for (const facet of FACETS) add(facet, filter[facet] ?? []);
  add('hidden', hidden);
  return parts.join('&');
}

/** Reads it back. What it does not understand is left out: an address of another version still leads somewhere. */
export function parseScope(text: string): GraphScope {
  const given = new Map<string, readonly string[]>();
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    if (at > 0)
      given.set(
        part.slice(0, at),
        part
          .slice(at + 1)
          .split(',')
          .flatMap(unescapeValue),
      );
  }
  const of = (name: string): readonly string[] => given.get(name) ?? [];
  const filter = Object.fromEntries(FACETS.flatMap((facet) => (of(facet).length > 0 ? [[facet, of(facet)]] : [])));
  const [from, to, number = '0'] = of('path');
  return {
    focus:
      of('focus').length > 0 ? { on: of('focus'), steps: stepsOf(of('steps')[0]), way: wayOf(of('way')[0]) } : null,
    filter,
    hidden: of('hidden'),
    path: from && to ? { from, to, at: Math.max(0, Number.parseInt(number, 10) || 0) } : null,
  };
}

function stepsOf(text: string | undefined): number {
  const steps = Number.parseInt(text ?? '1', 10);
  return Number.isNaN(steps) ? 1 : Math.max(0, Math.min(MOST_STEPS, steps));
}

function wayOf(text: string | undefined): Way {
  return WAYS.find((way) => way === text) ?? 'both';
}

function escapeValue(text: string): string {
  return text.replace(/[%&=,]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescapeValue(text: string): readonly string[] {
  try {
    return text === '' ? [] : [decodeURIComponent(text)];
  } catch {
    return [];
  }
}
