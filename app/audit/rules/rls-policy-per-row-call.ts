import { tokenize } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { type PerRowCall, perRowCalls, withSelects } from '../per-row-calls.ts';
import { policiesOf } from '../policies.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** A call that takes a column of the row has to be made for every row: it is not flagged. */
export const rlsPolicyPerRowCall: Rule = {
  id: 'rls-policy-per-row-call',
  title: 'A policy asks the session once per row',
  severity: 'low',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table) => {
      const columns = new Set(context.lookup.childrenOf(table.schema, table.name).column.map(({ name }) => name));
      return policiesOf(context, table).flatMap((policy): readonly FindingDraft[] => {
        const find = (text: string | null) => (text === null ? [] : callsOf(context, text, columns));
        const [using, check] = [find(policy.using), find(policy.check)];
        const names = [
          ...new Set([...using, ...check].map(({ name }) => (SYNTAX.has(name) ? 'current_setting' : name))),
        ];
        if (names.length === 0) return [];
        const attributes = {
          ...(policy.using === null ? {} : { using: withSelects(policy.using, using) }),
          ...(policy.check === null ? {} : { check: withSelects(policy.check, check) }),
        };
        return [
          {
            object: policy.id,
            message: `Policy ${policy.name} of ${sayTable(table)} calls ${names.join(', ')} for every row it looks at.`,
            evidence: names.map((name) => fact(`${name}(…) stands outside a subquery.`, policy.id)),
            remedy: remedy({
              title: `Ask once per statement: (SELECT ${names[0]}(…))`,
              edits: [set(policy, attributes)],
            }),
          },
        ];
      });
    }),
};

/** What looks like a call and is not what asks. */
const SYNTAX = new Set(['nullif', 'coalesce']);

function callsOf(context: AuditContext, text: string, columns: ReadonlySet<string>): readonly PerRowCall[] {
  return perRowCalls(text, columns, (call) => context.session.reads(tokenize(call)));
}
