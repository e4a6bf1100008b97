import type { SkeletonColumn } from './surroundings.ts';

/**
 * Functions that hosting platforms bring and policies call, by qualified name: code cannot declare them and migrations do
 * not make them. Only the signature matters to who deparses a call. Supabase's are those of its documentation (auth,
 * storage and realtime helpers), Neon's those of pg_session_jwt.
 */
const FUNCTIONS: Readonly<Record<string, { readonly arguments: string; readonly returns: string }>> = {
  'auth.uid': { arguments: '', returns: 'uuid' },
  'auth.role': { arguments: '', returns: 'text' },
  'auth.email': { arguments: '', returns: 'text' },
  'auth.jwt': { arguments: '', returns: 'jsonb' },
  'auth.user_id': { arguments: '', returns: 'text' },
  'auth.session': { arguments: '', returns: 'jsonb' },
  'storage.foldername': { arguments: 'name text', returns: 'text[]' },
  'storage.filename': { arguments: 'name text', returns: 'text' },
  'storage.extension': { arguments: 'name text', returns: 'text' },
  'realtime.topic': { arguments: '', returns: 'text' },
};

/** Their tables that policies read, with the columns that a hosted project's have. */
const RELATIONS: Readonly<Record<string, string>> = {
  'auth.users': `id uuid, aud varchar(255), role varchar(255), email varchar(255), phone text, created_at timestamptz,
    updated_at timestamptz, last_sign_in_at timestamptz, email_confirmed_at timestamptz, phone_confirmed_at timestamptz,
    confirmed_at timestamptz, banned_until timestamptz, deleted_at timestamptz, raw_app_meta_data jsonb,
    raw_user_meta_data jsonb, is_super_admin boolean, is_sso_user boolean, is_anonymous boolean`,
  'storage.buckets': `id text, name text, owner uuid, created_at timestamptz, updated_at timestamptz, public boolean,
    owner_id text`,
  'storage.objects': `id uuid, bucket_id text, name text, owner uuid, created_at timestamptz, updated_at timestamptz,
    last_accessed_at timestamptz, metadata jsonb, path_tokens text[], version text, owner_id text, user_metadata jsonb`,
  'realtime.messages': `id uuid, topic text, extension text, payload jsonb, event text, private boolean,
    updated_at timestamp, inserted_at timestamp`,
  'neon_auth.users_sync': `raw_json jsonb, id text, name text, email text, created_at timestamptz,
    updated_at timestamptz, deleted_at timestamptz`,
};

/** A platform's function of that name, as the statement that makes one with its signature. */
export function platformFunction(schema: string, name: string): string | undefined {
  const known = lookUp(FUNCTIONS, schema, name);
  if (!known) return undefined;
  return `CREATE FUNCTION ${schema}.${name}(${known.arguments}) RETURNS ${known.returns} LANGUAGE plpgsql STABLE AS 'BEGIN RETURN NULL; END'`;
}

/** The columns of a platform's table of that name; none where it is not known. */
export function platformColumns(schema: string, name: string): readonly SkeletonColumn[] {
  const columns = lookUp(RELATIONS, schema, name) ?? '';
  return columns.split(',').flatMap((column) => {
    const [, called = '', type = ''] = /^\s*(\w+)\s+(.+)$/s.exec(column) ?? [];
    return called === '' ? [] : [{ name: called, type }];
  });
}

function lookUp<T>(table: Readonly<Record<string, T>>, schema: string, name: string): T | undefined {
  const key = `${schema}.${name}`;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
