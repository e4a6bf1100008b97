import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildGraph,
  countFacet,
  FACETS,
  type FacetValues,
  type GraphScope,
  parseScope,
  printScope,
  relationsIn,
  subgraph,
  toggleValue,
  WAYS,
  WHOLE,
  withinSteps,
} from '#app/graph';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const graph = buildGraph({
  catalog: schemaOf({
    tables: {
      events: ['id uuid pk'],
      guests: ['id uuid pk', 'event_id uuid ! -> events'],
      seats: ['id uuid pk', 'guest_id uuid -> guests'],
      notes: ['id uuid pk', 'seat_id uuid -> seats'],
      'shop.items': ['id uuid pk'],
    },
  }),
});
const names = (ids: Iterable<string> | null) =>
  ids && [...ids].map((id) => id.replace(/^table:(public\.)?/, '')).sort();
const GUESTS = 'table:public.guests';
const bySchema: FacetValues = (id, facet) => (facet === 'schema' ? [id.replace(/^table:(\w+)\..*/, '$1')] : []);

describe('steps around a relation', () => {
  it('go along references, against them, or both', () => {
    expect(names(withinSteps(graph, [GUESTS], { steps: 1, way: 'references' }).keys())).toEqual(['events', 'guests']);
    expect(names(withinSteps(graph, [GUESTS], { steps: 2, way: 'referenced' }).keys())).toEqual([
      'guests',
      'notes',
      'seats',
    ]);
    expect([...withinSteps(graph, [GUESTS], { steps: 2 })].find(([id]) => id.endsWith('notes'))?.[1]).toBe(2);
  });

  it('reach a hub and nothing through it, unless it is where they start', () => {
    const tables: Record<string, string[]> = { companies: ['id uuid pk'] };
    for (let at = 0; at < 30; at += 1) tables[`t${at}`] = ['id uuid pk', 'company_id uuid ! -> companies'];
    const tenants = buildGraph({ catalog: schemaOf({ tables }), tenantRoot: { schema: 'public', name: 'companies' } });
    expect(withinSteps(tenants, ['table:public.t0'], { steps: 3 }).size).toBe(2);
    expect(withinSteps(tenants, ['table:public.companies'], { steps: 1 }).size).toBe(31);
  });
});

describe('a scope', () => {
  it('leaves what is near the focus, has the values asked for, and is not hidden', () => {
    const scope = (part: Partial<GraphScope>) => names(relationsIn(graph, { ...WHOLE, ...part }, bySchema));
    expect(scope({})).toBeNull();
    expect(scope({ filter: { schema: ['shop'] } })).toEqual(['shop.items']);
    expect(scope({ focus: { on: [GUESTS], steps: 1, way: 'both' } })).toEqual(['events', 'guests', 'seats']);
    expect(scope({ focus: { on: [GUESTS], steps: 1, way: 'both' }, hidden: ['table:public.events'] })).toEqual([
      'guests',
      'seats',
    ]);
    expect(scope({ focus: { on: [GUESTS], steps: 1, way: 'both' }, filter: { schema: ['shop'] } })).toEqual(['guests']);
  });

  it('whose focus the source has not, shows all of it', () => {
    const on = ['table:public.gone'];
    expect(relationsIn(graph, { ...WHOLE, focus: { on, steps: 1, way: 'both' } }, bySchema)?.size).toBe(5);
  });

  it('cuts the graph without loose references', () => {
    const part = subgraph(graph, new Set([GUESTS, 'table:public.seats']));
    expect(part.nodes).toHaveLength(2);
    expect(part.edges.map((edge) => edge.to)).toEqual([GUESTS]);
  });

  it('is the same after a trip through the address, whatever the names', () => {
    const id = fc.oneof(fc.constant(GUESTS), fc.constant('table:public."a,b&c=%d"'), fc.string({ minLength: 1 }));
    const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 3 });
    const scopes = fc.record<GraphScope>({
      focus: fc.option(fc.record({ on: ids, steps: fc.integer({ min: 0, max: 6 }), way: fc.constantFrom(...WAYS) })),
      filter: fc.dictionary(fc.constantFrom(...FACETS), ids),
      hidden: fc.oneof(ids, fc.constant([])),
      path: fc.option(fc.record({ from: id, to: id, at: fc.nat(9) })),
    });
    fc.assert(
      fc.property(scopes, (scope) => {
        expect(parseScope(printScope(scope))).toEqual(scope);
      }),
    );
  });

  it('reads what it knows of an address that it does not understand whole', () => {
    expect(parseScope('focus=table:public.a&steps=many&later=1&rls=%E0%A4%A,open')).toEqual({
      ...WHOLE,
      focus: { on: ['table:public.a'], steps: 1, way: 'both' },
      filter: { rls: ['open'] },
    });
  });
});

describe('a facet', () => {
  it('counts what the others leave, and keeps chosen values that nothing has', () => {
    const ids = graph.nodes.map((node) => node.id);
    expect(countFacet(ids, 'schema', {}, bySchema)).toEqual([
      { value: 'public', count: 4 },
      { value: 'shop', count: 1 },
    ]);
    expect(countFacet(ids, 'schema', { schema: ['gone'], tag: ['x'] }, bySchema)).toEqual([
      { value: 'gone', count: 0 },
    ]);
  });

  it('lists values that have a rank by it, however many have them, and others after them', () => {
    const ids = graph.nodes.map((node) => node.id);
    const found: Readonly<Record<string, string>> = { [ids[0] ?? '']: 'critical', [ids[1] ?? '']: 'new' };
    const severityOf: FacetValues = (id) => [found[id] ?? 'low'];
    const listed = countFacet(ids, 'severity', {}, severityOf, ['critical', 'high', 'low']);
    expect(listed.map(({ value, count }) => [value, count])).toEqual([
      ['critical', 1],
      ['low', ids.length - 2],
      ['new', 1],
    ]);
  });

  it('is left by its last value', () => {
    expect(toggleValue({ schema: ['a'], tag: ['x'] }, 'schema', 'a')).toEqual({ tag: ['x'] });
    expect(toggleValue({}, 'schema', 'a')).toEqual({ schema: ['a'] });
  });
});
