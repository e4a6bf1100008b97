import type { PGlite } from '@electric-sql/pglite';
import { type Catalog, type CatalogObject, KINDS } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';

let shared: Promise<PGlite> | undefined;

/** Leaves nothing behind of what ran before: starting a database takes longer than all the rest. */
const RESET = `do $$
declare name text;
begin
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', name);
  end loop;
  for name in select rolname from pg_roles where rolname !~ '^pg_' and rolname <> 'postgres' loop
    execute format('drop owned by %I cascade', name);
    execute format('drop role %I', name);
  end loop;
end $$;
create schema public;`;

/** What PostgreSQL makes of statements run on an empty database. */
export async function buildAndRead(statements: readonly string[]): Promise<Catalog> {
  shared ??= createEmbedded();
  const database = await shared;
  await database.exec(RESET);
  for (const statement of statements) await database.exec(statement);
  const source = { kind: 'live', label: 'built' } as const;
  const reading = await withPgliteSession(database, (session) => readLive(session, { source, work: UNWATCHED }));
  return reading.catalog;
}

export async function closeDatabase(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

export function buildCatalogAndRead(catalog: Catalog): Promise<Catalog> {
  return buildAndRead(renderCatalog(catalog).map(({ sql }) => sql));
}

/** Everything a catalog says but where it says it: one line for an object, comparable by eye. */
export function contentOf(catalog: Catalog): Readonly<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  for (const kind of KINDS) {
    for (const object of catalog.objects[kind]) {
      if (object.kind === 'role' && object.name === 'postgres') continue;
      entries.push([object.id, withoutOrigins(object)]);
    }
  }
  return Object.fromEntries(entries);
}

function withoutOrigins(object: CatalogObject): unknown {
  const { origins: _origins, ...content } = object;
  return content;
}

/** Attributes that are SQL text (which only a server can compare) or that code never says. */
const NOT_STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  column: ['default', 'generated'],
  check: ['expression'],
  policy: ['using', 'check'],
  index: ['predicate', 'keys'],
  view: ['definition', 'columns'],
  'materialized-view': ['definition', 'columns'],
};

/** What needs no server to be compared. */
export function structureOf(catalog: Catalog): Readonly<Record<string, unknown>> {
  const entries = Object.entries(contentOf(catalog)).map(([id, content]) => {
    const object = { ...(content as Record<string, unknown>) };
    for (const name of [...(NOT_STRUCTURE[String(object.kind)] ?? []), 'owner']) delete object[name];
    return [id, object] as const;
  });
  return Object.fromEntries(entries.filter(([id]) => !id.startsWith('grant:') && !id.startsWith('schema:')));
}
