import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHazardFinder, type Hazard } from '#app/plan';
import { UNWATCHED } from '#main/platform/work.ts';
import { filesIn, observe } from '#main/prove/observe.ts';
import { readBack } from '#main/prove/read-back.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';

const SCHEMA = `
CREATE TYPE mood AS ENUM ('calm', 'rough');
CREATE DOMAIN short AS text;
CREATE TABLE harbours (id integer PRIMARY KEY, name varchar(20), depth numeric(6,2));
CREATE TABLE boats (
  id integer PRIMARY KEY, harbour integer, name varchar(20), length numeric(6,2), built date, seen timestamptz,
  sea mood, code text, tag short, twice integer GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE berths (id integer PRIMARY KEY, harbour integer REFERENCES harbours);
CREATE TABLE trips (at date) PARTITION BY RANGE (at);
CREATE TABLE trips_2026 (at date);
CREATE INDEX boats_name ON boats (name);
ALTER TABLE boats ADD CONSTRAINT named CHECK (code IS NOT NULL) NOT VALID;
ALTER TABLE boats ADD CONSTRAINT at_home FOREIGN KEY (harbour) REFERENCES harbours NOT VALID;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION dice() RETURNS integer LANGUAGE plpgsql VOLATILE AS 'BEGIN RETURN 4; END';
CREATE TRIGGER touched BEFORE UPDATE ON boats FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY all_of_them ON boats USING (true);
CREATE VIEW fleet AS SELECT id, name FROM harbours;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM harbours;
CREATE SEQUENCE numbers;
INSERT INTO harbours VALUES (1, 'Aa', 3);
INSERT INTO boats (id, harbour, name, code) VALUES (1, 1, 'Bb', 'x')`;

/** Each in a database as it is above: what is foretold must be what PostgreSQL does. */
const STATEMENTS: readonly string[] = [
  'ALTER TABLE boats ADD COLUMN note text',
  'ALTER TABLE boats ADD COLUMN at timestamptz DEFAULT now() NOT NULL',
  'ALTER TABLE boats ADD COLUMN key uuid DEFAULT gen_random_uuid()',
  'ALTER TABLE boats ADD COLUMN roll integer DEFAULT dice()',
  'ALTER TABLE boats ADD COLUMN number serial',
  'ALTER TABLE boats ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY',
  'ALTER TABLE boats ADD COLUMN half integer GENERATED ALWAYS AS (id / 2) STORED',
  'ALTER TABLE boats ADD COLUMN home integer REFERENCES harbours (id)',
  'ALTER TABLE boats DROP COLUMN built',
  'ALTER TABLE boats ALTER COLUMN name TYPE varchar(40)',
  'ALTER TABLE boats ALTER COLUMN name TYPE varchar(10)',
  'ALTER TABLE boats ALTER COLUMN name TYPE text',
  'ALTER TABLE boats ALTER COLUMN code TYPE varchar',
  'ALTER TABLE boats ALTER COLUMN code TYPE varchar(9)',
  'ALTER TABLE boats ALTER COLUMN harbour TYPE bigint',
  'ALTER TABLE boats ALTER COLUMN length TYPE numeric(8,2)',
  'ALTER TABLE boats ALTER COLUMN length TYPE numeric(8,3)',
  'ALTER TABLE boats ALTER COLUMN length TYPE numeric',
  'ALTER TABLE boats ALTER COLUMN seen TYPE timestamptz(6)',
  'ALTER TABLE boats ALTER COLUMN built TYPE timestamp USING built::timestamp',
  'ALTER TABLE boats ALTER COLUMN sea TYPE text USING sea::text',
  "ALTER TABLE boats ALTER COLUMN name SET DEFAULT 'x'",
  'ALTER TABLE boats ALTER COLUMN code SET NOT NULL',
  'ALTER TABLE boats ALTER COLUMN id SET STATISTICS 200',
  'ALTER TABLE boats ALTER COLUMN twice DROP EXPRESSION',
  'ALTER TABLE boats ADD CONSTRAINT positive CHECK (length > 0)',
  'ALTER TABLE boats ADD CONSTRAINT positive CHECK (length > 0) NOT VALID',
  'ALTER TABLE boats VALIDATE CONSTRAINT named',
  'ALTER TABLE boats VALIDATE CONSTRAINT at_home',
  'ALTER TABLE boats DROP CONSTRAINT named',
  'ALTER TABLE boats DROP CONSTRAINT at_home',
  'ALTER TABLE boats ADD CONSTRAINT berthed FOREIGN KEY (id) REFERENCES harbours (id)',
  'ALTER TABLE boats ADD CONSTRAINT once UNIQUE (name)',
  'ALTER TABLE boats SET (fillfactor = 80)',
  'ALTER TABLE boats SET UNLOGGED',
  'ALTER TABLE boats ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE boats DISABLE TRIGGER touched',
  'ALTER TABLE boats CLUSTER ON boats_name',
  'ALTER TABLE boats REPLICA IDENTITY FULL',
  'ALTER TABLE boats RENAME COLUMN name TO called',
  'ALTER TABLE boats RENAME TO ships',
  "ALTER TABLE trips ATTACH PARTITION trips_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
  'CREATE INDEX boats_length ON boats (length)',
  'CREATE UNIQUE INDEX boats_code ON boats (lower(code)) WHERE id > 0',
  'DROP INDEX boats_name',
  'CREATE TRIGGER again AFTER INSERT ON boats FOR EACH ROW EXECUTE FUNCTION touch()',
  'DROP TRIGGER touched ON boats',
  'CREATE POLICY another ON boats USING (true)',
  'DROP POLICY all_of_them ON boats',
  "COMMENT ON TABLE boats IS 'afloat'",
  "COMMENT ON COLUMN public.boats.name IS 'afloat'",
  'CREATE TABLE masts (boat integer REFERENCES boats (id))',
  'DROP TABLE berths',
  'DROP VIEW fleet',
  'ALTER SEQUENCE numbers INCREMENT BY 2',
  'REFRESH MATERIALIZED VIEW totals',
  "ALTER TYPE mood ADD VALUE 'wild'",
  'ALTER DOMAIN short ADD CONSTRAINT brief CHECK (length(VALUE) < 9)',
  'TRUNCATE berths',
  'UPDATE boats SET length = 1',
  'DELETE FROM berths',
];

describe.each([14, 17] as const)('hazards on PostgreSQL %i', (major) => {
  let folder: string;
  let role: ShadowRole;
  let shadow: Shadow;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-hazards-'));
    role = await createShadowRole(await startServer(major));
    const connection = { source: { kind: 'url', label: 'shadow' } as const, url: role.url, environment: {} };
    shadow = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: folder });
  });

  afterAll(async () => {
    await shadow.close();
    await role.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are the locks and rewrites that the server shows', async () => {
    const statements = SCHEMA.split(';\n').map((sql) => ({ sql }));
    const [foretold, seen] = await shadow.scratch(
      { statements, mode: 'each' },
      async (session, { failures }) => {
        expect(failures).toEqual([]);
        const find = createHazardFinder(await session.reading((own) => readBack(own, UNWATCHED)));
        const files = await filesIn(session);
        const expected: Record<string, unknown> = {};
        const actual: Record<string, unknown> = {};
        for (const sql of STATEMENTS) {
          expected[sql] = dangers(find(sql));
          const { error, locks, rewrites } = await observe(session, sql, files, { undo: true });
          actual[sql] =
            error ??
            [
              ...rewrites.map((relation) => `rewrites ${relation}`),
              ...locks.filter(({ mode }) => !MILD.has(mode)).map(({ relation, mode }) => `${mode} on ${relation}`),
            ].sort();
        }
        return [expected, actual];
      },
      UNWATCHED,
    );
    expect(foretold).toEqual(seen);
  });
});

/** Nobody waits long for these. */
const MILD: ReadonlySet<string> = new Set(['ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE']);

function dangers(hazards: readonly Hazard[]): readonly string[] {
  return hazards
    .flatMap((hazard) =>
      hazard.kind === 'rewrite'
        ? [`rewrites ${hazard.relation}`]
        : hazard.kind === 'lock' && !MILD.has(hazard.mode)
          ? [`${hazard.mode} on ${hazard.relation}`]
          : [],
    )
    .sort();
}
