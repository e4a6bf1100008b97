import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { buildGraph } from '#app/graph';
import { graphToDbml, graphToMermaid } from '#app/report';
import { readPglite, withPglite } from '#test/main/sources/live/reading.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { importFetched } from '#test/support/fetched-modules.ts';

/** What PostgreSQL takes for a name, and a diagram's grammar might not. */
const ODD = [
  'Order "Lines"',
  'a%b',
  'back\\slash',
  "it's",
  'größe 中文 😀',
  '2nd',
  'a;b#c',
  'new\nline',
  'table',
  '{x}',
  '[y]',
  'a.b',
  '`t`',
];

const ident = (name: string) => `"${name.replaceAll('"', '""')}"`;
const SCHEMA = [
  `create schema ${ident('Odd "Place"')};`,
  `create type mood as enum (${ODD.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')});`,
  `create type public."Empty" as enum ();`,
  "create table orders (tenant text, number int, feeling mood[], sure mood default 'table', primary key (tenant, number));",
  "comment on table orders is $$It's \"quoted\" \\ and\n'''long''' $$; comment on column orders.number is 'a ''b'' `c`';",
  ...ODD.map(
    (name, at) =>
      `create table ${ident('Odd "Place"')}.${ident(name)} (${ident(name)} numeric(12,2) default 1.5, tenant text not null, "order" int, up text unique references ${at === 0 ? 'public.solo' : `${ident('Odd "Place"')}.${ident(ODD[0] ?? '')} (up)`}, at timestamp(3) with time zone default now(), foreign key (tenant, "order") references orders);`,
  ),
  'create table nothing ();',
  `create index ${ident(ODD[1] ?? '')} on orders (number, lower(tenant)) where number > 3; create index ticked on orders ((tenant || '\`'));`,
  'create view seen as select tenant from orders;',
].join('\n');

interface MermaidEntity {
  readonly alias: string;
  readonly attributes: readonly { readonly name: string; readonly type: string; readonly comment?: string }[];
}
interface DbmlSchema {
  readonly name: string;
  readonly tables: readonly {
    readonly name: string;
    readonly note: string | null;
    readonly fields: readonly {
      readonly name: string;
      readonly type: { type_name: string };
      readonly note: string | null;
    }[];
  }[];
  readonly enums: readonly { readonly values: readonly { readonly name: string }[] }[];
  readonly refs: readonly { readonly endpoints: readonly { readonly fieldNames: readonly string[] }[] }[];
}

let catalog: Catalog;
beforeAll(async () => {
  const solo = 'create table solo (id text primary key);';
  catalog = await withPglite(solo + SCHEMA, async (database) => (await readPglite(database)).catalog);
});

describe('a graph written for another tool is what that tool reads', () => {
  it('Mermaid', async () => {
    const { default: mermaid } = (await importFetched('mermaid')) as {
      default: {
        parse(text: string): Promise<unknown>;
        mermaidAPI: {
          getDiagramFromText(text: string): Promise<{
            db: { getEntities(): Map<string, MermaidEntity>; getRelationships(): readonly unknown[] };
          }>;
        };
      };
    };
    const graph = buildGraph({ catalog });
    await mermaid.parse(graphToMermaid(graph));
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(graphToMermaid(graph));
    const entities = [...db.getEntities().values()];
    expect(entities).toHaveLength(graph.nodes.length);
    expect(db.getRelationships()).toHaveLength(graph.edges.length);
    const shown = entities.map(({ alias }) => decoded(alias));
    for (const name of ODD) expect(shown).toContain(`Odd "Place".${name.replace('\n', ' ')}`);
    const orders = entities.find(({ alias }) => alias === 'orders');
    expect(orders?.attributes.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'tenant text',
      'number integer',
      'feeling mood[]',
      'sure mood',
    ]);
    const odd = entities.find(({ alias }) => decoded(alias) === `Odd "Place".${ODD[1]}`);
    expect(decoded(odd?.attributes[0]?.comment ?? '')).toContain(ODD[1]);
  });

  it('DBML', async () => {
    const { Parser } = (await importFetched('@dbml/core')) as {
      Parser: new () => { parse(text: string, format: string): { schemas: readonly DbmlSchema[] } };
    };
    const graph = buildGraph({ catalog });
    const text = graphToDbml(graph, catalog);
    const schemas = parse(text);
    function parse(given: string): readonly DbmlSchema[] {
      try {
        return new Parser().parse(given, 'dbmlv2').schemas;
      } catch (error) {
        throw new Error(`${JSON.stringify((error as { diags?: unknown }).diags)}\n${given}`);
      }
    }
    const [plain, odd] = [schemas.find(({ name }) => name === 'public'), schemas.find(({ name }) => name !== 'public')];
    expect(odd?.name).toBe('Odd "Place"');
    expect(odd?.tables.map(({ name }) => name).sort()).toEqual(ODD.map((name) => name.replace('\n', ' ')).sort());
    for (const table of odd?.tables ?? []) {
      expect(table.fields[0]?.name).toBe(table.name);
      expect(table.fields[0]?.type.type_name.replaceAll('"', '')).toBe('numeric(12,2)');
    }
    const orders = plain?.tables.find(({ name }) => name === 'orders');
    expect(orders?.note).toContain(`It's "quoted" \\ and`);
    expect(orders?.note).toContain("'''long'''");
    expect(orders?.fields[1]?.note).toBe("a 'b' `c`");
    expect(plain?.enums[0]?.values.map(({ name }) => name)).toEqual(ODD.map((name) => name.replace('\n', ' ')));
    const refs = schemas.flatMap((schema) => schema.refs);
    expect(refs.filter(({ endpoints }) => endpoints[0]?.fieldNames.length === 2)).toHaveLength(ODD.length);
    expect(text).toContain('// ticked has an expression');
    expect(text).toContain('// public.nothing has no columns');
  });

  it('says one reference where two keys have the same ends', () => {
    const twice = schemaOf({ tables: { a: ['id uuid pk'], b: ['a_id uuid -> a'] } });
    const graph = buildGraph({ catalog: twice });
    const [edge] = graph.edges;
    if (!edge) throw new Error('no edge');
    const text = graphToDbml({ ...graph, edges: [edge, { ...edge, id: 'again', name: 'again' }] }, twice);
    expect(text.match(/^Ref/gm)).toHaveLength(1);
  });
});

/** What Mermaid shows for `#34;`, which its parser keeps in a form of its own. */
function decoded(text: string): string {
  return text.replace(/(?:#|ﬂ°°)(\d+)(?:;|¶ß)/g, (_, code: string) => String.fromCharCode(Number(code)));
}
