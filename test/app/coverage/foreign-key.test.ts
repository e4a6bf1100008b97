import { describe, expect, it } from 'vitest';
import type { Relation } from '#app/catalog';
import { type EdgeSource, edgeTotalsBy, foreignKeyCoverage } from '#app/coverage';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';

function source(name: string, tables: SchemaSpec['tables'], relations?: readonly Relation[]): EdgeSource {
  return { name, catalog: schemaOf({ tables }), ...(relations ? { relations } : {}) };
}

function relation(table: string, column: string, to: string, cardinality: 'one' | 'many' = 'one'): Relation {
  const ends = {
    from: { schema: 'public', table, columns: [column] },
    to: { schema: 'public', table: to, columns: ['id'] },
  };
  return { export: 'r', name: to, cardinality, ...ends, relationName: null, origin: null };
}

const EVENTS = ['id uuid pk'];
const SOUND = { events: EVENTS, guests: ['id uuid pk', 'event_id uuid ! index -> events'] };
const BARE = { events: EVENTS, guests: ['id uuid pk', 'event_id uuid ! index'] };
const statesOf = (...sources: EdgeSource[]) => foreignKeyCoverage(sources).edges.map((edge) => [edge.key, edge.state]);
const KEY = 'public.guests(event_id)->public.events(id)';

describe('the coverage of a reference', () => {
  it('is everywhere where all sources have the key, whatever its name', () => {
    expect(statesOf(source('live', SOUND), source('code', SOUND))).toEqual([[KEY, 'everywhere']]);
  });

  it('names the sources that have the key and those that have not', () => {
    const [edge] = foreignKeyCoverage([source('live', SOUND), source('migrations', SOUND), source('code', BARE)]).edges;
    expect(edge).toMatchObject({ state: 'only-in', presentIn: ['live', 'migrations'], missingFrom: ['code'] });
    expect(edge?.reasons[0]).toBe('The foreign key is in live and migrations, not in code.');
  });

  it('is a relation only where Drizzle says so and no key guards it', () => {
    const relations = [relation('guests', 'event_id', 'events')];
    expect(statesOf(source('live', BARE), source('code', BARE, relations))).toEqual([[KEY, 'relation-only']]);
    expect(statesOf(source('live', SOUND), source('code', SOUND, relations))).toEqual([[KEY, 'everywhere']]);
  });

  it('does not count the many side as another reference', () => {
    const many: Relation = {
      ...relation('events', 'id', 'guests', 'many'),
      to: { schema: 'public', table: 'guests', columns: ['event_id'] },
    };
    const { edges } = foreignKeyCoverage([source('code', SOUND, [many])]);
    expect(edges.map((edge) => [edge.key, edge.hasRelation])).toEqual([[KEY, true]]);
  });

  it('infers what a column’s name and type say', () => {
    expect(statesOf(source('live', BARE))).toEqual([[KEY, 'inferred-missing']]);
    const camel = { events: EVENTS, guests: ['id uuid pk', 'eventId uuid'] };
    expect(statesOf(source('live', camel))[0]?.[1]).toBe('inferred-missing');
    const role = {
      billing_events: EVENTS,
      events: EVENTS,
      guests: ['id uuid pk', 'main_event_id uuid', 'billing_event_id uuid'],
    };
    expect(statesOf(source('live', role)).map(([key]) => key)).toEqual([
      'public.guests(billing_event_id)->public.billing_events(id)',
      'public.guests(main_event_id)->public.events(id)',
    ]);
  });

  it.each([
    ['another type where the name is not exact', ['id uuid pk', 'main_event_id text']],
    ['a type that no key has', ['id uuid pk', 'event_id jsonb']],
    ['an outside system', ['id uuid pk', 'stripe_event_id uuid']],
    ['a polymorphic pair', ['id uuid pk', 'event_id uuid', 'event_type text']],
    ['a name that names no table', ['id uuid pk', 'ticket_id uuid']],
    ['a name without id', ['id uuid pk', 'event uuid']],
    ['the table’s own key', ['id uuid pk']],
  ])('infers nothing from %s', (_, columns) => {
    expect(statesOf(source('live', { events: EVENTS, guests: columns }))).toEqual([]);
  });

  it('infers nothing for a column that another source has a key on', () => {
    const elsewhere = { events: EVENTS, parties: EVENTS, guests: ['id uuid pk', 'event_id uuid ! index -> parties'] };
    expect(statesOf(source('live', elsewhere), source('code', { ...BARE, parties: EVENTS }))).toEqual([
      ['public.guests(event_id)->public.parties(id)', 'only-in'],
    ]);
  });

  it('sees types that differ, and not lengths or domains that do not', () => {
    const typed = (type: string) => ({
      events: ['id text pk'],
      guests: ['id uuid pk', `event_id ${type} ! index -> events`],
    });
    expect(statesOf(source('live', typed('uuid')))[0]?.[1]).toBe('type-mismatch');
    const lengths = {
      events: ['id character varying(20) pk'],
      guests: ['id uuid pk', 'event_id character varying(40) index -> events'],
    };
    expect(statesOf(source('live', lengths))[0]?.[1]).toBe('everywhere');
  });

  it('sees that no index leads with the key, in the strongest source', () => {
    const unindexed = { events: EVENTS, guests: ['id uuid pk', 'event_id uuid ! -> events'] };
    expect(statesOf(source('live', unindexed), source('code', SOUND))).toEqual([[KEY, 'no-index']]);
    expect(statesOf(source('live', SOUND), source('code', unindexed))).toEqual([[KEY, 'everywhere']]);
    const keyed = { events: EVENTS, guests: ['event_id uuid pk -> events'] };
    expect(statesOf(source('live', keyed))[0]?.[1]).toBe('everywhere');
  });

  it('tells every fault of an edge, the worst first', () => {
    const bad = { events: ['id text pk'], guests: ['id uuid pk', 'event_id uuid ! -> events'] };
    const [edge] = foreignKeyCoverage([
      source('live', bad),
      source('code', { events: ['id text pk'], guests: ['id uuid pk', 'event_id uuid'] }),
    ]).edges;
    expect(edge?.states).toEqual(['type-mismatch', 'only-in', 'no-index']);
    expect(edge?.reasons).toHaveLength(3);
  });

  it('tells a column that is named exactly like a reference and has another type', () => {
    const edges = foreignKeyCoverage([
      source('live', { events: EVENTS, guests: ['id uuid pk', 'event_id text index'] }),
    ]).edges;
    expect(edges.map(({ state, states }) => ({ state, states }))).toEqual([
      { state: 'type-mismatch', states: ['type-mismatch', 'inferred-missing'] },
    ]);
  });

  it('counts by schema, or by whatever else groups tables', () => {
    const { edges, bySchema } = foreignKeyCoverage([
      source('live', { ...SOUND, 'billing.invoices': ['id uuid pk', 'event_id uuid'], 'billing.events': EVENTS }),
    ]);
    expect(
      [...bySchema].map(([schema, { edges: all, guarded, soundPercent }]) => [schema, all, guarded, soundPercent]),
    ).toEqual([
      ['billing', 1, 0, 0],
      ['public', 1, 1, 100],
    ]);
    const byTable = edgeTotalsBy(edges, ({ from }) => (from.name === 'guests' ? 'people' : null));
    expect([...byTable.keys()]).toEqual(['people']);
  });

  it('counts sound edges', () => {
    const { totals } = foreignKeyCoverage([source('live', { ...SOUND, gifts: ['event_id uuid -> events'] })]);
    expect(totals).toMatchObject({ edges: 2, sound: 1, soundPercent: 50 });
    expect(foreignKeyCoverage([]).totals.soundPercent).toBeNull();
  });
});
