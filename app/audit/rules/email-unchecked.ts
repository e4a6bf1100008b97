import { quoteIdent } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { checksNaming } from '../facts/guards.ts';
import { makeCheck } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { isCitext, isDomain } from '../facts/types.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const ADDRESS = /(^|_)(email|e_mail)(_address)?$/;

export const emailUnchecked: Rule = {
  id: 'email-unchecked',
  title: 'An e-mail address that nothing checks',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, { column, table, family, name }: OwnColumn): readonly FindingDraft[] {
  if (family !== 'text' || !ADDRESS.test(name) || column.generated) return [];
  if (isCitext(column.type) || isDomain(context.catalog, column.type)) return [];
  if (checksNaming(context, column, column.name).length > 0) return [];
  const check = makeCheck(
    table,
    nameFor(context, 'check', table, { columns: [column.name] }),
    `(${quoteIdent(column.name)} ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text)`,
  );
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} takes any text: neither a CHECK nor its type asks for an address.`,
      evidence: [fact(`It is ${column.type}, and no CHECK names it.`, column.id), ...sizeFacts(context, table.id)],
      remedy: remedy({
        title: `Check the shape of ${sayColumn(column)}`,
        edits: [put(check)],
        advice:
          'Rows that are no addresses stop it. Where case should not matter, citext or an index on lower() does the rest.',
      }),
    },
  ];
}
