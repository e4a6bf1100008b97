import { quoteIdent } from '#app/catalog';
import { isRowSecurityUnused } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { bySchema } from '../facts/decision.ts';
import { sayTable } from '../facts/say.ts';
import { type CatalogEdit, put, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule, unlessOnlyCode } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { type Scoped, scopedTables } from '../tenants.ts';

/** Tables that reach their tenant through a parent are no gap. */
export const rlsDisabled: Rule = {
  id: 'rls-disabled',
  title: 'Row security is off on a table with a tenant column',
  severity: 'critical',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const unknown = unlessOnlyCode(context, 'ENABLE ROW LEVEL SECURITY');
    if (unknown) return unknown;
    const open = scopedTables(context).filter(({ table }) => !table.rowSecurity);
    if (!isRowSecurityUnused(context.catalog, context.tenancy, context.tables))
      return open.map((scoped) => ofTable(context, scoped));
    const isAlone = ({ table }: Scoped) => context.isWaivedAlone('rls-disabled', table.id);
    const alone = open.filter(isAlone);
    return [
      ...ofProject(
        context,
        open.filter((scoped) => !isAlone(scoped)),
        alone,
      ),
      ...alone.map((scoped) => ofTable(context, scoped)),
    ];
  },
};

/** Where nothing has row security, that is one decision, and one finding for each schema. */
function ofProject(context: AuditContext, open: readonly Scoped[], alone: readonly Scoped[]): readonly FindingDraft[] {
  return bySchema(open, ({ table }) => table.schema).map(({ schema, object, own: scoped }) => ({
    object,
    message: `Row security is off on ${sayHowMany(
      scoped.length,
      alone.filter(({ table }) => table.schema === schema).length,
    )} of schema ${quoteIdent(schema)} whose rows belong to a tenant: the application’s own conditions are all that keeps tenants apart.`,
    evidence: [
      { text: 'No table of the database has row security or a policy.' },
      ...scoped.map(({ table, column }) => ({
        text: `${sayTable(table)} has ${quoteIdent(column.name)}.`,
        object: table.id,
      })),
    ],
    remedy: remedy({
      title: `Enable and force row security on ${scoped.length === 1 ? 'it' : `all ${scoped.length}`}, with policies that hold every command to the tenant`,
      edits: scoped.flatMap((one) => editsFor(context, one)),
      advice: 'Let every request say for which tenant it is before: from then on a session that does not sees nothing.',
    }),
  }));
}

function sayHowMany(told: number, alone: number): string {
  if (alone > 0) return `${told} of ${told + alone} tables`;
  return told === 1 ? 'the one table' : `all ${told} tables`;
}

function ofTable(context: AuditContext, scoped: Scoped): FindingDraft {
  const { table, column } = scoped;
  const { policy } = context.lookup.childrenOf(table.schema, table.name);
  return {
    object: table.id,
    message: `Row security is off on ${sayTable(table)}, whose ${column.name} says whose the rows are.`,
    evidence: [
      { text: `${column.name} holds the tenant.`, object: column.id },
      { text: policy.length > 0 ? 'Its policies are without effect.' : 'It has no policy either.' },
    ],
    remedy: remedy({
      title: `Enable and force row security${policy.length > 0 ? '' : ', with a policy that holds every command to the tenant'}`,
      edits: editsFor(context, scoped),
    }),
  };
}

function editsFor(context: AuditContext, { table, column }: Scoped): readonly CatalogEdit[] {
  const { policy } = context.lookup.childrenOf(table.schema, table.name);
  const made = policy.length > 0 ? [] : [put(tenantPolicy(context, table, column))];
  return [set(table, { rowSecurity: true, forceRowSecurity: true }), ...made];
}
