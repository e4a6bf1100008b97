import pg from 'pg';
import { QUERIES, QUERY_NAMES } from '#main/sources/live/queries/all.ts';
import { changeTokenQuery } from '#main/sources/live/queries/change-token.ts';
import { serverQuery, sessionStateQuery, snapshotQuery } from '#main/sources/live/queries/server.ts';

/** The schema of everything that stands in the way. */
export const HOSTILE = 'hostile';

const OPERATORS = ['=', '<>', '<', '>', '<=', '>=', '~', '!~', '||', '->', '->>', '&', '|', '+', '-', '*', '@>'];

/** Names that the reader's own queries call, written without their schema. */
function namesCalled(major: number): readonly string[] {
  const queries = [
    ...QUERY_NAMES.map((name) => QUERIES[name]),
    serverQuery,
    snapshotQuery,
    sessionStateQuery,
    changeTokenQuery,
  ];
  const text = queries.map((query) => query.sql({ major })).join('\n');
  return [...new Set([...text.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/g)].map(([, name]) => name ?? ''))];
}

interface Signature {
  readonly name: string;
  readonly arguments: string;
  readonly result: string;
  readonly left: string | null;
  readonly right: string | null;
}

/**
 * Fills a schema with namesakes of whatever the reader reads, calls and casts to: views without rows for every catalog,
 * functions and operators that fail, domains that refuse every value. Gives how many there are of each.
 */
export async function buildHostile(url: string, major: number) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const made = { view: 0, function: 0, operator: 0, domain: 0 };
  /** What cannot be made (arguments of type `internal`, `any`) cannot stand in the way. */
  const make = async (kind: keyof typeof made, sql: string) => {
    await client.query('savepoint one');
    const works = await client.query(sql).then(
      () => true,
      () => false,
    );
    if (works) made[kind] += 1;
    else await client.query('rollback to savepoint one');
    await client.query('release savepoint one');
  };
  const names = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await client.query<T>(sql, values)).rows;
  try {
    await client.query(`begin; set local check_function_bodies to off; create schema ${HOSTILE}`);
    const functions = await names<Signature>(
      `select proname as name, oidvectortypes(proargtypes) as arguments, format_type(prorettype, null) as result
       from pg_proc where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f' and not proretset and proname = any($1)`,
      [namesCalled(major)],
    );
    const body = `language plpgsql as $$begin raise exception 'hijacked'; end$$`;
    for (const { name, arguments: types, result } of functions) {
      await make('function', `create function ${HOSTILE}."${name}"(${types}) returns ${result} ${body}`);
    }
    const operators = await names<Signature>(
      `select oprname as name, format_type(nullif(oprleft, 0), null) as left, format_type(oprright, null) as right,
         format_type(oprresult, null) as result
       from pg_operator where oprnamespace = 'pg_catalog'::regnamespace and oprname = any($1)`,
      [OPERATORS],
    );
    for (const [at, { name, left, right, result }] of operators.entries()) {
      const trap = `${HOSTILE}.trap_${at}`;
      const types = [left, right].filter((type) => type !== null).join(', ');
      const sides = `${left === null ? '' : `leftarg = ${left},`} rightarg = ${right}`;
      await make(
        'operator',
        `create function ${trap}(${types}) returns ${result} ${body};
         create operator ${HOSTILE}.${name} (${sides}, function = ${trap})`,
      );
    }
    const catalogs = await names<{ readonly name: string }>(
      `select relname as name from pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind in ('r', 'v')`,
    );
    for (const { name } of catalogs) {
      await make('view', `create view ${HOSTILE}."${name}" as select * from pg_catalog."${name}" where false`);
    }
    const types = await names<{ readonly name: string; readonly type: string }>(
      `select typname as name, format_type(oid, null) as type from pg_type
       where typnamespace = 'pg_catalog'::regnamespace and typtype = 'b' and typname !~ '^_'`,
    );
    for (const { name, type } of types) {
      await make('domain', `create domain ${HOSTILE}."${name}" as ${type} check (false)`);
    }
    // Whoever may not use a schema passes it by.
    await client.query(
      `grant usage on schema ${HOSTILE} to public; grant select on all tables in schema ${HOSTILE} to public`,
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
  return made;
}
