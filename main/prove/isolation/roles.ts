import type { IsolationRole } from '#app/api';
import { type Catalog, lookupOf, objectId, parseObjectId, quoteIdent, quoteQualified, type Role } from '#app/catalog';

/** Whom the run speaks as. */
export interface ProbedRole extends IsolationRole {
  /** It is given every privilege first: the source says nothing of grants. */
  readonly granted: boolean;
  /** It is given what its platform gives it by default, on what the source grants to none of the platform's roles. */
  readonly byPlatform: boolean;
}

export interface ChosenRoles {
  readonly probed: readonly ProbedRole[];
  readonly leftOut: readonly IsolationRole[];
}

const SYNTHETIC = 'raingauge_app';
/** Above this, roles of the same kind follow that would be told the same. */
const MOST_ROLES = 10;
const DML = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);

/** Roles of platforms and servers that row security is not meant for: their keys never leave the server. */
const BEYOND = new Set([
  'postgres',
  'service_role',
  'supabase_admin',
  'supabase_auth_admin',
  'supabase_storage_admin',
  'supabase_functions_admin',
  'supabase_realtime_admin',
  'supabase_replication_admin',
  'supabase_read_only_user',
  'supabase_etl_admin',
  'dashboard_user',
  'neon_superuser',
  'cloud_admin',
  'rds_superuser',
  'rdsadmin',
  'azure_superuser',
  'cloudsqlsuperuser',
]);

/**
 * The configured role; else each that a policy names or that holds a DML grant, owners and those with BYPASSRLS included; else
 * one that is made up.
 */
export function chooseRoles(
  catalog: Catalog,
  configured: string | null,
  platform: readonly string[] = [],
): ChosenRoles {
  if (configured === null && platform.length > 0) return withPlatform(chooseRoles(catalog, null), platform);
  const hasGrants = dmlGrants(catalog).length > 0;
  if (configured !== null) {
    const known = roleOf(catalog, configured) !== undefined;
    const why = known ? 'The configuration names it.' : 'The configuration names it; the source does not know it.';
    return { probed: [role(configured, why, { granted: !known || !hasGrants, synthetic: !known })], leftOut: [] };
  }
  const found = candidates(catalog);
  const leftOut = [...found].flatMap(([name, why]) => {
    const reason = reasonToLeaveOut(catalog, name);
    return reason === null ? [] : [{ name, why: `${why} ${reason}`, probed: false, synthetic: false }];
  });
  const fitting = [...found].filter(([name]) => reasonToLeaveOut(catalog, name) === null);
  const holders = new Set([...dmlGrants(catalog).map(({ grantee }) => grantee), ...owners(catalog)]);
  const mayNothing = !hasGrants && !fitting.some(([name]) => holders.has(name));
  const probed = fitting.map(([name, why]) => role(name, why, { granted: mayNothing, synthetic: false }));
  const many = probed
    .slice(MOST_ROLES)
    .map((each) => ({ ...each, probed: false, why: `${each.why} Others came first.` }));
  const needsOne = probed.length === 0 || dmlGrants(catalog).some(({ grantee }) => grantee === 'public');
  const why = 'No role of the source fits, so one was made up and given every privilege on its tables.';
  const everybody = 'PUBLIC holds privileges, so a role was made up that has nothing else.';
  const madeUp = role(SYNTHETIC, probed.length === 0 ? why : everybody, {
    granted: probed.length === 0,
    synthetic: true,
  });
  return { probed: [...probed.slice(0, MOST_ROLES), ...(needsOne ? [madeUp] : [])], leftOut: [...leftOut, ...many] };
}

const BY_DEFAULT =
  'Requests come as it, and its platform grants it everything in public that no REVOKE takes away, which the source does not show.';

/** The roles that a platform's requests come as, the others behind them; one that was made up is needed no more. */
function withPlatform({ probed, leftOut }: ChosenRoles, platform: readonly string[]): ChosenRoles {
  const own = platform.map((name) => ({
    ...role(name, BY_DEFAULT, { granted: false, synthetic: false }),
    byPlatform: true,
  }));
  const others = probed.filter(({ name, granted }) => !platform.includes(name) && !granted);
  return { probed: [...own, ...others], leftOut };
}

function role(name: string, why: string, more: Pick<ProbedRole, 'granted' | 'synthetic'>): ProbedRole {
  return { name, why, probed: true, byPlatform: false, ...more };
}

/** Roles with why they come into question, in this order: named by policies, with grants, owners. */
function candidates(catalog: Catalog): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (names: readonly string[], why: string) => {
    for (const name of names)
      if (name !== 'public' && !name.startsWith('pg_') && !found.has(name)) found.set(name, why);
  };
  add(
    catalog.objects.policy.flatMap(({ roles }) => roles),
    'Policies name it.',
  );
  add(
    dmlGrants(catalog).map(({ grantee }) => grantee),
    'It holds grants on tables.',
  );
  add(owners(catalog), 'It owns tables.');
  return found;
}

function owners(catalog: Catalog): readonly string[] {
  return catalog.objects.table.flatMap(({ owner }) => owner ?? []);
}

function dmlGrants(catalog: Catalog) {
  return catalog.objects.grant.filter(({ on, privileges }) => {
    const { kind } = parseObjectId(on);
    const isRelation = kind === 'table' || kind === 'view' || kind === 'materialized-view' || kind === 'column';
    return isRelation && privileges.some(({ privilege }) => DML.has(privilege));
  });
}

function reasonToLeaveOut(catalog: Catalog, name: string): string | null {
  if (roleOf(catalog, name)?.superuser) return 'It is a superuser: nothing holds for it.';
  return BEYOND.has(name) ? 'It is left out: it belongs to the platform, and no policy is meant to hold for it.' : null;
}

export function roleOf(catalog: Catalog, name: string): Role | undefined {
  const found = lookupOf(catalog).find(objectId('role', name));
  return found?.kind === 'role' ? found : undefined;
}

/** What lets a role use all there is. */
export function grantEverything(catalog: Catalog, name: string): readonly string[] {
  const to = `TO ${quoteIdent(name)}`;
  const schemas = [...new Set(catalog.objects.table.map(({ schema }) => schema))].map(quoteIdent);
  return schemas.flatMap((schema) => [
    `GRANT USAGE ON SCHEMA ${schema} ${to}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} ${to}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} ${to}`,
  ]);
}

/**
 * What Supabase's default privileges give the roles of its requests on each relation of `public`. Source: Supabase's documentation,
 * "Securing your API". What the source grants to any of them is its own affair, and left as it is.
 */
export function grantByPlatform(catalog: Catalog, names: readonly string[]): readonly string[] {
  const known = new Set(catalog.objects.grant.filter(({ grantee }) => names.includes(grantee)).map(({ on }) => on));
  const { table, view, 'materialized-view': materialized } = catalog.objects;
  const open = [...table, ...view, ...materialized].filter(({ schema, id }) => schema === 'public' && !known.has(id));
  const to = names.map(quoteIdent).join(', ');
  return [
    ...open.map(({ schema, name }) => `GRANT ALL ON ${quoteQualified(schema, name)} TO ${to}`),
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
  ];
}

/** A dump tells all that is granted: default privileges stand in it, or most tables have grants to such a role. */
export function tellsGrants({ objects }: Catalog, names: readonly string[]): boolean {
  if (objects['default-privilege'].some(({ grantee }) => names.includes(grantee))) return true;
  const granted = new Set(objects.grant.filter(({ grantee }) => names.includes(grantee)).map(({ on }) => on));
  const own = objects.table.filter(({ schema }) => schema === 'public');
  return own.length > 0 && own.filter(({ id }) => granted.has(id)).length * 2 > own.length;
}
