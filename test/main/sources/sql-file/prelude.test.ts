import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupOf, type Reading } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readSqlFile } from '#main/sources/sql-file/read-sql-file.ts';

let folder: string;
let shadow: Shadow;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-sql-prelude-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

function read(sql: string): Promise<Reading> {
  const path = join(folder, 'dump.sql');
  writeFileSync(path, sql);
  return readSqlFile(path, { shadow, source: { kind: 'sql', label: 'dump.sql' }, work: UNWATCHED });
}

const unread = ({ report }: Reading) => report.filter(({ effect }) => effect !== 'note').map(({ message }) => message);

describe('a .sql file of a hosted project', () => {
  it('has its default privileges where the file takes some of them away: what is left is what the platform has', async () => {
    const tables = `CREATE TABLE notes (id uuid PRIMARY KEY, owner uuid NOT NULL);
CREATE TABLE secrets (id uuid PRIMARY KEY, owner uuid NOT NULL);
CREATE POLICY own ON notes TO authenticated USING (owner = auth.uid());
`;
    const grantsIn = ({ catalog }: Reading) =>
      catalog.objects.grant.map(({ on, grantee, privileges }) => `${on} ${grantee} ${privileges.length}`).sort();
    expect(grantsIn(await read(tables))).toEqual([]);
    const reading = await read(
      `${tables}REVOKE ALL ON secrets FROM anon;\nGRANT SELECT ON secrets TO authenticated;\n`,
    );
    const all = ['anon', 'authenticated', 'service_role'].map((role) => `table:public.notes ${role} 8`);
    const left = ['authenticated', 'service_role'].map((role) => `table:public.secrets ${role} 8`);
    expect(grantsIn(reading)).toEqual([...all, ...left]);
    // A dump says all that is granted, so a file that only grants is taken at its word.
    const granting = await read(`${tables}GRANT SELECT ON notes TO authenticated;\n`);
    expect(grantsIn(granting)).toEqual(['table:public.notes authenticated 1']);
  });

  it('has what Supabase brings, which is said with the line, and is no part of it', async () => {
    // As `supabase db dump` writes one schema: what it leans on lies in others.
    const reading = await read(`SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
COMMENT ON SCHEMA "public" IS 'standard public schema';
CREATE EXTENSION IF NOT EXISTS "pg_graphql" WITH SCHEMA "graphql";
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA "extensions";
CREATE OR REPLACE FUNCTION "public"."on_user"() RETURNS "trigger" LANGUAGE "plpgsql" SECURITY DEFINER
    AS $$ begin insert into public.notes values (gen_random_uuid(), new.id); return new; end; $$;
ALTER FUNCTION "public"."on_user"() OWNER TO "postgres";
CREATE TABLE IF NOT EXISTS "public"."notes" (
    "id" "uuid" DEFAULT "extensions"."uuid_generate_v4"() NOT NULL,
    "owner" "uuid" DEFAULT "auth"."uid"() NOT NULL
);
ALTER TABLE ONLY "public"."notes" ADD CONSTRAINT "notes_pkey" PRIMARY KEY ("id");
ALTER TABLE ONLY "public"."notes"
    ADD CONSTRAINT "notes_owner_fkey" FOREIGN KEY ("owner") REFERENCES "auth"."users"("id") ON DELETE CASCADE;
CREATE POLICY "own" ON "public"."notes" TO "authenticated" USING ((( SELECT "auth"."uid"() AS "uid") = "owner"));
ALTER TABLE "public"."notes" ENABLE ROW LEVEL SECURITY;
ALTER PUBLICATION "supabase_realtime" ADD TABLE ONLY "public"."notes";
GRANT USAGE ON SCHEMA "public" TO "anon";
GRANT ALL ON TABLE "public"."notes" TO "service_role";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" IN SCHEMA "public" GRANT ALL ON TABLES TO "anon";
`);
    expect(unread(reading)).toEqual([expect.stringContaining('pg_graphql')]);
    expect(reading.report.filter(({ code }) => code === 'prelude')).toMatchObject([
      {
        effect: 'note',
        message:
          'dump.sql:6 names SCHEMA extensions, which Supabase brings: its roles and schemas were there for this reading, and are not part of it.',
        origin: { file: 'dump.sql', line: 6 },
      },
    ]);
    const { objects } = reading.catalog;
    expect(objects.schema.map(({ name }) => name)).toEqual(['public']);
    expect(objects.role.map(({ name }) => name)).toEqual(['postgres']);
    expect(objects.table.map(({ id }) => id)).toEqual(['table:public.notes']);
    expect(objects.function.map(({ id }) => id)).toEqual(['function:public.on_user()']);
    const { find } = lookupOf(reading.catalog);
    expect(find('foreign-key:public.notes.notes_owner_fkey')).toMatchObject({ references: { schema: 'auth' } });
    expect(find('policy:public.notes.own')).toMatchObject({ roles: ['authenticated'] });
    expect(objects['default-privilege']).toMatchObject([{ grantee: 'anon' }]);
  });

  it('has what both bring where it moved from one to the other, and takes no name with a dot for theirs', async () => {
    const moved =
      await read(`CREATE TABLE todos (id int, owner uuid REFERENCES auth.users, name text DEFAULT (auth.user_id()));
CREATE POLICY own ON todos TO authenticated USING (auth.uid() = owner OR auth.user_id() = name);`);
    expect(unread(moved)).toEqual([]);
    expect(moved.report.map(({ message }) => /which (\w+) brings/.exec(message)?.[1])).toEqual(['Supabase', 'Neon']);
    const dotted = await read(`CREATE TABLE "auth.sessions" (id int, "anonymous" bool);
CREATE TABLE notes (owner text DEFAULT (auth.user_id()));`);
    expect(unread(dotted)).toEqual([]);
    expect(dotted.report).toMatchObject([{ message: expect.stringContaining('Neon') }]);
    expect(dotted.catalog.objects.table.map(({ name }) => name)).toEqual(['auth.sessions', 'notes']);
  });

  it('has what Neon brings', async () => {
    const reading = await read(`CREATE TABLE todos (id int, owner text DEFAULT (auth.user_id()));
CREATE POLICY own ON todos TO authenticated USING (auth.user_id() = owner);
`);
    expect(unread(reading)).toEqual([]);
    expect(reading.report).toMatchObject([{ code: 'prelude', message: expect.stringContaining('Neon') }]);
    expect(reading.catalog.objects.schema.map(({ name }) => name)).toEqual(['public']);
  });

  it('has nothing of it where the file makes it itself, or means a table by the name', async () => {
    const own = await read(`CREATE SCHEMA auth; CREATE ROLE anon; CREATE TABLE auth.users (id uuid PRIMARY KEY);
CREATE TABLE notes (owner uuid REFERENCES auth.users); GRANT SELECT ON notes TO anon;`);
    expect(own.report).toEqual([]);
    expect(own.catalog.objects.table.map(({ id }) => id)).toEqual(['table:auth.users', 'table:public.notes']);
    const alike = await read(`CREATE TABLE storage (id int); CREATE TABLE vault (id int);
CREATE VIEW both_of_them AS SELECT storage.id FROM storage JOIN vault ON vault.id = storage.id;`);
    expect(alike.report).toEqual([]);
  });

  it('has the extensions it uses and does not create, by name', async () => {
    const reading = await read('CREATE TABLE t (id uuid DEFAULT uuid_generate_v4(), v vector(3));');
    expect(reading.report.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
      expect.stringMatching(/^The statements use .* uuid-ossp .* in the file\.$/),
      expect.stringMatching(/^The statements use .* vector .* in the file\.$/),
    ]);
    expect(reading.catalog.objects.extension).toEqual([]);
  });
});
