import type { Policy, Table } from '#app/catalog';
import { mostOpen, PREDICATE_KINDS, type PredicateKind } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { commandsOf, isRestricted, type PolicyKinds, policyKindsOf } from '../policies.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPredicate } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

/** Where there is no CHECK, PostgreSQL takes USING for what is written: that is no fault. */
export const rlsWriteWithoutCheck: Rule = {
  id: 'rls-write-without-check',
  title: 'A policy lets rows be written that it would not let be read',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => (context.reach.has(table.id) ? findIn(context, table) : [])),
};

function findIn(context: AuditContext, table: Table): readonly FindingDraft[] {
  const kinds = policyKindsOf(context, table);
  const column = tenantColumnIn(context, table);
  return kinds.flatMap((own): readonly FindingDraft[] => {
    const { policy, check } = own;
    const read = readKind(own, kinds);
    if (!policy.permissive || check === null || read === null || !isMoreOpen(check, read)) return [];
    if (commandsOf(policy).every((command) => isRestricted(kinds, command, 'check'))) return [];
    return [
      {
        object: policy.id,
        message: `Policy ${policy.name} of ${sayTable(table)} lets rows be written for other tenants than those whose rows may be read.`,
        evidence: [fact(`WITH CHECK (${policy.check ?? policy.using}).`, policy.id), ...readFact(policy)],
        ...(column
          ? {
              remedy: remedy({
                title: `Hold what ${policy.name} lets be written to the tenant`,
                edits: [set(policy, { check: tenantPredicate(context, column) })],
              }),
            }
          : {}),
      },
    ];
  });
}

/** Of a policy for INSERT: what the policies for SELECT let be read. */
function readKind({ policy, using }: PolicyKinds, all: readonly PolicyKinds[]): PredicateKind | null {
  if (policy.command !== 'insert') return using;
  const reads = all.filter(
    ({ policy: other }) => other.permissive && (other.command === 'all' || other.command === 'select'),
  );
  return reads.length === 0 ? null : mostOpen(reads.map((one) => one.using ?? 'false'));
}

/** Only what is held to the tenant on the one side and not on the other. */
function isMoreOpen(check: PredicateKind, read: PredicateKind): boolean {
  return read === 'tenant' && PREDICATE_KINDS.indexOf(check) <= PREDICATE_KINDS.indexOf('person');
}

function readFact({ using, command }: Policy) {
  return command === 'insert' || using === null ? [] : [fact(`USING (${using}).`)];
}
