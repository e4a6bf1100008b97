import type { Catalog, Problem } from '#app/catalog';
import { buildCatalog, type CatalogObjects, KINDS } from '#app/catalog';

/** Statements that stand in for what a hosting provider has before the first migration runs. */
export interface Prelude {
  readonly statements: readonly string[];
  readonly problems: readonly Problem[];
  /** Takes what the prelude made out of what was read. */
  remove(catalog: Catalog): Catalog;
}

/** Functions of Supabase's and Neon's `auth` schema, as far as a policy needs them: they read the claims of the session. */
const CLAIMS = `nullif(current_setting('request.jwt.claims', true), '')::jsonb`;
const AUTH_FUNCTIONS: Readonly<Record<string, string>> = {
  uid: `FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (${CLAIMS} ->> 'sub')::uuid $$`,
  role: `FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} ->> 'role' $$`,
  email: `FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} ->> 'email' $$`,
  jwt: `FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} $$`,
  user_id: `FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} ->> 'sub' $$`,
  session: `FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT ${CLAIMS} $$`,
};

const AUTH_USERS =
  'TABLE auth.users (id uuid PRIMARY KEY, email text, raw_user_meta_data jsonb, created_at timestamptz)';

/** What the migrations use and nothing in them makes. */
export function preludeFor(texts: readonly string[]): Prelude {
  const all = texts.join('\n');
  const makesAuth = /create\s+schema\s+(if\s+not\s+exists\s+)?"?auth\b/i.test(all);
  const functions = makesAuth
    ? []
    : Object.keys(AUTH_FUNCTIONS).filter((name) => new RegExp(`\\bauth"?\\."?${name}"?\\s*\\(`, 'i').test(all));
  const usesUsers = !makesAuth && /\bauth"?\."?users\b/i.test(all);
  const usesUuid = /\buuid_generate_v[1345]/i.test(all) && !/create\s+extension[^;]*uuid-ossp/i.test(all);
  const statements = [
    ...(functions.length > 0 || usesUsers ? ['CREATE SCHEMA auth'] : []),
    ...(usesUsers ? [`CREATE ${AUTH_USERS}`] : []),
    ...functions.map((name) => `CREATE ${AUTH_FUNCTIONS[name]}`),
    ...(usesUuid ? ['CREATE EXTENSION "uuid-ossp"'] : []),
  ];
  const made = [...(usesUsers ? ['auth.users'] : []), ...functions.map((name) => `auth.${name}()`)];
  return {
    statements,
    problems: [...made, ...(usesUuid ? ['the extension uuid-ossp'] : [])].map(stoodIn),
    remove: (catalog) => (statements.length === 0 ? catalog : withoutAuth(catalog, made.length > 0, usesUuid)),
  };
}

function withoutAuth(catalog: Catalog, hasAuth: boolean, hasUuid: boolean): Catalog {
  const isAuth = (schema: string | null | undefined) => hasAuth && schema === 'auth';
  const objects = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      catalog.objects[kind].filter((object) => {
        if (object.kind === 'schema') return !isAuth(object.name);
        if (object.kind === 'extension') return !(hasUuid && object.name === 'uuid-ossp');
        if (object.kind === 'grant') return !(hasAuth && /:auth(\.|$)/.test(object.on));
        return !('schema' in object && isAuth(object.schema));
      }),
    ]),
  ) as unknown as CatalogObjects;
  return buildCatalog({ ...catalog, objects });
}

function stoodIn(what: string): Problem {
  return {
    code: 'prelude',
    effect: 'replaced',
    message: `The migrations use ${what}, which the hosting provider brings; a stand-in was used.`,
    remedy: null,
    object: null,
    origin: null,
    cause: null,
  };
}
