import { objectId, type Role, type Table } from '#app/catalog';
import { actingRoles } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { protectedTables } from '../relation-reads.ts';
import { type Remedy, remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** The role is the configured one; roles that policies are written for are the application's as well. */
export const rlsBypassedByRole: Rule = {
  id: 'rls-bypassed-by-role',
  title: 'Row security does not hold for the role that the application connects as',
  severity: 'high',
  dimension: 'tenancy',
  needs: [['live']],
  fix: ['sql'],
  evaluate(context) {
    const named = applicationRoles(context);
    if (named.length === 0)
      return { notEvaluated: 'No role is known as the application’s: name it in the configuration (applicationRole).' };
    const roles = named.flatMap((name) => {
      const role = context.lookup.find(objectId('role', name));
      return role?.kind === 'role' ? [role] : [];
    });
    if (roles.length === 0)
      return { notEvaluated: `The database has no role ${named.join(', ')}, or it may not be seen.` };
    return roles.flatMap((role) => findIn(context, role));
  },
};

function applicationRoles(context: AuditContext): readonly string[] {
  const { applicationRole } = context.options;
  if (applicationRole) return [applicationRole];
  const written = new Set(
    context.tables.flatMap(({ schema, name }) =>
      context.lookup.childrenOf(schema, name).policy.flatMap(({ roles }) => roles.filter((role) => role !== 'public')),
    ),
  );
  return [...written].filter((name) => !PLATFORM_ROLES.has(name)).sort();
}

/** They are meant to bypass row security; the application's own requests do not run as them. */
const PLATFORM_ROLES = new Set(['postgres', 'service_role', 'supabase_admin', 'rds_superuser', 'neon_superuser']);

function findIn(context: AuditContext, role: Role): readonly FindingDraft[] {
  const tables = protectedTables(context);
  const owned = tables.filter((table) => !table.forceRowSecurity && ownsAs(context, role, table));
  const why = [
    ...(role.superuser ? ['It is a superuser.'] : []),
    ...(role.bypassRls ? ['It has BYPASSRLS.'] : []),
    ...(owned.length > 0 ? [`It owns ${sayList(owned.map(sayTable))}, whose row security is not forced.`] : []),
  ];
  if (why.length === 0 || tables.length === 0) return [];
  return [
    {
      object: role.id,
      message: `Row security does not hold for ${role.name}, which the application connects as.`,
      evidence: [
        ...why.map((text) => fact(text, role.id)),
        ...owned.slice(0, 20).map(({ id }) => fact('It owns it.', id)),
      ],
      remedy: remedyFor(role, owned),
    },
  ];
}

/** By itself, or by a membership whose rights it has without asking. */
function ownsAs({ catalog }: AuditContext, role: Role, { owner }: Table): boolean {
  return owner !== null && actingRoles(catalog, role.name).some(({ name }) => name === owner);
}

function remedyFor(role: Role, owned: readonly Table[]): Remedy {
  const isAbove = role.superuser || role.bypassRls;
  return remedy({
    title:
      owned.length > 0
        ? 'Force row security on the tables that it owns'
        : `Take BYPASSRLS and SUPERUSER from ${role.name}`,
    edits: owned.map((table) => set(table, { forceRowSecurity: true })),
    advice: isAbove
      ? `Roles belong to the whole server and are in no draft: ALTER ROLE ${role.name} NOSUPERUSER NOBYPASSRLS, run by an administrator.`
      : null,
  });
}
