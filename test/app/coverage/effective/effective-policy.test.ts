import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, lookupOf, objectId, type Table } from '#app/catalog';
import { type EffectiveCommand, type EffectivePolicy, effectivePolicy } from '#app/coverage';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';
import { readUrl } from '../../../main/sources/live/reading.ts';

/** Roles belong to the server: their names are this file's. */
const ROLES = `
CREATE ROLE eff_staff; CREATE ROLE eff_ann IN ROLE eff_staff; CREATE ROLE eff_bob; CREATE ROLE eff_stranger NOINHERIT IN ROLE eff_staff;
CREATE ROLE eff_keeper; CREATE ROLE eff_keepers_child IN ROLE eff_keeper; CREATE ROLE eff_free BYPASSRLS; CREATE ROLE eff_reader IN ROLE pg_read_all_data;`;
const NAMES = [
  'eff_ann',
  'eff_bob',
  'eff_stranger',
  'eff_keepers_child',
  'eff_free',
  'eff_reader',
  'eff_staff',
  'eff_keeper',
];

/** Every table has the columns id, team and state, and the rows 1 to 6. */
const SCHEMA = `
CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('CREATE TABLE %I (id integer PRIMARY KEY, team integer, state text)', name);
  EXECUTE format('INSERT INTO %I SELECT n, n %% 3, CASE WHEN n %% 2 = 0 THEN ''open'' ELSE ''closed'' END FROM generate_series(1, 6) n', name);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I OWNER TO eff_keeper', name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO eff_staff, eff_bob, eff_stranger, eff_free', name);
END $$;
SELECT make('none'); SELECT make('off'); ALTER TABLE off DISABLE ROW LEVEL SECURITY; CREATE POLICY p ON off USING (team = 1);
SELECT make('one'); CREATE POLICY p ON one USING (team = 1);
SELECT make('either'); CREATE POLICY a ON either USING (team = 1); CREATE POLICY b ON either FOR SELECT USING (state = 'open'); CREATE POLICY c ON either FOR UPDATE USING (id > 4) WITH CHECK (team < 2);
SELECT make('narrowed'); CREATE POLICY a ON narrowed USING (true) WITH CHECK (team <> 0); CREATE POLICY b ON narrowed AS RESTRICTIVE USING (team = 2); CREATE POLICY c ON narrowed AS RESTRICTIVE FOR DELETE USING (state = 'open');
SELECT make('restrictive_only'); CREATE POLICY a ON restrictive_only AS RESTRICTIVE USING (true);
SELECT make('by_role'); CREATE POLICY a ON by_role TO eff_staff USING (team = 1); CREATE POLICY b ON by_role TO eff_bob USING (team = 2); CREATE POLICY c ON by_role FOR SELECT USING (id = 6);
SELECT make('writes'); CREATE POLICY a ON writes FOR INSERT WITH CHECK (team = 1); CREATE POLICY b ON writes FOR UPDATE USING (team = 2); CREATE POLICY c ON writes FOR DELETE USING (true);
SELECT make('forced'); CREATE POLICY p ON forced USING (team = 1); ALTER TABLE forced FORCE ROW LEVEL SECURITY;
SELECT make('without_text'); CREATE POLICY a ON without_text FOR ALL WITH CHECK (team = 1); CREATE POLICY b ON without_text AS RESTRICTIVE FOR SELECT;
SELECT make('columns_only'); REVOKE ALL ON columns_only FROM eff_bob; GRANT SELECT (id, team) ON columns_only TO eff_bob; GRANT UPDATE (state) ON columns_only TO eff_bob; CREATE POLICY p ON columns_only USING (team = 1);
SELECT make('shown'); CREATE POLICY p ON shown USING (team = 1); CREATE VIEW past AS SELECT id FROM shown; CREATE VIEW held WITH (security_invoker) AS SELECT id FROM shown;
CREATE MATERIALIZED VIEW stored AS SELECT id FROM shown; CREATE FUNCTION all_of() RETURNS SETOF shown LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM shown';
ALTER VIEW past OWNER TO eff_keeper; GRANT SELECT ON past, held, stored TO eff_bob; REVOKE EXECUTE ON FUNCTION all_of() FROM PUBLIC; GRANT EXECUTE ON FUNCTION all_of() TO eff_bob;
CREATE TABLE whole (id integer, at date) PARTITION BY RANGE (at); CREATE TABLE part PARTITION OF whole DEFAULT; ALTER TABLE whole ENABLE ROW LEVEL SECURITY; GRANT SELECT ON part TO eff_bob;
SELECT make('taken'); REVOKE ALL ON taken FROM eff_keeper; CREATE POLICY p ON taken USING (true);`;

const TABLES = [
  'none',
  'off',
  'one',
  'either',
  'narrowed',
  'restrictive_only',
  'by_role',
  'writes',
  'forced',
  'without_text',
  'columns_only',
  'taken',
];

let server: TestServer;
let database: TestDatabase;
let client: pg.Client;
let catalog: Catalog;

beforeAll(async () => {
  server = await startServer(16);
  database = await server.createDatabase();
  await server.execute(ROLES);
  await server.execute(SCHEMA, database.name);
  catalog = (await readUrl(database.url)).catalog;
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
  for (const name of NAMES) await server.execute(`DROP ROLE ${name}`);
});

function tableOf(name: string): Table {
  const table = lookupOf(catalog).find(objectId('table', 'public', name));
  if (table?.kind !== 'table') throw new Error(`There is no table ${name}`);
  return table;
}

/** The ids that a statement returns or leaves otherwise, as a role; `denied` where the privilege is missing, `refused` by a policy. */
async function asRole(
  role: string,
  sql: string,
  look: string | null,
): Promise<readonly number[] | 'denied' | 'refused'> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL ROLE ${role}`);
    const { rows } = await client.query<{ id: number }>(sql);
    if (look === null) return rows.map(({ id }) => id).sort();
    await client.query('RESET ROLE');
    return (await client.query<{ id: number }>(look)).rows.map(({ id }) => id).sort();
  } catch (error) {
    return /permission denied/.test(String(error)) ? 'denied' : 'refused';
  } finally {
    await client.query('ROLLBACK');
  }
}

async function idsWhere(table: string, predicate: string | undefined): Promise<readonly number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM "${table}" WHERE ${predicate ?? 'false'} ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

async function allows(predicate: string | undefined, row: readonly [number, number, string]): Promise<boolean> {
  const [id, team, state] = row;
  const { rows } = await client.query<{ ok: boolean | null }>(
    `SELECT (${predicate ?? 'false'}) AS ok FROM (VALUES (${id}, ${team}, '${state}')) AS t (id, team, state)`,
  );
  return rows[0]?.ok === true;
}

/** Whether one of the rows, as it would be written, is not let through; `state` as it was where it is `null`. */
async function anyRefused(
  predicate: string | undefined,
  ids: readonly number[],
  state: string | null,
): Promise<boolean> {
  for (const id of ids) {
    const row = [id, id % 3, state ?? (id % 2 === 0 ? 'open' : 'closed')] as const;
    if (!(await allows(predicate, row))) return true;
  }
  return false;
}

const isWhole = ({ granted }: EffectiveCommand) => granted !== null && granted.columns === null;

describe.each(TABLES)('what holds on the table %s', (name) => {
  it.each(NAMES)('is what PostgreSQL lets %s do', async (role) => {
    const policy: EffectivePolicy = effectivePolicy(catalog, role, tableOf(name));
    const { select, insert, update, delete: remove } = policy.commands;

    const seen = await asRole(role, `SELECT id FROM "${name}"`, null);
    const maySeeId = select.granted !== null && (select.granted.columns?.includes('id') ?? true);
    expect(seen, 'SELECT').toEqual(maySeeId ? await idsWhere(name, select.rows?.sql) : 'denied');

    // Without reading: only what the command's own policies let through.
    const gone = await asRole(role, `DELETE FROM "${name}"`, `SELECT id FROM "${name}"`);
    const left = await idsWhere(name, `NOT coalesce(${remove.rows?.sql}, false)`);
    expect(gone, 'DELETE').toEqual(remove.granted === null ? 'denied' : left);

    const marked = await asRole(
      role,
      `UPDATE "${name}" SET state = 'marked'`,
      `SELECT id FROM "${name}" WHERE state = 'marked'`,
    );
    const met = await idsWhere(name, update.rows?.sql);
    const isRefused = await anyRefused(update.check?.sql, met, 'marked');
    expect(marked, 'UPDATE').toEqual(update.granted === null ? 'denied' : isRefused ? 'refused' : met);

    if (isWhole(select) && isWhole(update)) {
      const read = await asRole(role, `UPDATE "${name}" SET team = team WHERE id > 0`, null);
      const both = await idsWhere(name, update.whenReading.rows?.sql);
      expect(read === 'refused', 'UPDATE that reads').toBe(await anyRefused(update.whenReading.check?.sql, both, null));
    }

    for (const team of [0, 1, 2]) {
      const added = await asRole(
        role,
        `INSERT INTO "${name}" VALUES (10, ${team}, 'open')`,
        `SELECT id FROM "${name}" WHERE id = 10`,
      );
      const may = await allows(insert.check?.sql, [10, team, 'open']);
      expect(added, `INSERT of team ${team}`).toEqual(insert.granted === null ? 'denied' : may ? [10] : 'refused');
      if (insert.granted === null || !isWhole(select)) continue;
      const returned = await asRole(role, `INSERT INTO "${name}" VALUES (10, ${team}, 'open') RETURNING id`, null);
      const mayRead = await allows(insert.whenReading.check?.sql, [10, team, 'open']);
      expect(returned, `INSERT … RETURNING of team ${team}`).toEqual(mayRead ? [10] : 'refused');
    }
  });
});

describe('why it holds', () => {
  it('names memberships, owners and attributes', () => {
    const states = (table: string) =>
      Object.fromEntries(NAMES.map((role) => [role, effectivePolicy(catalog, role, tableOf(table)).rowSecurity]));
    expect(states('one')).toMatchObject({
      eff_ann: 'holds',
      eff_free: 'bypass',
      eff_keeper: 'owner',
      eff_keepers_child: 'owner',
    });
    expect(states('forced')).toMatchObject({ eff_keeper: 'holds-for-owner', eff_free: 'bypass' });
    expect(states('off')).toMatchObject({ eff_ann: 'off' });
    const [first] = effectivePolicy(catalog, 'eff_ann', tableOf('by_role')).commands.select.policies;
    expect(first).toMatchObject({ name: 'a', forRole: 'eff_staff', through: ['eff_ann', 'eff_staff'] });
    expect(
      effectivePolicy(catalog, 'eff_stranger', tableOf('by_role')).commands.select.policies.map((each) => each.name),
    ).toEqual(['c']);
    expect(effectivePolicy(catalog, 'eff_bob', tableOf('columns_only')).commands.select.granted).toEqual({
      columns: ['id', 'team'],
      by: 'eff_bob',
    });
  });

  it('lists what leads past the policies, of that which the role may use', () => {
    const beside = (role: string, table: string) =>
      effectivePolicy(catalog, role, tableOf(table)).surroundings.map(
        ({ object, bypasses }) => `${object} ${bypasses}`,
      );
    expect(beside('eff_bob', 'shown')).toEqual([
      'view:public.held false',
      'view:public.past true',
      'materialized-view:public.stored true',
      'function:public.all_of() true',
    ]);
    expect(beside('eff_ann', 'shown')).toEqual([]);
    expect(beside('eff_bob', 'whole')).toEqual(['table:public.part true']);
  });
});
