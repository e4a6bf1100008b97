import { describe, expect, it } from 'vitest';
import { countPlatformObjects, platformObjectsOf } from '#app/catalog';
import { PGLITE, readBuilt } from '#test/acceptance/round-trip-databases.ts';

/** What a Supabase project's database has beside the application's own, cut to what tells. */
const SUPABASE = `
create role supabase_admin superuser; create role supabase_auth_admin; create role anon;
create schema auth authorization supabase_admin;
create table auth.users (id uuid primary key, email text);
create table auth.identities (id uuid primary key, user_id uuid references auth.users (id));
create function auth.uid() returns uuid language sql stable as $$ select null::uuid $$;
create schema storage authorization supabase_admin;
create table storage.objects (id uuid primary key, owner uuid);
alter table storage.objects enable row level security;
create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key);
create table public.profiles (id uuid primary key references auth.users (id));
create function public.on_new_user() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger on_auth_user_created after insert on auth.users for each row execute function public.on_new_user();
create policy "own objects" on storage.objects using (owner = auth.uid());
`;

describe('platformObjectsOf', () => {
  it('knows a platform’s schemas by their owner, and leaves the application its policies and triggers there', async () => {
    const catalog = await readBuilt(PGLITE, SUPABASE);
    const { schemas, of } = platformObjectsOf(catalog);
    expect(Object.fromEntries(schemas)).toEqual({
      auth: 'Supabase',
      storage: 'Supabase',
      supabase_migrations: 'Supabase',
    });
    const own = Object.values(catalog.objects).flatMap((objects) =>
      (objects as readonly Parameters<typeof of>[0][]).filter((object) => of(object) === null).map(({ id }) => id),
    );
    expect(own).toContain('table:public.profiles');
    expect(own).toContain('trigger:auth.users.on_auth_user_created');
    expect(own).toContain('policy:storage.objects."own objects"');
    expect(own).not.toContain('table:auth.users');
    expect(own).not.toContain('schema:auth');
    expect(countPlatformObjects(catalog).get('Supabase')).toBeGreaterThan(10);
  });

  it('knows them without roles by what only the platform has', async () => {
    const dump = SUPABASE.replace(/create role [^;]*;/g, '').replaceAll(/ authorization supabase_admin/g, '');
    const catalog = await readBuilt(PGLITE, dump);
    expect([...platformObjectsOf(catalog).schemas.keys()]).toEqual(['auth', 'supabase_migrations']);
  });

  it('takes an application’s own schemas of such names for the application’s', async () => {
    const catalog = await readBuilt(
      PGLITE,
      `create schema auth; create table auth.users (id uuid primary key); create function auth.uid() returns uuid language sql as 'select null::uuid';
       create schema storage; create table storage.objects (id int); create table storage.buckets (id int);
       create schema cron; create table cron.jobs (id int); create schema topology; create schema realtime; create schema pgboss;`,
    );
    expect([...platformObjectsOf(catalog).schemas]).toEqual([]);
  });
});
