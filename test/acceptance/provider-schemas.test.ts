import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinStatements, renderCatalog } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { factsOfStatements } from '#test/support/database/embedded.ts';
import { differenceOfFacts } from '#test/support/database/facts.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';
import { judged } from './judged.ts';
import { PGLITE, readBuilt } from './round-trip-databases.ts';

/** What the provider has before the project's first migration runs, as far as the fixtures name it. */
const SUPABASE = `
  CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE service_role BYPASSRLS;
  CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY, email varchar(255));
  CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
  CREATE SCHEMA realtime; CREATE TABLE realtime.messages (id bigserial PRIMARY KEY, topic text NOT NULL, extension text NOT NULL);
  CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';`;
const NEON = `
  CREATE ROLE authenticated; CREATE ROLE anonymous;
  CREATE SCHEMA auth; CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';`;

const PROJECTS = [
  { name: 'tideline', provider: 'supabase', has: SUPABASE, policies: 4, roles: ['harbour_master'] },
  { name: 'boathouse', provider: 'neon', has: NEON, policies: 10, roles: [] },
] as const;

let cache: string;
let shadow: Shadow;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-providers-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
});
afterAll(async () => {
  await shadow.close();
  await rm(cache, { recursive: true, force: true });
});

describe.each(PROJECTS)('a schema with $provider’s own roles, tables and helpers', ({ name, has, policies, roles }) => {
  const root = fileURLToPath(new URL(`../fixtures/providers/${name}/`, import.meta.url));
  const readOnce = async () => {
    const drizzle = await findDrizzleProject(root);
    return { drizzle, code: await readCode(drizzle, UNWATCHED) };
  };
  let reading: ReturnType<typeof readOnce> | undefined;
  const read = () => {
    reading ??= readOnce();
    return reading;
  };

  it('is read whole; what the provider makes is not the project’s', async () => {
    const { code } = await read();
    expect(code.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
    expect(code.catalog.objects.policy).toHaveLength(policies);
    expect(code.catalog.objects.role.map((role) => role.name)).toEqual(roles);
    expect(code.catalog.objects.table.map(({ schema }) => schema)).toEqual(['public', 'public']);
  });

  it('is, where the provider was first, the database that drizzle-kit makes of it', async () => {
    const { code } = await read();
    const ours = await factsOfStatements([has, joinStatements(renderCatalog(code.catalog))]);
    const theirs = await factsOfStatements([has, ...(await generateProject(root))]);
    expect([...theirs.keys()].filter((id) => id.startsWith('policy:'))).toHaveLength(policies);
    expect(differenceOfFacts(theirs, ours)).toEqual([]);
  });

  it('differs in nothing from a database built from it', async () => {
    const { drizzle, code } = await read();
    const catalog = await readBuilt(PGLITE, `${has}\n${joinStatements(renderCatalog(code.catalog))}`);
    const { differences } = await judged(
      shadow,
      code,
      { source: { kind: 'live', label: 'live' }, catalog, report: [] },
      drizzle,
    );
    expect(differences.filter(({ counts }) => counts).map(({ summary }) => summary)).toEqual([]);
  });
});
