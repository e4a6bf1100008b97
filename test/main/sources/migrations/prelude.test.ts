import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupOf } from '#app/catalog';
import { codes, journalOf, openBench, places } from './support.ts';

let bench: Awaited<ReturnType<typeof openBench>>;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

describe('what a hosting provider brings', () => {
  it('is there where migrations name it, is said with the place, and is no part of what was read', async () => {
    const { read } = await bench.project(
      journalOf(
        `CREATE TABLE notes (id uuid PRIMARY KEY, owner uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes TO authenticated USING ((select auth.uid()) = owner AND auth.jwt() ->> 'aal' = 'aal2');
CREATE FUNCTION public.on_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN INSERT INTO public.notes VALUES (gen_random_uuid(), new.id); RETURN new; END; $$;
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.on_user();
GRANT SELECT ON notes TO anon, service_role;`,
        `INSERT INTO storage.buckets (id, name) VALUES ('avatars', 'avatars');
CREATE POLICY "own folder" ON storage.objects FOR INSERT TO authenticated WITH CHECK (bucket_id = 'avatars' AND (storage.foldername(name))[1] = auth.uid()::text);
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA extensions;
CREATE TABLE tokens (id uuid DEFAULT extensions.uuid_generate_v4());
ALTER PUBLICATION supabase_realtime ADD TABLE notes;`,
      ),
    );
    const reading = await read();
    expect(reading.report).toMatchObject([
      {
        code: 'prelude',
        effect: 'note',
        message: expect.stringMatching(/^drizzle\/0000_step\.sql:1 names auth\.users, which Supabase brings/),
        origin: { file: 'drizzle/0000_step.sql', line: 1 },
      },
    ]);
    const { find } = lookupOf(reading.catalog);
    expect(find('policy:public.notes.own')).toMatchObject({ roles: ['authenticated'] });
    expect(reading.catalog.objects.schema.map(({ name }) => name)).toEqual(['public']);
    expect(reading.catalog.objects.function.map(({ id }) => id)).toEqual(['function:public.on_user()']);
    expect(reading.catalog.objects.table.map(({ id }) => id)).toEqual(['table:public.notes', 'table:public.tokens']);
    expect(reading.catalog.objects.role.map(({ name }) => name)).toEqual(['postgres']);
    expect(places(reading, 'trigger:auth.users.on_auth_user_created')).toEqual(['0000_step.sql:5']);
    expect(places(reading, 'policy:storage.objects."own folder"')).toEqual(['0001_step.sql:2']);
    expect(find('extension:uuid-ossp') ?? find('extension:"uuid-ossp"')).toMatchObject({ schema: 'extensions' });
  });

  it('is Neon’s where auth.user_id() is called', async () => {
    const { read } = await bench.project(
      journalOf(
        `CREATE TABLE todos (id int, owner text DEFAULT (auth.user_id()));
CREATE POLICY "crud-authenticated-policy-select" ON todos FOR SELECT TO "authenticated" USING (auth.user_id() = owner);
CREATE POLICY "crud-anonymous-policy-select" ON todos FOR SELECT TO "anonymous" USING (false);`,
      ),
    );
    const reading = await read();
    expect(reading.report).toMatchObject([{ code: 'prelude', message: expect.stringContaining('Neon') }]);
    expect(reading.catalog.objects.policy).toHaveLength(2);
    expect(reading.catalog.objects.function).toEqual([]);
  });

  it('is not there where the migrations make it themselves, and where nothing names it', async () => {
    const own = await bench.project(
      journalOf(
        `CREATE SCHEMA auth;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';
CREATE TABLE t (id uuid DEFAULT auth.uid());`,
      ),
    );
    const reading = await own.read();
    expect(reading.report).toEqual([]);
    expect(reading.catalog.objects.function.map(({ id }) => id)).toEqual(['function:auth.uid()']);
  });

  it('is there, too, where a migration only ensures the schema and adds to it, and is the migration’s own where it makes what the provider has', async () => {
    const added = await bench.project(
      journalOf(
        `CREATE SCHEMA IF NOT EXISTS auth;
CREATE FUNCTION auth.org_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT auth.session() ->> 'org' $$;
CREATE TABLE notes (org text DEFAULT (auth.org_id()), owner text DEFAULT (auth.user_id()));`,
      ),
    );
    const reading = await added.read();
    expect(codes(reading)).toEqual(['note prelude']);
    expect(reading.catalog.objects.function.map(({ id }) => id)).toEqual(['function:auth.org_id()']);

    const own = await bench.project(
      journalOf(
        `CREATE SCHEMA IF NOT EXISTS auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY);
CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
CREATE TABLE notes (owner text DEFAULT (auth.user_id()));
CREATE SCHEMA IF NOT EXISTS storage;
CREATE TABLE storage.files (id int);`,
      ),
    );
    const { report, catalog } = await own.read();
    expect(report).toEqual([]);
    expect(catalog.objects.schema.map(({ name }) => name)).toEqual(['auth', 'public', 'storage']);
  });

  it('can be told in a prelude file, which is said where a statement needs what nothing makes', async () => {
    const { read } = await bench.project(journalOf('CREATE TABLE notes (org text DEFAULT (auth.org_id()));'));
    const { report } = await read();
    expect(report.find(({ code }) => code === 'statement-failed')?.remedy).toMatch(/"shadow\.prelude"/);
  });

  it('stays where a migration changed it, whole', async () => {
    const { read } = await bench.project(
      journalOf('ALTER TABLE auth.users ADD COLUMN plan text;\nCREATE TABLE t (u uuid REFERENCES auth.users);'),
    );
    const reading = await read();
    expect(codes(reading)).toEqual(['note prelude']);
    expect(places(reading, 'column:auth.users.plan')).toEqual(['0000_step.sql:1']);
    expect(lookupOf(reading.catalog).find('column:auth.users.email')).toBeDefined();
  });
});

describe('a project’s own prelude', () => {
  it('runs first; what fails in it has its own line, and a file that is not there is said', async () => {
    const { read } = await bench.project({
      ...journalOf('CREATE TABLE t (id int REFERENCES base.people, tag citext);'),
      'sql/before.sql':
        'CREATE SCHEMA base;\nCREATE TABLE base.people (id int PRIMARY KEY);\nCREATE TABLE base.broken (id nothing);',
    });
    const reading = await read({ before: { prelude: ['sql/before.sql', 'sql/gone.sql'], extensions: ['citext'] } });
    expect(reading.report.filter(({ effect }) => effect === 'unread')).toMatchObject([
      { code: 'prelude-missing', message: expect.stringContaining('sql/gone.sql') },
      { code: 'statement-failed', origin: { file: 'sql/before.sql', line: 3 } },
    ]);
    expect(reading.catalog.objects.table.map(({ id }) => id)).toEqual(['table:public.t']);
  });
});

describe('an extension', () => {
  it('is the real one where the embedded PostgreSQL has it (pgvector), else stood in for, by name', async () => {
    const { read } = await bench.project(
      journalOf(
        `CREATE EXTENSION IF NOT EXISTS vector;--> statement-breakpoint
CREATE TABLE items (id int, embedding vector(1536), half halfvec(3));--> statement-breakpoint
CREATE INDEX "items_hnsw" ON "items" USING hnsw ("embedding" vector_cosine_ops) WITH (m=16,ef_construction=64);--> statement-breakpoint
CREATE FUNCTION nearest(q vector(1536)) RETURNS SETOF items LANGUAGE sql STABLE AS $$ SELECT * FROM items ORDER BY embedding <=> q LIMIT 5 $$;`,
        `CREATE EXTENSION postgis;
CREATE TABLE places (at geometry(point, 4326), area geography(Polygon), raw geometry);
CREATE INDEX places_at ON places USING gist (at);`,
        `CREATE EXTENSION IF NOT EXISTS pg_cron;
SELECT cron.schedule('nightly', '0 3 * * *', $$ SELECT 1 $$);
CREATE EXTENSION something_rare;`,
      ),
    );
    const reading = await read();
    expect(codes(reading)).toEqual(Array(3).fill('replaced extension-stubbed'));
    expect(reading.report.map(({ message }) => /extension (\w+)/.exec(message)?.[1])).toEqual([
      'postgis',
      'pg_cron',
      'something_rare',
    ]);
    const types = reading.catalog.objects.column.map(({ name, type }) => [name, type]);
    expect(Object.fromEntries(types)).toEqual({
      id: 'integer',
      embedding: 'public.vector(1536)',
      half: 'public.halfvec(3)',
      at: 'public.geometry(Point,4326)',
      area: 'public.geography(Polygon,4326)',
      raw: 'public.geometry',
    });
    expect(reading.catalog.objects.extension.map(({ name, schema }) => `${schema}.${name}`).sort()).toEqual([
      'cron.pg_cron',
      'public.postgis',
      'public.something_rare',
      'public.vector',
    ]);
    expect(reading.catalog.objects.function.map(({ name }) => name)).toEqual(['nearest']);
    const index = reading.catalog.objects.index.find(({ name }) => name === 'items_hnsw');
    expect(JSON.stringify(index)).toMatch(/hnsw.*vector_cosine_ops/);
    expect(JSON.stringify(index)).toMatch(/ef_construction/);
    expect(places(reading, 'extension:vector')).toEqual(['0000_step.sql:1']);
  });

  it('that is used and created nowhere was there before', async () => {
    const { read } = await bench.project(
      journalOf(`CREATE TABLE t (id uuid DEFAULT uuid_generate_v4(), v vector(3), name citext);`),
    );
    const reading = await read();
    expect(codes(reading).sort()).toEqual(['note prelude', 'note prelude', 'note prelude']);
    expect(reading.catalog.objects.table).toHaveLength(1);
  });
});
