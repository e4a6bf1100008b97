import type { Provider } from './prelude.ts';

/** PostgREST puts the claims of the session's token into one setting. */
const CLAIMS = `nullif(current_setting('request.jwt.claims', true), '')::jsonb`;

const auth = (name: string, returns: string, body: string) =>
  `CREATE FUNCTION auth.${name}() RETURNS ${returns} LANGUAGE sql STABLE AS $$ SELECT ${body} $$`;

const storage = (name: string, returns: string, body: string) =>
  `CREATE FUNCTION storage.${name}(name text) RETURNS ${returns} LANGUAGE sql IMMUTABLE AS $$ SELECT ${body} $$`;

/** The columns are those of a hosted project (Supabase's documentation and its open-source migrations, 2026). */
const USERS = `CREATE TABLE auth.users (
  instance_id uuid, id uuid PRIMARY KEY, aud varchar(255), role varchar(255), email varchar(255),
  encrypted_password varchar(255), email_confirmed_at timestamptz, invited_at timestamptz, confirmation_token varchar(255),
  confirmation_sent_at timestamptz, recovery_token varchar(255), recovery_sent_at timestamptz,
  email_change_token_new varchar(255), email_change varchar(255), email_change_sent_at timestamptz,
  last_sign_in_at timestamptz, raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean,
  created_at timestamptz, updated_at timestamptz, phone text UNIQUE, phone_confirmed_at timestamptz, phone_change text,
  phone_change_token varchar(255), phone_change_sent_at timestamptz,
  confirmed_at timestamptz GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
  email_change_token_current varchar(255), email_change_confirm_status smallint, banned_until timestamptz,
  reauthentication_token varchar(255), reauthentication_sent_at timestamptz, is_sso_user boolean NOT NULL DEFAULT false,
  deleted_at timestamptz, is_anonymous boolean NOT NULL DEFAULT false)`;

const IDENTITIES = `CREATE TABLE auth.identities (
  provider_id text NOT NULL, user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE, identity_data jsonb NOT NULL,
  provider text NOT NULL, last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz,
  email text GENERATED ALWAYS AS (lower(identity_data ->> 'email')) STORED, id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  UNIQUE (provider_id, provider))`;

const SESSIONS = `CREATE TABLE auth.sessions (
  id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE, created_at timestamptz,
  updated_at timestamptz, factor_id uuid, aal text, not_after timestamptz, refreshed_at timestamp, user_agent text,
  ip inet, tag text)`;

const BUCKETS = `CREATE TABLE storage.buckets (
  id text PRIMARY KEY, name text NOT NULL UNIQUE, owner uuid, created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now(), public boolean DEFAULT false, avif_autodetection boolean DEFAULT false,
  file_size_limit bigint, allowed_mime_types text[], owner_id text)`;

const OBJECTS = `CREATE TABLE storage.objects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets, name text, owner uuid,
  created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now(), last_accessed_at timestamptz DEFAULT now(),
  metadata jsonb, path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED, version text, owner_id text,
  user_metadata jsonb)`;

const SECRETS = `CREATE TABLE vault.secrets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, description text NOT NULL DEFAULT '', secret text NOT NULL,
  key_id uuid, nonce bytea, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`;

/** What every Supabase project has before its first migration runs. */
export const SUPABASE: Provider = {
  name: 'Supabase',
  signs: [
    /\bauth"?\s*\.\s*"?(uid|jwt|role|email|users|identities|sessions)\b/gi,
    /\b(storage|realtime|vault|graphql|graphql_public|supabase_functions)"?\s*\.\s*"?\w+/gi,
    /\bextensions"?\s*\.\s*"?\w+|\bschema\s+"?extensions\b/gi,
    /\b(to|role|for\s+role|from)\s+"?(anon|service_role|supabase_\w+|authenticator|dashboard_user)\b/gi,
    /"(anon|service_role)"/g,
    /\bpublication\s+"?supabase_realtime\b/gi,
  ],
  roles: {
    anon: 'NOLOGIN NOINHERIT',
    authenticated: 'NOLOGIN NOINHERIT',
    service_role: 'NOLOGIN NOINHERIT BYPASSRLS',
    authenticator: 'LOGIN NOINHERIT',
    supabase_admin: 'LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS',
    supabase_auth_admin: 'LOGIN NOINHERIT CREATEROLE',
    supabase_storage_admin: 'LOGIN NOINHERIT CREATEROLE',
    supabase_functions_admin: 'LOGIN NOINHERIT CREATEROLE',
    supabase_realtime_admin: 'NOLOGIN NOINHERIT',
    supabase_replication_admin: 'LOGIN REPLICATION',
    supabase_read_only_user: 'LOGIN BYPASSRLS',
    dashboard_user: 'NOLOGIN CREATEDB CREATEROLE',
    pgbouncer: 'LOGIN',
  },
  schemas: {
    auth: [
      USERS,
      IDENTITIES,
      SESSIONS,
      auth('uid', 'uuid', `(${CLAIMS} ->> 'sub')::uuid`),
      auth('role', 'text', `${CLAIMS} ->> 'role'`),
      auth('email', 'text', `${CLAIMS} ->> 'email'`),
      auth('jwt', 'jsonb', CLAIMS),
    ],
    storage: [
      BUCKETS,
      OBJECTS,
      'ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY',
      storage(
        'foldername',
        'text[]',
        `(string_to_array(name, '/'))[1:array_length(string_to_array(name, '/'), 1) - 1]`,
      ),
      storage('filename', 'text', `split_part(name, '/', -1)`),
      storage('extension', 'text', `split_part(split_part(name, '/', -1), '.', -1)`),
    ],
    realtime: [
      `CREATE TABLE realtime.messages (
         topic text NOT NULL, extension text NOT NULL, payload jsonb, event text, private boolean DEFAULT false,
         updated_at timestamp NOT NULL DEFAULT now(), inserted_at timestamp NOT NULL DEFAULT now(),
         id uuid PRIMARY KEY DEFAULT gen_random_uuid())`,
      'ALTER TABLE realtime.messages ENABLE ROW LEVEL SECURITY',
      `CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('realtime.topic', true), '') $$`,
      `CREATE FUNCTION realtime.send(payload jsonb, event text, topic text, private boolean DEFAULT true) RETURNS void LANGUAGE sql AS $$ SELECT $$`,
      `CREATE FUNCTION realtime.broadcast_changes(topic_name text, event_name text, operation text, table_name text,
         table_schema text, new record, old record, level text DEFAULT 'ROW') RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$`,
    ],
    vault: [
      SECRETS,
      `CREATE VIEW vault.decrypted_secrets AS SELECT id, name, description, secret, secret AS decrypted_secret, key_id,
         nonce, created_at, updated_at FROM vault.secrets`,
      `CREATE FUNCTION vault.create_secret(new_secret text, new_name text DEFAULT NULL, new_description text DEFAULT '',
         new_key_id uuid DEFAULT NULL) RETURNS uuid LANGUAGE sql AS $$ SELECT gen_random_uuid() $$`,
    ],
    graphql: [],
    graphql_public: [],
    supabase_functions: [
      `CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$`,
    ],
    extensions: [],
  },
  publications: ['supabase_realtime'],
  settings: ['SET search_path = "$user", public, extensions'],
  grants: [
    'GRANT USAGE ON SCHEMA auth TO anon, authenticated, service_role',
    'GRANT USAGE ON SCHEMA storage TO anon, authenticated, service_role',
    'GRANT USAGE ON SCHEMA extensions TO anon, authenticated, service_role',
  ],
  // Supabase's documentation, "Securing your API": whatever is made in public is granted to the roles of requests.
  defaults: {
    of: ['anon', 'authenticated'],
    statements: ['TABLES', 'SEQUENCES', 'FUNCTIONS'].map(
      (what) => `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON ${what} TO anon, authenticated, service_role`,
    ),
  },
};
