import { quoteIdent } from '#app/catalog';

/** What stands in for an extension that the shadow has not. */
interface Stub {
  /** Its own schema, for those that cannot be put elsewhere. */
  readonly schema?: string;
  /** `@` stands for the schema. */
  readonly statements: readonly string[];
  /** Types whose modifiers are no numbers. */
  readonly modifiers?: readonly string[];
}

/** A type that is stored as text; `internal` functions take more arguments than they look at. */
function type(name: string, modifier = true): readonly string[] {
  const modifiers = modifier ? `, TYPMOD_IN = @.${name}_typmod_in, TYPMOD_OUT = @.${name}_typmod_out` : '';
  return [
    `CREATE TYPE @.${name}`,
    `CREATE FUNCTION @.${name}_in(cstring, oid, integer) RETURNS @.${name} LANGUAGE internal IMMUTABLE STRICT AS 'textin'`,
    `CREATE FUNCTION @.${name}_out(@.${name}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'`,
    ...(modifier
      ? [
          `CREATE FUNCTION @.${name}_typmod_in(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodin'`,
          `CREATE FUNCTION @.${name}_typmod_out(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodout'`,
        ]
      : []),
    `CREATE TYPE @.${name} (INPUT = @.${name}_in, OUTPUT = @.${name}_out, STORAGE = extended${modifiers})`,
    ...(modifier
      ? [
          `CREATE FUNCTION @.${name}(@.${name}, integer, boolean) RETURNS @.${name} LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1'`,
          `CREATE CAST (@.${name} AS @.${name}) WITH FUNCTION @.${name}(@.${name}, integer, boolean) AS IMPLICIT`,
        ]
      : []),
    `CREATE CAST (text AS @.${name}) WITH INOUT AS ASSIGNMENT`,
  ];
}

/** Gives nothing back; `pure` where generated columns and indexes may use it. */
function fn(name: string, args: string, returns: string, pure = false): string {
  const body =
    returns === 'void' ? 'BEGIN END' : returns.startsWith('SETOF') ? 'BEGIN RETURN; END' : 'BEGIN RETURN NULL; END';
  return `CREATE FUNCTION @.${name}(${args}) RETURNS ${returns} LANGUAGE plpgsql ${pure ? 'IMMUTABLE ' : ''}AS $$ ${body} $$`;
}

const compare = (name: string) =>
  `CREATE FUNCTION @.${name}_cmp(@.${name}, @.${name}) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 0'`;

const POSTGIS: Stub = {
  modifiers: ['geometry', 'geography'],
  statements: [
    ...['geometry', 'geography'].flatMap((name) => [
      ...type(name),
      compare(name),
      `CREATE FUNCTION @.${name}_consistent(internal, @.${name}, smallint, oid, internal) RETURNS boolean LANGUAGE internal AS 'gist_point_consistent'`,
      `CREATE FUNCTION @.${name}_union(internal, internal) RETURNS @.${name} LANGUAGE internal AS 'gist_box_union'`,
      `CREATE FUNCTION @.${name}_penalty(internal, internal, internal) RETURNS internal LANGUAGE internal AS 'gist_box_penalty'`,
      `CREATE FUNCTION @.${name}_picksplit(internal, internal) RETURNS internal LANGUAGE internal AS 'gist_box_picksplit'`,
      `CREATE FUNCTION @.${name}_same(@.${name}, @.${name}, internal) RETURNS internal LANGUAGE internal AS 'gist_box_same'`,
      `CREATE OPERATOR CLASS @.gist_${name}_ops${name === 'geometry' ? '_2d' : ''} DEFAULT FOR TYPE @.${name} USING gist AS
         FUNCTION 1 @.${name}_consistent(internal, @.${name}, smallint, oid, internal), FUNCTION 2 @.${name}_union(internal, internal),
         FUNCTION 5 @.${name}_penalty(internal, internal, internal), FUNCTION 6 @.${name}_picksplit(internal, internal),
         FUNCTION 7 @.${name}_same(@.${name}, @.${name}, internal)`,
      fn('st_distance', `@.${name}, @.${name}`, 'double precision', true),
      fn('st_dwithin', `@.${name}, @.${name}, double precision`, 'boolean', true),
      fn('st_intersects', `@.${name}, @.${name}`, 'boolean', true),
      fn('st_covers', `@.${name}, @.${name}`, 'boolean', true),
      fn('st_astext', `@.${name}`, 'text', true),
      fn('st_asgeojson', `@.${name}`, 'text', true),
    ]),
    `CREATE FUNCTION @.st_makepoint(double precision, double precision) RETURNS @.geometry LANGUAGE sql IMMUTABLE AS 'SELECT NULL::@.geometry'`,
    `CREATE FUNCTION @.st_setsrid(@.geometry, integer) RETURNS @.geometry LANGUAGE sql IMMUTABLE AS 'SELECT $1'`,
    `CREATE FUNCTION @.st_geomfromtext(text, integer DEFAULT 0) RETURNS @.geometry LANGUAGE sql IMMUTABLE AS 'SELECT NULL::@.geometry'`,
    `CREATE FUNCTION @.st_contains(@.geometry, @.geometry) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'`,
    `CREATE FUNCTION @.st_within(@.geometry, @.geometry) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'`,
    `CREATE FUNCTION @.st_x(@.geometry) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT 0::double precision'`,
    `CREATE FUNCTION @.st_y(@.geometry) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT 0::double precision'`,
    'CREATE CAST (@.geometry AS @.geography) WITH INOUT AS IMPLICIT',
    'CREATE CAST (@.geography AS @.geometry) WITH INOUT',
  ],
};

const CRON: Stub = {
  schema: 'cron',
  statements: [
    'CREATE TABLE @.job (jobid bigserial PRIMARY KEY, schedule text NOT NULL, command text NOT NULL, nodename text, nodeport integer, database text, username text, active boolean NOT NULL DEFAULT true, jobname text)',
    'CREATE TABLE @.job_run_details (jobid bigint, runid bigserial PRIMARY KEY, job_pid integer, database text, username text, command text, status text, return_message text, start_time timestamptz, end_time timestamptz)',
    fn('schedule', 'schedule text, command text', 'bigint'),
    fn('schedule', 'job_name text, schedule text, command text', 'bigint'),
    fn(
      'schedule_in_database',
      'job_name text, schedule text, command text, database text, username text DEFAULT NULL, active boolean DEFAULT true',
      'bigint',
    ),
    fn('unschedule', 'job_id bigint', 'boolean'),
    fn('unschedule', 'job_name text', 'boolean'),
    fn(
      'alter_job',
      'job_id bigint, schedule text DEFAULT NULL, command text DEFAULT NULL, database text DEFAULT NULL, username text DEFAULT NULL, active boolean DEFAULT NULL',
      'void',
      true,
    ),
  ],
};

const NET: Stub = {
  schema: 'net',
  statements: [
    fn(
      'http_get',
      `url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}', timeout_milliseconds integer DEFAULT 5000`,
      'bigint',
    ),
    fn(
      'http_post',
      `url text, body jsonb DEFAULT '{}', params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}', timeout_milliseconds integer DEFAULT 5000`,
      'bigint',
    ),
    fn(
      'http_delete',
      `url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}', timeout_milliseconds integer DEFAULT 5000`,
      'bigint',
    ),
  ],
};

/** What projects use most, by the extensions' own documentation (2026). */
const STUBS: Readonly<Record<string, Stub>> = {
  postgis: POSTGIS,
  pg_cron: CRON,
  pg_net: NET,
  http: {
    statements: [fn('urlencode', 'string text', 'text')],
  },
  pgmq: {
    schema: 'pgmq',
    statements: [
      fn('create', 'queue_name text', 'void', true),
      fn('send', 'queue_name text, msg jsonb', 'SETOF bigint', true),
      fn('archive', 'queue_name text, msg_id bigint', 'boolean'),
      fn('delete', 'queue_name text, msg_id bigint', 'boolean'),
    ],
  },
  pgjwt: {
    statements: [fn('sign', `payload json, secret text, algorithm text DEFAULT 'HS256'`, 'text')],
  },
  pg_uuidv7: { statements: [fn('uuid_generate_v7', '', 'uuid', true)] },
  moddatetime: {
    statements: ['CREATE FUNCTION @.moddatetime() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$'],
  },
  pg_jsonschema: {
    statements: [
      fn('json_matches_schema', 'schema json, instance json', 'boolean', true),
      fn('jsonb_matches_schema', 'schema json, instance jsonb', 'boolean', true),
    ],
  },
  timescaledb: {
    statements: [
      fn(
        'create_hypertable',
        'relation regclass, time_column_name name, chunk_time_interval interval DEFAULT NULL, if_not_exists boolean DEFAULT false, migrate_data boolean DEFAULT false',
        'void',
      ),
      fn('time_bucket', 'bucket_width interval, ts timestamptz', 'timestamptz', true),
      fn(
        'add_retention_policy',
        'relation regclass, drop_after interval, if_not_exists boolean DEFAULT false',
        'integer',
      ),
    ],
  },
};

export interface StubbedExtension {
  readonly name: string;
  /** True where its types and functions are stood in for; false where nothing but its name is there. */
  readonly isKnown: boolean;
  readonly sql: string;
  readonly modifiers: readonly string[];
}

/**
 * SQL that stands for `CREATE EXTENSION`: makes stand-ins and the extension itself, and gives them to it, so that the
 * catalogs say what they would say of the real one. Needs a superuser.
 */
export function stubExtension(name: string, schema: string | null, version: string | null): StubbedExtension {
  const stub = Object.hasOwn(STUBS, name) ? STUBS[name] : undefined;
  const home = stub?.schema ?? schema;
  const quoted = home === null ? 'current_schema' : quoteIdent(home);
  const statements = stub?.statements ?? [];
  const making = statements.map((sql) => `EXECUTE replace(${literal(sql)}, '@.', place || '.');`);
  const sql = `DO $raingauge$
DECLARE
  place text := ${home === null ? 'quote_ident(current_schema())' : literal(quoted)};
  before oid := pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index');
  own oid;
  catalog regclass;
BEGIN
  ${home === null ? '' : `EXECUTE 'CREATE SCHEMA IF NOT EXISTS ${quoted.replaceAll("'", "''")}';`}
  ${making.join('\n  ')}
  PERFORM set_config('allow_system_table_mods', 'on', true);
  own := pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index');
  INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    SELECT own, ${literal(name)}, r.oid, n.oid, false, ${literal(version ?? '')}
    FROM pg_roles r, pg_namespace n WHERE r.rolname = current_user AND quote_ident(n.nspname) = place;
  FOREACH catalog IN ARRAY ARRAY['pg_namespace', 'pg_type', 'pg_proc', 'pg_class', 'pg_cast', 'pg_operator', 'pg_opclass', 'pg_opfamily', 'pg_am']::regclass[] LOOP
    EXECUTE format('INSERT INTO pg_depend SELECT %s, c.oid, 0, %s, %s, 0, ''e'' FROM %s c WHERE c.oid > %s AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = %s AND d.objid = c.oid AND d.deptype IN (''i'', ''a''))',
      catalog::oid, 'pg_extension'::regclass::oid, own, catalog, before, catalog::oid);
  END LOOP;
  PERFORM set_config('allow_system_table_mods', 'off', true);
END $raingauge$`;
  return { name, isKnown: stub !== undefined, sql, modifiers: stub?.modifiers ?? [] };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
