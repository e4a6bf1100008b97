import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { renderDraft, renderSteps } from '#app/plan';
import { UNWATCHED } from '#main/platform/work.ts';
import { draft } from '#main/prove/draft.ts';
import type { Proof } from '#main/prove/proof.ts';
import { prove } from '#main/prove/prove.ts';
import { readBack } from '#main/prove/read-back.ts';
import { fillTables } from '#main/prove/rows/fill.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import { startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';

let folder: string;
let role: ShadowRole;
let shadow: Shadow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-proof-'));
  role = await createShadowRole(await startServer(16));
  const connection = { source: { kind: 'url', label: 'shadow' } as const, url: role.url, environment: {} };
  shadow = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  await role.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function read(sql: string): Promise<Catalog> {
  const statements = await splitSql(Buffer.from(sql));
  return shadow.build(
    { statements, mode: 'each' },
    (session, { failures }) => {
      expect(failures).toEqual([]);
      return readBack(session, UNWATCHED);
    },
    UNWATCHED,
  );
}

/** Each table wants something else of its rows. */
const DEMANDING = `
CREATE TYPE state AS ENUM ('open', 'held', 'done');
CREATE TYPE size AS (width integer, height integer);
CREATE TYPE span AS RANGE (subtype = date);
CREATE DOMAIN slug AS text CHECK (VALUE ~ '^[a-z][a-z0-9-]{2,30}$');
CREATE DOMAIN percent AS smallint NOT NULL CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE tenants (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), slug slug NOT NULL UNIQUE, plan text NOT NULL CHECK (plan IN ('trial', 'paid')));
CREATE TABLE people (tenant uuid NOT NULL REFERENCES tenants, id bigint GENERATED ALWAYS AS IDENTITY, mail varchar(60) NOT NULL CHECK (mail ~ '^[^@ ]+@[a-z]+\\.[a-z]{2,3}$'), boss bigint, PRIMARY KEY (tenant, id), FOREIGN KEY (tenant, boss) REFERENCES people (tenant, id));
CREATE TABLE jobs (id serial PRIMARY KEY, tenant uuid NOT NULL, person bigint NOT NULL, state state NOT NULL, done_at timestamptz, starts date NOT NULL, ends date NOT NULL, price numeric(8,2) NOT NULL, share percent, code char(3) NOT NULL, data jsonb NOT NULL,
  CHECK (ends > starts), CHECK ((state = 'done') = (done_at IS NOT NULL)), CHECK (price > 100 AND price < 200), CHECK (code = upper(code) AND length(code) = 3), CHECK (jsonb_typeof(data) = 'array'),
  FOREIGN KEY (tenant, person) REFERENCES people (tenant, id), FOREIGN KEY (tenant) REFERENCES tenants);
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE bookings (room integer NOT NULL, during tstzrange NOT NULL, size size, span span, tags text[] NOT NULL, twice integer GENERATED ALWAYS AS (room * 2) STORED, EXCLUDE USING gist (room WITH =, during WITH &&));
CREATE TABLE tree (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES tree);
CREATE TABLE one_each (person bigint NOT NULL UNIQUE, tenant uuid NOT NULL, FOREIGN KEY (tenant, person) REFERENCES people (tenant, id));
CREATE TABLE either (a integer, b integer, CHECK ((a IS NULL) <> (b IS NULL)));
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
CREATE TABLE guarded (id integer PRIMARY KEY);
CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse();
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
ALTER TABLE guarded FORCE ROW LEVEL SECURITY;
CREATE TABLE events (at date NOT NULL, kind text NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE impossible (id integer CHECK (id > 5 AND id < 3) NOT NULL);`;

describe('rows for a proof', () => {
  it('satisfy types, checks, domains, enums, keys, uniqueness, references and exclusions, and say where none could', async () => {
    const catalog = await read(DEMANDING);
    const statements = await splitSql(Buffer.from(DEMANDING));
    const filled = await shadow.scratch(
      { statements, mode: 'each' },
      (session) => fillTables(session, { catalog, rows: 3 }),
      UNWATCHED,
    );
    const byTable = Object.fromEntries(filled.map(({ table, rows, gaveUp }) => [table, gaveUp ?? rows]));
    const { 'table:public.impossible': impossible, ...others } = byTable;
    expect(impossible).toContain('impossible');
    expect(new Set(Object.values(others)), JSON.stringify(others)).toEqual(new Set([3]));
  });
});

const BOATS = `CREATE TABLE harbours (id integer PRIMARY KEY, name text);
CREATE TABLE boats (id integer PRIMARY KEY, harbour integer REFERENCES harbours, name text, length numeric(6,2) NOT NULL);`;

const TOUCHED = `ALTER TABLE boats ADD COLUMN touched timestamptz;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.touched = clock_timestamp(); RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON boats FOR EACH ROW EXECUTE FUNCTION touch();`;

/** From these tables, a migration as somebody wrote it, what it shall lead to, and what the proof says of it. */
const MIGRATIONS: readonly {
  readonly name: string;
  /** What else there is. */
  readonly given?: string;
  readonly sql: string;
  readonly to?: string;
  readonly proven: boolean;
  readonly says?: string;
}[] = [
  {
    name: 'a column is added',
    sql: 'ALTER TABLE boats ADD COLUMN built date',
    to: 'ALTER TABLE boats ADD COLUMN built date',
    proven: true,
    says: 'Proven on PostgreSQL 16',
  },
  {
    name: 'a backfill was forgotten',
    sql: 'ALTER TABLE boats ALTER COLUMN name SET NOT NULL',
    proven: false,
    says: 'contains null values',
  },
  {
    name: 'the backfill is there',
    sql: "UPDATE boats SET name = '?' WHERE name IS NULL; ALTER TABLE boats ALTER COLUMN name SET NOT NULL",
    to: 'ALTER TABLE boats ALTER COLUMN name SET NOT NULL',
    proven: true,
  },
  {
    name: 'CONCURRENTLY stands in a migration',
    sql: 'CREATE INDEX CONCURRENTLY boats_name ON boats (name)',
    proven: true,
    says: 'Cannot run in a transaction',
  },
  {
    name: 'values are overwritten',
    sql: "UPDATE boats SET name = 'x'",
    proven: false,
    says: 'no longer has the value',
  },
  {
    name: 'a trigger notes when a row was updated',
    sql: `ALTER TABLE boats ADD COLUMN flag text; UPDATE boats SET flag = 'x'`,
    given: TOUCHED,
    proven: true,
    says: 'The triggers of public.boats write touched anew',
  },
  {
    name: 'a statement writes what the trigger writes as well',
    sql: "UPDATE boats SET touched = 'epoch'",
    given: TOUCHED,
    proven: false,
    says: 'no longer has the value',
  },
  { name: 'rows are deleted and it is said', sql: 'DELETE FROM boats', proven: true },
  {
    name: 'rows go by a function, and nothing says so',
    sql: "DO 'BEGIN DELETE FROM boats WHERE id > 1; END'",
    proven: false,
    says: 'public.boats has',
  },
  {
    name: 'it leads elsewhere',
    sql: 'ALTER TABLE boats ADD COLUMN built date',
    to: 'ALTER TABLE boats ADD COLUMN built timestamp',
    proven: false,
    says: 'column:public.boats.built is not what it shall be',
  },
  {
    name: 'a column does not exist in the case that it is written in',
    sql: 'CREATE POLICY own ON boats USING ("harbourId" = 1)',
    proven: false,
    says: 'column "harbourId" does not exist',
  },
];

describe('a proof', () => {
  it.each(MIGRATIONS)('knows that $name', async ({ given = '', sql, to, proven, says }) => {
    const from = await read(BOATS + given);
    const target = to === undefined ? undefined : await read(`${BOATS}${given}${to};`);
    const statements = (await splitSql(Buffer.from(sql))).map((one) => one.sql);
    const proof: Proof = await prove(from, statements, { shadow, target, work: UNWATCHED });
    expect(proof.says.join('\n')).toContain(says ?? '');
    expect(proof, proof.says.join('\n')).toMatchObject({ proven });
  });

  it('shows the locks that were held and the tables that were written anew, and whether it runs twice', async () => {
    const from = await read(BOATS);
    const statements = [
      'ALTER TABLE boats ALTER COLUMN id TYPE bigint',
      'CREATE INDEX IF NOT EXISTS i ON boats (name)',
    ];
    const proof = await prove(from, statements, { shadow, again: true, work: UNWATCHED });
    expect(proof.steps.map(({ locks, rewrites }) => ({ locks, rewrites }))).toEqual([
      { locks: [{ relation: 'public.boats', mode: 'ACCESS EXCLUSIVE' }], rewrites: ['public.boats'] },
      { locks: [{ relation: 'public.boats', mode: 'SHARE' }], rewrites: [] },
    ]);
    expect(proof).toMatchObject({ proven: true, again: true });
  });
});

const TENANTS = `CREATE TYPE plan AS ENUM ('trial', 'paid', 'gone');
CREATE TABLE tenants (id uuid PRIMARY KEY, plan plan NOT NULL);
CREATE TABLE orders (id integer PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants, note text, priority integer);
CREATE TABLE lines (id integer PRIMARY KEY, order_id integer NOT NULL REFERENCES orders, amount text);
CREATE TABLE parts (id integer PRIMARY KEY, line_id integer NOT NULL REFERENCES lines);`;

/** What rows have to have from now on. */
const CARE: readonly {
  readonly name: string;
  readonly change: string;
  readonly proven: boolean;
  readonly says: readonly string[];
}[] = [
  {
    name: 'a default fills what was null',
    change:
      'ALTER TABLE orders ALTER COLUMN priority SET DEFAULT 3; ALTER TABLE orders ALTER COLUMN priority SET NOT NULL;',
    proven: true,
    says: ['SET DEFAULT 3', 'UPDATE public.orders SET priority = DEFAULT', 'SET NOT NULL'],
  },
  {
    name: 'the tenant comes from the parent, and its own child has it from there',
    change: `ALTER TABLE lines ADD COLUMN tenant_id uuid NOT NULL REFERENCES tenants; ALTER TABLE parts ADD COLUMN tenant uuid NOT NULL REFERENCES tenants;
      CREATE INDEX ON lines (tenant_id); ALTER TABLE lines ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON lines USING (tenant_id = current_setting('app.tenant')::uuid);`,
    proven: true,
    says: [
      'UPDATE public.lines AS c SET tenant_id = p.tenant_id FROM public.orders',
      'UPDATE public.parts AS c SET tenant = p.tenant_id FROM public.lines',
      'ALTER COLUMN tenant SET NOT NULL',
      'ADD CONSTRAINT lines_tenant_id_fkey',
      'CREATE POLICY own',
    ],
  },
  {
    name: 'nobody but a person knows',
    change: 'ALTER TABLE orders ADD COLUMN title text NOT NULL;',
    proven: false,
    says: ['ADD COLUMN title text', 'FILL IN: rows of public.orders need a value', 'SET NOT NULL'],
  },
  {
    name: 'text becomes a number, where every text is one',
    change: 'ALTER TABLE lines ALTER COLUMN amount TYPE numeric(10,2) USING amount::numeric;',
    proven: true,
    says: ['fails if a value of amount is no numeric(10,2)', 'TYPE numeric(10,2)'],
  },
  {
    name: 'a label goes that no row has',
    change:
      "ALTER TYPE plan RENAME TO old; CREATE TYPE plan AS ENUM ('trial', 'paid'); ALTER TABLE tenants ALTER COLUMN plan TYPE plan USING plan::text::plan; DROP TYPE old;",
    proven: true,
    says: ["plan::text NOT IN ('trial', 'paid')", 'TYPE public.plan USING'],
  },
];

describe('a draft cares for rows:', () => {
  it.each(CARE)('$name', async ({ change, proven, says }) => {
    const from = await read(TENANTS);
    const drafted = await draft(from, await read(`${TENANTS}${change}`), {
      shadow,
      renames: [],
      down: true,
      work: UNWATCHED,
    });
    const text = renderDraft(drafted.statements, null);
    expect(drafted.faults, text).toEqual([]);
    let at = 0;
    for (const said of says) {
      expect(text.slice(at), `${said} in\n${text}`).toContain(said);
      at = text.indexOf(said, at);
    }
    const statements = drafted.statements.map(({ sql }) => sql);
    const proof = await prove(from, statements, { shadow, target: drafted.target, work: UNWATCHED });
    expect(proof, `${proof.says.join('\n')}\n${text}`).toMatchObject({ proven });
  });
});

describe('a draft on request', () => {
  const change = `ALTER TABLE lines ADD COLUMN tenant_id uuid REFERENCES tenants; ALTER TABLE lines ADD CHECK (id > 0);
    ALTER TABLE lines ALTER COLUMN amount SET DEFAULT '1'; ALTER TABLE lines ALTER COLUMN amount SET NOT NULL;
    ALTER TABLE orders ADD CONSTRAINT noted UNIQUE (note); CREATE INDEX lines_amount ON lines (amount);
    CREATE TYPE mood AS ENUM ('calm'); CREATE TABLE moods (id integer PRIMARY KEY, mood mood, CHECK (id > 0)); CREATE INDEX ON moods (mood);
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER touched BEFORE UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION touch();
    ALTER TABLE lines ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON lines USING (true); ALTER TABLE orders DROP COLUMN priority;
    ALTER TYPE plan ADD VALUE 'free' BEFORE 'trial'; CREATE VIEW names AS SELECT note FROM orders;`;

  it('lets others work meanwhile, in steps, and is proven', async () => {
    const from = await read(TENANTS);
    const drafted = await draft(from, await read(`${TENANTS}${change}`), {
      shadow,
      renames: [],
      online: true,
      work: UNWATCHED,
    });
    expect(drafted.faults).toEqual([]);
    const steps = renderSteps(drafted.statements, null);
    expect(steps).toHaveLength(3);
    const [migration = '', outside = '', last = ''] = steps;
    expect(migration).toContain("SET LOCAL lock_timeout = '5s'");
    expect(outside).toContain('CREATE UNIQUE INDEX CONCURRENTLY noted');
    expect(outside).toContain('USING INDEX noted');
    expect(last).toContain('VALIDATE CONSTRAINT lines_tenant_id_fkey');
    expect(last).toContain('VALIDATE CONSTRAINT lines_amount_present');
    const felt = drafted.statements.filter(({ hazards }) => {
      const has = (kind: string) => hazards.some((hazard) => hazard.kind === kind);
      const blocks = hazards.some((hazard) => hazard.kind === 'lock' && /writes/.test(hazard.blocks));
      return blocks && (has('scan') || has('rewrite'));
    });
    expect(felt.map(({ sql }) => sql)).toEqual([]);
    const statements = drafted.statements.map(({ sql }) => sql);
    const proof = await prove(from, statements, { shadow, target: drafted.target, work: UNWATCHED });
    expect(proof, proof.says.join('\n')).toMatchObject({ proven: true });
  });

  it('can be run a second time', async () => {
    const from = await read(TENANTS);
    const drafted = await draft(from, await read(`${TENANTS}${change}`), {
      shadow,
      renames: [],
      again: true,
      work: UNWATCHED,
    });
    const statements = drafted.statements.map(({ sql }) => sql);
    expect(drafted.faults, statements.join(';\n')).toEqual([]);
  });
});
