import type { Provider } from './prelude.ts';

const CLAIMS = `nullif(current_setting('request.jwt.claims', true), '')::jsonb`;

/** What a Neon project has: its roles, and the functions of `pg_session_jwt` in the schema `auth` (Neon's documentation, 2026). */
export const NEON: Provider = {
  name: 'Neon',
  signs: [
    /\bauth"?\s*\.\s*"?(user_id|session)\b/gi,
    /\bneon_auth\b/gi,
    /\b(to|role|from|grant)\s+"?(neon_superuser|neondb_owner|cloud_admin|anonymous)\b/gi,
    /"(anonymous|neon_superuser|neondb_owner)"/g,
  ],
  roles: {
    anonymous: 'NOLOGIN',
    authenticated: 'NOLOGIN',
    authenticator: 'LOGIN NOINHERIT',
    neon_superuser: 'NOLOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS',
    neondb_owner: 'LOGIN CREATEDB CREATEROLE',
    cloud_admin: 'LOGIN',
  },
  schemas: {
    auth: [
      `CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} ->> 'sub' $$`,
      `CREATE FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} $$`,
      `CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (${CLAIMS} ->> 'sub')::uuid $$`,
      `CREATE FUNCTION auth.jwt_session_init(jwk jsonb) RETURNS void LANGUAGE sql AS $$ SELECT $$`,
    ],
    neon_auth: [
      `CREATE TABLE neon_auth.users_sync (
         raw_json jsonb NOT NULL, id text GENERATED ALWAYS AS (raw_json ->> 'id') STORED PRIMARY KEY,
         name text GENERATED ALWAYS AS (raw_json ->> 'display_name') STORED,
         email text GENERATED ALWAYS AS (raw_json ->> 'primary_email') STORED, created_at timestamptz,
         updated_at timestamptz, deleted_at timestamptz)`,
    ],
  },
  publications: [],
  settings: [],
  defaults: null,
  grants: ['GRANT USAGE ON SCHEMA auth TO authenticated, anonymous'],
};
