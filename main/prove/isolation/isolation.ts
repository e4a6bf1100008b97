import { loadModule } from 'libpg-query';
import type { IsolationResult } from '#app/api';
import { type Catalog, type Origin, type Problem, quoteQualified } from '#app/catalog';
import { rlsCoverage, type TenantOptions } from '#app/coverage';
import { renderCatalog, type Statement } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import type { BuildReport, ScratchSession, Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { groundOf } from '../ground.ts';
import { sessionFacts } from './facts/session-facts.ts';
import { pinnedColumns, type TenantName } from './pinned.ts';
import type { Observer } from './prober.ts';
import { toResult } from './result.ts';
import { type ChosenRoles, chooseRoles, grantByPlatform, grantEverything, tellsGrants } from './roles.ts';
import { IsolationRun } from './run.ts';
import { tenantRoleStatements, tenantRolesIn } from './tenant-roles.ts';

export interface IsolationOptions {
  readonly shadow: Shadow;
  /** What the source is called. */
  readonly source: string;
  /** Whether it is code: what that leaves out, migrations may add by hand. */
  readonly isCode: boolean;
  readonly tenant: TenantOptions;
  /** The role that the application connects as; found where it is `null`. */
  readonly role: string | null;
  /** What the application sets per request; found in the policies where it is `null`. */
  readonly sessionSettings: Readonly<Record<string, string>> | null;
  /** Statements that run first: what a platform brings and the catalog leaves out. */
  readonly prelude: readonly Statement[];
  /** Roles that the platform's requests come as, where the source is none of its databases; empty elsewhere. */
  readonly platformRoles?: readonly string[];
  /** What could not be read of the source. */
  readonly unread: readonly Problem[];
  readonly work: Work;
}

/**
 * Proves on a shadow that tenants are kept apart, or shows the statement that gets through: the catalog is built with its roles,
 * owners and grants, filled with rows of two tenants, and asked as each role in the sessions of both and of nobody.
 * @throws {Failure} `shadow-failed` where the shadow fails.
 */
export async function proveIsolation(catalog: Catalog, options: IsolationOptions): Promise<IsolationResult> {
  await loadModule();
  const { platformRoles = [] } = options;
  const chosen = chooseRoles(catalog, options.role, tellsGrants(catalog, platformRoles) ? [] : platformRoles);
  const script = scriptOf(catalog, chosen, options.prelude);
  return options.shadow.scratch(
    // Where roles have stand-ins, each statement has to find what the one before made.
    { statements: script, mode: options.shadow.standsIn ? 'bulk' : 'each' },
    (session, built) => prove(session, built, { catalog, chosen, script, options }),
    options.work,
  );
}

function scriptOf(catalog: Catalog, { probed }: ChosenRoles, prelude: readonly Statement[]): readonly Statement[] {
  const own = (sql: string): Statement => ({ object: 'role:raingauge', sql });
  const roles = probed.flatMap(({ name, synthetic }) =>
    synthetic ? [`CREATE ROLE "${name.replaceAll('"', '""')}"`] : [],
  );
  const grants = probed.flatMap(({ name, granted }) => (granted ? grantEverything(catalog, name) : []));
  const requests = probed.filter(({ byPlatform }) => byPlatform).map(({ name }) => name);
  if (requests.length > 0) grants.push(...grantByPlatform(catalog, requests));
  const tenants = tenantRoleStatements(catalog, probed);
  return [...prelude, ...renderCatalog(catalog), ...[...roles, ...grants, ...tenants].map(own)];
}

interface Ground {
  readonly catalog: Catalog;
  readonly chosen: ChosenRoles;
  readonly script: readonly Statement[];
  readonly options: IsolationOptions;
}

async function prove(session: ScratchSession, built: BuildReport, ground: Ground): Promise<IsolationResult> {
  const { catalog: source, chosen, script, options } = ground;
  const { work } = options;
  // As the server has it, so that every text is printed one way.
  const read = await session.reading((own) => readLive(own, { source: SHADOW, statistics: false, work }));
  const { catalog } = read;
  const coverage = rlsCoverage(catalog, { ...options.tenant, source: 'live' });
  const facts = sessionFacts(catalog);
  const tenantRoles = await tenantRolesIn(session, catalog);
  const pins = pinnedColumns(catalog, coverage.tenancy, facts, tenantRoles?.names ?? NO_ROLES);
  const run = new IsolationRun(session, {
    catalog,
    coverage,
    facts,
    pins,
    roles: chosen.probed,
    tenantRoles: tenantRoles?.roles ?? null,
    sessionSettings: options.sessionSettings,
    observer: await observerOf(session, catalog),
    work,
  });
  await run.run();
  const { failed } = groundOf(script, built, catalog);
  return toResult({ run, source, catalog, coverage, chosen, failed, built, origins: originsOf(source), options });
}

/** On a server with other work roles do not get the attributes that a script gives them. */
async function observerOf(session: ScratchSession, { objects }: Catalog): Promise<Observer> {
  const [row] = await session.query('SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user');
  const superuser = row?.superuser === true;
  const held = objects.table.filter(({ rowSecurity }) => rowSecurity);
  const all = (way: 'DISABLE' | 'ENABLE') =>
    held.map(({ schema, name }) => `ALTER TABLE ${quoteQualified(schema, name)} ${way} ROW LEVEL SECURITY`);
  const beyond = superuser ? [] : objects.role.filter((role) => role.bypassRls || role.superuser);
  return { superuser, notFreed: new Set(beyond.map(({ name }) => name)), free: all('DISABLE'), hold: all('ENABLE') };
}

const SHADOW = { kind: 'sql', label: 'shadow' } as const;
const NO_ROLES: Readonly<Record<TenantName, string>> = { a: 'raingauge_tenant_a', b: 'raingauge_tenant_b' };

/** What is shown is about the source's objects, and leads to where they are made. */
function originsOf({ objects }: Catalog): ReadonlyMap<string, readonly Origin[]> {
  const lists = [objects.table, objects.view, objects['materialized-view'], objects.function];
  return new Map(lists.flatMap((list) => list.map(({ id, origins }) => [id, origins] as const)));
}
