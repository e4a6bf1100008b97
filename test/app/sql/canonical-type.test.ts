import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalType } from '#app/sql';
import { createEmbedded } from '#test/support/database/embedded.ts';

const NAMES = [
  ...['int', 'int2', 'int4', 'int8', 'INTEGER', 'smallint', 'bigint', 'real', 'float', 'float4', 'float8', 'float(1)'],
  ...['float(24)', 'float(25)', 'float(53)', 'double precision', 'Double  Precision', 'bool', 'boolean'],
  ...['decimal', 'dec', 'numeric', 'decimal(10)', 'decimal(10, 2)', 'numeric( 10 ,2 )', 'dec(5,0)', 'numeric(3,-2)'],
  ...['char', 'char(3)', 'character', 'character(5)', 'nchar', 'nchar(2)', 'national character(4)', 'national char(4)'],
  ...['bpchar', 'bpchar(7)', '"char"', 'pg_catalog."char"', '"bpchar"', 'pg_catalog.bpchar', 'name', 'text', 'TEXT'],
  ...['varchar', 'varchar(255)', 'character varying', 'character varying(3)', 'char varying(3)', 'nchar varying(3)'],
  ...['national character varying(3)', 'national char varying', 'bit', 'bit(4)', 'bit varying', 'bit varying(4)'],
  ...['varbit', 'varbit(9)', '"bit"', '"varbit"', 'date', 'time', 'time(3)', 'time(3) with time zone', 'timetz'],
  ...['time without time zone', 'time (0) without time zone', 'timetz(2)', 'timestamp', 'timestamp(6)', 'timestamptz'],
  ...['timestamptz(3)', 'timestamp with time zone', 'timestamp(0) with time zone', 'timestamp(3) without time zone'],
  ...['timestamp(9)', '"timestamptz"', 'pg_catalog.timestamptz(3)', 'interval', 'interval(3)', 'interval year'],
  ...['interval year to month', 'interval day to second(2)', 'interval second(0)', 'interval minute to second'],
  ...['interval hour', 'INTERVAL DAY TO HOUR', 'interval month', 'uuid', 'json', 'jsonb', 'xml', 'bytea', 'money'],
  ...['inet', 'cidr', 'macaddr', 'macaddr8', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'tsvector'],
  ...['tsquery', 'oid', 'regclass', 'int4range', 'tstzrange', 'int8multirange', 'pg_lsn', 'jsonpath', 'refcursor'],
  ...['text[]', 'integer[3][]', 'int4[ 3 ]', 'varchar(10)[]', 'timestamptz(3)[]', 'int array', 'int array[4]'],
  ...[
    'timestamp with time zone[]',
    'numeric(10,2)[][]',
    '_int4',
    '_text',
    '"_varchar"',
    'bit(3)[]',
    '"char"[]',
    'bool[]',
  ],
];

describe('canonicalType', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await createEmbedded();
  });
  afterAll(() => database.close());

  /** What format_type prints for a column of that type, as the live reader asks for it. */
  async function formatType(name: string): Promise<string> {
    await database.exec(`CREATE TABLE probe (it ${name})`);
    try {
      const { rows } = await database.query<{ type: string }>(
        `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'probe'::regclass AND attname = 'it'`,
      );
      return rows[0]?.type ?? '';
    } finally {
      await database.exec('DROP TABLE probe');
    }
  }

  it.each(NAMES)('spells %s as the server does', async (name) => {
    expect(canonicalType(name)).toBe(await formatType(name));
  });

  it('leaves its own output as it is', () => {
    for (const name of NAMES) expect(canonicalType(canonicalType(name))).toBe(canonicalType(name));
  });

  it.each([
    'public.mood',
    'public."Mood"[]',
    'vector(1536)',
    'geometry(Point,4326)',
    'public.citext',
    'serial',
    'bigserial',
    'core.int4',
    '"Int"',
    'mood',
  ])('returns %s, which is not built in, unchanged', (name) => {
    expect(canonicalType(name)).toBe(name);
  });

  it('knows every type of the server that a column of an application can have', async () => {
    const { rows } = await database.query<{ name: string; type: string }>(
      `SELECT typname AS name, format_type(oid, NULL) AS type FROM pg_type
       WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typcategory <> 'A'
         AND typname NOT LIKE 'pg\\_%' AND typname NOT IN ('aclitem', 'gtsvector')`,
    );
    expect(rows.length).toBeGreaterThan(60);
    for (const { name, type } of rows) {
      if (type === name) expect(canonicalType(name.toUpperCase()), name).toBe(await formatType(name));
      else expect(canonicalType(`pg_catalog.${name}`), name).toBe(await formatType(`pg_catalog.${name}`));
    }
  });
});
