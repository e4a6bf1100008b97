import type { PGlite } from '@electric-sql/pglite';
import { and, eq } from 'drizzle-orm';
import { alias, pgSchema, pgTable, text } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import { describe, expect, it } from 'vitest';
import { objectId } from '#app/catalog';
import { buildGraph, findPaths, type GraphPath, joinDrizzle, joinSql, type SchemaGraph } from '#app/graph';
import { readPglite, withPglite } from '#test/main/sources/live/reading.ts';

const LONG = `${'ü'.repeat(30)}_x`;

/** A key of two columns, a self reference, two keys between the same tables, schemas, and names that need quoting. */
const SCHEMA = `
  create schema shop; create schema "Odd Place";
  create table public.people (name text primary key, boss text references public.people);
  create table shop.orders (tenant text, number text, buyer text not null references public.people, seller text references public.people, primary key (tenant, number));
  create table "Odd Place"."Order ""Lines""" (tenant text not null, "order" text not null, "select" text, foreign key (tenant, "order") references shop.orders);
  create table shop.people (name text primary key, same text references public.people);
  create table "${LONG}" (id text primary key, up text references "${LONG}");
  create table island (id text);
  insert into people values ('ann', null), ('bob', 'ann'), ('cy', 'bob');
  insert into shop.orders values ('t', '1', 'bob', 'ann'), ('u', '1', 'cy', null);
  insert into "Odd Place"."Order ""Lines""" values ('t', '1', 'first'), ('t', '1', 'second'), ('u', '1', 'third');
  insert into shop.people values ('dee', 'cy'), ('eve', null);
  insert into "${LONG}" values ('1', null), ('2', '1');
`;

const table = (schema: string, name: string) => objectId('table', schema, name);
const PEOPLE = table('public', 'people');
const ORDERS = table('shop', 'orders');
const LINES = table('Odd Place', 'Order "Lines"');
const SHOP_PEOPLE = table('shop', 'people');

const withGraph = (use: (graph: SchemaGraph, database: PGlite) => Promise<void>) =>
  withPglite(SCHEMA, async (database) => use(buildGraph({ catalog: (await readPglite(database)).catalog }), database));

const keysOf = (path: GraphPath | undefined) => path?.steps.map(({ edge }) => edge.columns.join('+'));

describe('a path between two tables, as SQL that PostgreSQL runs', () => {
  it('joins the rows that belong together', () =>
    withGraph(async (graph, database) => {
      const rowsOf = async (path: GraphPath | undefined, keepUnmatched = false) => {
        if (!path) throw new Error('no path');
        return (await database.query(joinSql(graph, path, { keepUnmatched }), [], { rowMode: 'array' }))
          .rows as unknown[][];
      };

      // Two keys lead from the orders to people: both are offered, a line each.
      const ways = findPaths(graph, LINES, PEOPLE);
      expect(ways.slice(0, 2).map(keysOf)).toEqual([
        ['tenant+order', 'buyer'],
        ['tenant+order', 'seller'],
      ]);
      const [byBuyer, bySeller] = ways;
      expect((await rowsOf(byBuyer)).map((row) => [row[2], row[7]]).sort()).toEqual([
        ['first', 'bob'],
        ['second', 'bob'],
        ['third', 'cy'],
      ]);
      expect(await rowsOf(bySeller)).toHaveLength(2);
      expect(await rowsOf(bySeller, true)).toHaveLength(3);

      // Against the references, and with a table of the same name in another schema.
      const [across] = findPaths(graph, SHOP_PEOPLE, LINES);
      expect((await rowsOf(across)).map((row) => [row[0], row.at(-1)])).toEqual([['dee', 'third']]);
      expect(await rowsOf(across, true)).toHaveLength(2);

      const [boss] = findPaths(graph, PEOPLE, PEOPLE);
      expect((await rowsOf(boss)).sort()).toEqual([
        ['bob', 'ann', 'ann', null],
        ['cy', 'bob', 'bob', 'ann'],
      ]);
      const long = table('public', LONG);
      expect(await rowsOf(findPaths(graph, long, long)[0])).toEqual([['2', '1', '1', null]]);

      expect(findPaths(graph, PEOPLE, table('public', 'island'))).toEqual([]);
    }));

  it('is the same rows as a query of Drizzle’s', () =>
    withGraph(async (graph, database) => {
      const shop = pgSchema('shop');
      const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
        'drizzle-orm': { and, eq },
        'drizzle-orm/pg-core': { alias },
        './src/db/people': { people: pgTable('people', { name: text(), boss: text() }) },
        './src/db/shop': {
          people: shop.table('people', { name: text(), same: text() }),
          orders: shop.table('orders', { tenant: text(), number: text(), buyerName: text('buyer'), seller: text() }),
        },
        './src/db/lines': {
          orderLines: pgSchema('Odd Place').table('Order "Lines"', { tenant: text(), 'the order': text('order') }),
        },
      };
      const object = (id: string, name: string, file: string) => ({ object: id, name, file });
      const exported = [
        object(PEOPLE, 'people', 'src/db/people.ts'),
        object(SHOP_PEOPLE, 'people', 'src/db/shop.ts'),
        object(ORDERS, 'orders', 'src/db/shop.ts'),
        object(LINES, 'orderLines', 'src/db/lines.ts'),
      ];
      const code = {
        exports: exported,
        exported,
        columnKeys: [
          { object: objectId('column', 'shop', 'orders', 'buyer'), key: 'buyerName' },
          { object: objectId('column', 'Odd Place', 'Order "Lines"', 'order'), key: 'the order' },
        ],
      };
      const db = drizzle(database);
      const run = async (path: GraphPath | undefined, keepUnmatched = false): Promise<readonly unknown[]> => {
        if (!path) throw new Error('no path');
        const { text: written, missing } = joinDrizzle(graph, path, code, { keepUnmatched });
        expect(missing).toEqual([]);
        const imports = [...written.matchAll(/^import \{ (.*) \} from '(.*)';$/gm)].flatMap(
          ([, names = '', file = '']) =>
            names.split(', ').map((one) => {
              const [name = '', local = name] = one.split(' as ');
              return [local, modules[file]?.[name]] as const;
            }),
        );
        const scope = { db, ...Object.fromEntries(imports) };
        const body = written.replace(/^import .*$/gm, '').replace(/;\n$/, '; return rows;');
        const AsyncFunction = (async () => {}).constructor as new (
          ...text: string[]
        ) => (...values: unknown[]) => never;
        return new AsyncFunction(...Object.keys(scope), body)(...Object.values(scope));
      };
      for (const [from, to] of [
        [LINES, PEOPLE],
        [PEOPLE, LINES],
        [SHOP_PEOPLE, LINES],
        [PEOPLE, PEOPLE],
      ] as const) {
        const paths = findPaths(graph, from, to, 3);
        for (const path of paths) {
          for (const keepUnmatched of [false, true]) {
            const bySql = await database.query(joinSql(graph, path, { keepUnmatched }));
            expect((await run(path, keepUnmatched)).length, joinDrizzle(graph, path, code).text).toBe(
              bySql.rows.length,
            );
          }
        }
      }
      const [boss] = findPaths(graph, PEOPLE, PEOPLE);
      expect(await run(boss)).toContainEqual({
        people: { name: 'cy', boss: 'bob' },
        people_2: { name: 'bob', boss: 'ann' },
      });
      const stranger = joinDrizzle(graph, findPaths(graph, LINES, ORDERS)[0] as GraphPath, { ...code, exports: [] });
      expect(stranger.missing).toEqual([LINES, ORDERS]);
    }));
});
