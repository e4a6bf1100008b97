import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Catalog, type CatalogObject, lookupOf, type ObjectId } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { type DraftOptions, draft } from '#main/prove/draft.ts';
import { prove } from '#main/prove/prove.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { type RoundTripDatabase, realServer } from '../../acceptance/round-trip-databases.ts';

let folder: string;
let shadow: Shadow;
let database: RoundTripDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-beside-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  database = await realServer(18).create();
});

afterAll(async () => {
  await shadow.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function read(): Promise<Catalog> {
  const source = { kind: 'live', label: 'live' } as const;
  return withPgliteSession(database, async (session) => (await readLive(session, { source, work: UNWATCHED })).catalog);
}

const run = async (statements: readonly string[]) => {
  for (const sql of statements) await database.exec(sql);
};

const find = (catalog: Catalog, id: ObjectId) =>
  lookupOf(catalog).find(id) as CatalogObject & { owner?: string | null };

/**
 * What somebody did by hand to a real server, drafted there and back: both are run on it. The server is left as the source has it.
 */
async function drafted(from: readonly string[], byHand: readonly string[], options: Partial<DraftOptions>) {
  await run(from);
  const source = await read();
  await run(byHand);
  const target = await read();
  const there = await draft(source, target, { shadow, renames: [], down: true, work: UNWATCHED, ...options });
  const down = there.down?.map(({ sql }) => sql) ?? [];
  const up = there.statements.map(({ sql }) => sql);
  await run(down);
  const back = await read();
  await run(up);
  const reached = await read();
  await run(down);
  return { ...there, source, target, reached, back, up };
}

const rolesOf = ({ objects }: Catalog) => objects.role.map(({ origins, ...role }) => role);
const ownersOf = ({ objects }: Catalog) =>
  [...objects.schema, ...objects.table, ...objects.view, ...objects.function].map(({ id, owner }) => [id, owner]);

it('drafts roles and owners where they are asked for, gives what is made anew back to its owner, and comes back', async () => {
  const { reached, target, source, back, faults, up, statements } = await drafted(
    [
      'CREATE ROLE beside_app LOGIN CREATEDB',
      'CREATE ROLE beside_old',
      'CREATE SCHEMA s AUTHORIZATION beside_app',
      'CREATE TABLE s.orders (id int, total int)',
      'ALTER TABLE s.orders OWNER TO beside_old',
      'CREATE VIEW s.totals AS SELECT total FROM s.orders',
      'ALTER VIEW s.totals OWNER TO beside_app',
    ],
    [
      'CREATE ROLE "beside New" NOLOGIN BYPASSRLS VALID UNTIL \'2030-01-01 00:00:00+00\'',
      'CREATE ROLE beside_member IN ROLE "beside New"',
      'ALTER ROLE beside_app NOCREATEDB CONNECTION LIMIT 7',
      "ALTER ROLE beside_app SET statement_timeout = '5s'",
      'ALTER TABLE s.orders OWNER TO "beside New"',
      'DROP ROLE beside_old',
      'DROP VIEW s.totals',
      'ALTER TABLE s.orders ALTER total TYPE bigint',
      'CREATE VIEW s.totals AS SELECT total FROM s.orders',
      'ALTER VIEW s.totals OWNER TO beside_app',
      'CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'ALTER FUNCTION s.f() OWNER TO beside_member',
    ],
    { owners: true, roles: true },
  );
  expect(faults, up.join(';\n')).toEqual([]);
  expect(rolesOf(reached)).toEqual(rolesOf(target));
  expect(ownersOf(reached)).toEqual(ownersOf(target));
  expect(rolesOf(back)).toEqual(rolesOf(source));
  expect(ownersOf(back)).toEqual(ownersOf(source));
  const last = statements.at(-1);
  expect(last?.sql).toBe('DROP ROLE beside_old');
  expect(last?.hazards.map(({ kind }) => kind)).toContain('fails-if');

  const proof = await prove(source, up, { shadow, work: UNWATCHED });
  expect(proof.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);

  const unasked = await draft(source, target, { shadow, renames: [], work: UNWATCHED });
  expect(unasked.faults).toEqual([]);
  expect(unasked.statements.filter(({ sql }) => /\bROLE\b|OWNER TO/.test(sql))).toEqual([]);
  await run(['DROP SCHEMA s CASCADE', 'DROP ROLE beside_app', 'DROP ROLE beside_old']);
});

it('builds an invalid index again, concurrently where others shall go on working', async () => {
  const from = ['CREATE TABLE public.mails (mail text)', "INSERT INTO public.mails VALUES ('a'), ('a')"];
  await run(from);
  const failed = database.exec('CREATE UNIQUE INDEX CONCURRENTLY mails_mail ON public.mails (mail)');
  await expect(failed).rejects.toThrow('could not create unique index');
  const source = await read();
  expect(find(source, 'index:public.mails_mail' as ObjectId)).toMatchObject({ valid: false });
  await run(['DELETE FROM public.mails', 'REINDEX INDEX public.mails_mail']);
  const target = await read();

  const plain = await draft(source, target, { shadow, renames: [], again: true, work: UNWATCHED });
  expect(plain.faults).toEqual([]);
  expect(plain.statements.map(({ sql }) => sql)).toEqual(['REINDEX INDEX public.mails_mail']);
  const kinds = plain.statements[0]?.hazards.map((hazard) => (hazard.kind === 'lock' ? hazard.mode : hazard.kind));
  expect(kinds).toEqual(expect.arrayContaining(['ACCESS EXCLUSIVE', 'scan']));

  const online = await draft(source, target, { shadow, renames: [], online: true, work: UNWATCHED });
  expect(online.faults).toEqual([]);
  const outside = online.statements.filter(({ step }) => step === 2).map(({ sql }) => sql);
  expect(outside).toContain('REINDEX INDEX CONCURRENTLY public.mails_mail');

  for (const { sql } of [...plain.statements, ...online.statements.filter(({ step }) => step === 2)]) {
    await run(["UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.mails_mail'::regclass", sql]);
    if (!sql.startsWith('REINDEX')) continue;
    expect(find(await read(), 'index:public.mails_mail' as ObjectId)).toMatchObject({ valid: true });
  }
  await run(['DROP TABLE public.mails']);
});

it('leads an extension to the version of the target, and says which it could not try', async () => {
  await run(["CREATE EXTENSION citext VERSION '1.4'"]);
  const source = await read();
  await run(["ALTER EXTENSION citext UPDATE TO '1.5'"]);
  const older = await read();
  await run(['ALTER EXTENSION citext UPDATE']);
  const newest = await read();
  const versionIn = (catalog: Catalog) => catalog.objects.extension.find(({ name }) => name === 'citext')?.version;
  await run(['DROP EXTENSION citext', "CREATE EXTENSION citext VERSION '1.4'"]);

  for (const target of [older, newest]) {
    const { statements, faults, problems } = await draft(source, target, { shadow, renames: [], work: UNWATCHED });
    const version = versionIn(target);
    expect(faults).toEqual([]);
    expect(statements.map(({ sql }) => sql)).toEqual([`ALTER EXTENSION citext UPDATE TO '${version}'`]);
    expect(problems.map(({ code, object }) => [code, object])).toEqual(
      target === older ? [['draft-not-tried', 'extension:citext']] : [],
    );
    await run(statements.map(({ sql }) => sql));
    expect(versionIn(await read())).toBe(version);
  }
});
