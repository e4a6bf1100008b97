import { describe, expect, it } from 'vitest';
import type { Relation } from '#app/catalog';
import { buildGraph, graphIndex, neighbourhood } from '#app/graph';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const edgesOf = (graph: ReturnType<typeof buildGraph>) => graph.edges.map((edge) => `${edge.from} → ${edge.to}`);

describe('the schema graph', () => {
  it('draws a foreign key from the table that holds it, optional where a column may be NULL', () => {
    const catalog = schemaOf({
      tables: {
        events: ['id uuid pk'],
        guests: ['id uuid pk', 'event_id uuid ! -> events', 'table_id uuid -> seats'],
        seats: ['id uuid pk', 'guest_id uuid ! unique -> guests'],
      },
    });
    const { edges } = buildGraph({ catalog });
    const of = (column: string) => edges.find((edge) => edge.columns.includes(column));
    expect(of('event_id')).toMatchObject({
      from: 'table:public.guests',
      to: 'table:public.events',
      optional: false,
      unique: false,
    });
    expect(of('table_id')).toMatchObject({ optional: true, unique: false, lane: 0, lanes: 2 });
    expect(of('guest_id')).toMatchObject({ optional: false, unique: true, lane: 1, lanes: 2 });
  });

  it('marks keys, nullability and enums of columns', () => {
    const catalog = schemaOf({
      tables: { guests: ['id uuid pk', 'email text ! unique', 'rsvp public.rsvp', 'seen_at timestamp with time zone'] },
      enums: { rsvp: ['yes', 'no'] },
    });
    const [node] = buildGraph({ catalog }).nodes;
    expect(node?.columns).toMatchObject([
      { name: 'id', primaryKey: true, notNull: true },
      { name: 'email', unique: true, primaryKey: false },
      { name: 'rsvp', isEnum: true, notNull: false, type: 'rsvp' },
      { name: 'seen_at', isEnum: false, type: 'timestamptz' },
    ]);
  });

  it('keeps self references and parallel keys apart', () => {
    const catalog = schemaOf({
      tables: {
        places: ['id uuid pk', 'parent_id uuid -> places'],
        trips: ['id uuid pk', 'start_id uuid ! -> places', 'end_id uuid ! -> places'],
      },
    });
    const graph = buildGraph({ catalog });
    expect(graph.edges.filter((edge) => edge.from === edge.to)).toHaveLength(1);
    expect(graph.edges.filter((edge) => edge.lanes === 2).map((edge) => edge.lane)).toEqual([0, 1]);
  });

  it('lets partitions stand as their root, however deep', () => {
    const catalog = schemaOf({
      tables: {
        logs: { columns: ['id uuid'], partitionKey: 'RANGE (at)' },
        logs_2026: { columns: ['id uuid'], partitionOf: 'logs', partitionKey: 'RANGE (at)' },
        logs_2026_01: { columns: ['id uuid'], partitionOf: 'logs_2026' },
        views: ['log_id uuid -> logs'],
      },
    });
    const graph = buildGraph({ catalog });
    expect(graph.nodes.map((node) => [node.name, node.partitions])).toEqual([
      ['logs', 2],
      ['views', 0],
    ]);
  });

  it('folds references to the tenant root into its badge, and leaves its own references drawn', () => {
    const tables = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [name, ['id uuid pk', 'company_id uuid ! -> companies']]),
    );
    const catalog = schemaOf({
      tables: { ...tables, companies: ['id uuid pk', 'plan_id uuid -> plans'], plans: ['id uuid pk'] },
    });
    const graph = buildGraph({ catalog, tenantRoot: { schema: 'public', name: 'companies' } });
    const root = graph.nodes.find((node) => node.name === 'companies');
    expect(root?.hub).toEqual({ reason: 'tenant-root', referencedBy: 4 });
    expect(graph.hubs).toEqual(['table:public.companies']);
    expect(graph.nodes.find((node) => node.name === 'a')?.hubsReferenced).toEqual(['table:public.companies']);
    expect(edgesOf({ ...graph, edges: graph.edges.filter((edge) => edge.foldedInto === null) })).toEqual([
      'table:public.companies → table:public.plans',
    ]);
  });

  it('does not fold three references to a tenant root: they are readable', () => {
    const tables = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, ['id uuid pk', 'company_id uuid -> companies']]),
    );
    const catalog = schemaOf({ tables: { ...tables, companies: ['id uuid pk'] } });
    expect(buildGraph({ catalog, tenantRoot: { schema: 'public', name: 'companies' } }).hubs).toEqual([]);
  });

  it('finds other hubs by the number of tables that reference them, not by the number of keys', () => {
    const many = Object.fromEntries(
      Array.from({ length: 17 }, (_, at) => [
        `t${at}`,
        ['id uuid pk', 'created_by uuid -> users', 'updated_by uuid -> users'],
      ]),
    );
    expect(buildGraph({ catalog: schemaOf({ tables: { ...many, users: ['id uuid pk'] } }) }).hubs).toEqual([
      'table:public.users',
    ]);
    const keys = Array.from({ length: 17 }, (_, at) => `user_${at}_id uuid -> users`);
    const one = schemaOf({ tables: { users: ['id uuid pk'], matches: ['id uuid pk', ...keys] } });
    expect(buildGraph({ catalog: one }).hubs).toEqual([]);
  });

  it('draws a relation that no foreign key guards, and not one that a key guards from either side', () => {
    const catalog = schemaOf({
      tables: {
        events: ['id uuid pk'],
        guests: ['id uuid pk', 'event_id uuid ! -> events', 'host_id uuid'],
        hosts: ['id uuid pk'],
      },
    });
    const relation = (table: string, column: string, to: string): Relation => ({
      export: 'r',
      name: to,
      cardinality: 'one',
      from: { schema: 'public', table, columns: [column] },
      to: { schema: 'public', table: to, columns: ['id'] },
      relationName: null,
      origin: null,
    });
    const graph = buildGraph({
      catalog,
      relations: [relation('guests', 'event_id', 'events'), relation('guests', 'host_id', 'hosts')],
    });
    expect(graph.edges.map((edge) => [edge.kind, edge.columns.join()])).toEqual([
      ['foreign-key', 'event_id'],
      ['relation', 'host_id'],
    ]);
  });

  it('connects a view with what its query reads, quoted or not, and passes over names it does not know', () => {
    const catalog = schemaOf({
      tables: { guests: ['id uuid pk'], 'crm.Deals': ['id uuid pk'] },
      views: { board: 'SELECT 1 FROM public.guests g JOIN crm."Deals" d ON true LEFT JOIN recent r ON true' },
    });
    expect(edgesOf(buildGraph({ catalog }))).toEqual([
      'view:public.board → table:crm."Deals"',
      'view:public.board → table:public.guests',
    ]);
  });

  it('knows the neighbours of a table, folded references included', () => {
    const tables = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [name, ['id uuid pk', 'company_id uuid -> companies']]),
    );
    const catalog = schemaOf({ tables: { ...tables, companies: ['id uuid pk'], e: ['a_id uuid -> a'] } });
    const graph = buildGraph({ catalog, tenantRoot: { schema: 'public', name: 'companies' } });
    expect([...neighbourhood(graph, 'table:public.a')].sort()).toEqual([
      'table:public.a',
      'table:public.companies',
      'table:public.e',
    ]);
    expect(graphIndex(graph).incoming('table:public.companies')).toHaveLength(4);
  });

  it('gives an empty graph for an empty catalog', () => {
    expect(buildGraph({ catalog: schemaOf({ tables: {} }) })).toEqual({ nodes: [], edges: [], hubs: [] });
  });
});
