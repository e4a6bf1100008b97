import type { MaterializedView, Table, View } from '#app/catalog';
import { actingRoles, roleNamed } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { protectedReads } from '../relation-reads.ts';
import { type Remedy, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** A view whose owner is held to the policies itself opens nothing. */
export const rlsViewBypass: Rule = {
  id: 'rls-view-bypass',
  title: 'A view reads protected tables with its owner’s rights',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => [
    ...context.catalog.objects.view.flatMap((view) => (isOwn(context, view) ? inView(context, view) : [])),
    ...context.catalog.objects['materialized-view'].flatMap((view) =>
      isOwn(context, view) ? inMaterialized(context, view) : [],
    ),
  ],
};

function isOwn(context: AuditContext, view: View | MaterializedView): boolean {
  const isMember = context.catalog.extensionMembers.some(({ id }) => id === view.id);
  return !isMember && context.isOwn(view);
}

function inView(context: AuditContext, view: View): readonly FindingDraft[] {
  if (/^(true|on|yes|1)$/i.test(view.options.security_invoker ?? '')) return [];
  const reads = protectedReads(context, view.definition).filter((table) => !holdsForOwner(context, view, table));
  if (reads.length === 0) return [];
  const major = context.catalog.server?.major ?? 15;
  return [
    {
      object: view.id,
      message: `${sayTable(view)} reads ${sayList(reads.map(sayTable))} with its owner’s rights: whoever may read the view sees every tenant’s rows.`,
      evidence: reads.map(({ id, name }) => fact(`Row security of ${name} does not reach it.`, id)),
      remedy: major >= 15 ? asInvoker(view) : byHand(view, major),
    },
  ];
}

function asInvoker(view: View): Remedy {
  return remedy({
    title: `Make ${sayTable(view)} a security_invoker view`,
    edits: [set(view, { options: { ...view.options, security_invoker: 'true' } })],
  });
}

/** Before PostgreSQL 15 a view reads with its owner's rights, always. */
function byHand(view: View, major: number): Remedy {
  return remedy({
    title: `Hold ${sayTable(view)} to the policies by its owner`,
    advice: `PostgreSQL ${major} has no security_invoker. Let a role own the view that is neither superuser nor has BYPASSRLS, and FORCE row security on what it reads where that role owns it; or state the tenant's condition in the view itself.`,
  });
}

function inMaterialized(context: AuditContext, view: MaterializedView): readonly FindingDraft[] {
  const reads = protectedReads(context, view.definition);
  if (reads.length === 0) return [];
  return [
    {
      object: view.id,
      message: `${sayTable(view)} keeps rows of ${sayList(reads.map(sayTable))} where no policy reaches: whoever may read it sees every tenant’s.`,
      evidence: reads.map(({ id, name }) => fact(`It was filled from ${name} with its owner’s rights.`, id)),
    },
  ];
}

/** An owner that is neither superuser nor has BYPASSRLS, and does not own the table, itself or by a membership, or is FORCEd. */
function holdsForOwner({ catalog }: AuditContext, { owner }: View, table: Table): boolean {
  const role = owner === null ? undefined : roleNamed(catalog, owner);
  if (!role || role.superuser || role.bypassRls) return false;
  return table.forceRowSecurity || !actingRoles(catalog, role.name).some(({ name }) => name === table.owner);
}
