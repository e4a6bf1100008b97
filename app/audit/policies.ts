import type { Policy, PolicyCommand, Table } from '#app/catalog';
import {
  isBypassOnly,
  mostClosed,
  type PredicateContext,
  type PredicateKind,
  predicateContextOf,
  predicateKind,
} from '#app/coverage';
import type { AuditContext } from './context.ts';

/** What one policy lets be read, and what it lets be written; `null` where it has no say. */
export interface PolicyKinds {
  readonly policy: Policy;
  readonly using: PredicateKind | null;
  /** Of CHECK; where there is none, PostgreSQL takes USING. */
  readonly check: PredicateKind | null;
}

/** The policies of a table that hold for anybody whom row security holds for. */
export function policiesOf(context: AuditContext, table: Pick<Table, 'schema' | 'name'>): readonly Policy[] {
  const { policy } = context.lookup.childrenOf(table.schema, table.name);
  return policy.filter((one) => !isBypassOnly(context.catalog, one));
}

/** What each policy of a table is about; made once per table. */
export function policyKindsOf(context: AuditContext, table: Table): readonly PolicyKinds[] {
  const known = context.remember('policy kinds', () => new Map<string, readonly PolicyKinds[]>());
  let kinds = known.get(table.id);
  if (!kinds) {
    const own = predicateContext(context, table);
    kinds = policiesOf(context, table).map((policy) => kindsOf(policy, own));
    known.set(table.id, kinds);
  }
  return kinds;
}

function predicateContext(context: AuditContext, table: Table): PredicateContext {
  const { catalog, tenancy, reach: reachOf, session } = context;
  return predicateContextOf({ catalog, tenancy, table, reach: reachOf.get(table.id) ?? null, reachOf, session });
}

function kindsOf(policy: Policy, context: PredicateContext): PolicyKinds {
  const reads = policy.command !== 'insert';
  const writes = policy.command !== 'select' && policy.command !== 'delete';
  return {
    policy,
    using: reads ? predicateKind(policy.using, context) : null,
    check: writes ? predicateKind(policy.check ?? policy.using, context) : null,
  };
}

/** Whether restrictive policies hold a command to the tenant, whatever the permissive ones say. */
export function isRestricted(kinds: readonly PolicyKinds[], command: PolicyCommand, which: 'using' | 'check'): boolean {
  const restrictive = kinds.filter(
    ({ policy }) => !policy.permissive && (policy.command === 'all' || policy.command === command),
  );
  if (restrictive.length === 0) return false;
  return mostClosed(restrictive.map((one) => one[which] ?? 'true')) === 'tenant';
}

/** The commands that a policy speaks of. */
export function commandsOf({ command }: Policy): readonly Exclude<PolicyCommand, 'all'>[] {
  return command === 'all' ? ['select', 'insert', 'update', 'delete'] : [command];
}

/** Supabase and Neon: requests come as these, never as whoever made the tables. */
const PLATFORM_ROLES = new Set(['authenticated', 'anon', 'anonymous']);
const PLATFORM_CALL = /\bauth\s*\.\s*(uid|jwt|role|email|user_id|session)\s*\(/;

/** Whether the table is for requests that a platform signs in. The owner, who is above row security there, makes none of them. */
export function isAskedByPlatform(context: AuditContext, table: Table): boolean {
  if (table.owner !== null && PLATFORM_ROLES.has(table.owner)) return false;
  const policies = policiesOf(context, table);
  return (
    policies.length > 0 &&
    policies.every(
      ({ roles, using, check }) =>
        PLATFORM_CALL.test(`${using ?? ''} ${check ?? ''}`) || roles.every((role) => PLATFORM_ROLES.has(role)),
    )
  );
}

/** Roles that no policy holds for though they are no superusers, such as the one by which a platform's servers come. */
export function bypassingRoles({ catalog }: AuditContext): readonly string[] {
  return catalog.objects.role.filter(({ superuser, bypassRls }) => bypassRls && !superuser).map(({ name }) => name);
}
