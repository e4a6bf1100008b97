import { lookupOf, type ObjectId, quoteIdent } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { checksNaming } from '../facts/guards.ts';
import { makeCheck } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { isDomain } from '../facts/types.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const CHOICE =
  /(^|_)(status|state|stage|phase|role|kind|type|plan|tier|priority|severity|visibility|mode|frequency|gender|direction|method|channel)$/;
/** Types that others define, with more values than anybody lists. */
const OPEN =
  /(^|_)(content|mime|media|file|data|token|event|object|resource|entity|provider|http|grant|card|device|browser|mailing|country|payload|model)_(type|kind|method)$/;

export const enumValueUnusedCase: Rule = {
  id: 'enum-value-unused-case',
  title: 'A text with a fixed set of values that neither enum nor CHECK holds it to',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, own: OwnColumn): readonly FindingDraft[] {
  const { column, table, family, name } = own;
  if (family !== 'text' || column.generated || isDomain(context.catalog, column.type)) return [];
  const labels = unionOf(context, column.id);
  const initial = stringDefault(column.default);
  if (labels.length === 0 && (initial === null || !CHOICE.test(name) || OPEN.test(name))) return [];
  if (isHeld(context, own)) return [];
  const check = makeCheck(
    table,
    nameFor(context, 'check', table, { columns: [column.name] }),
    `(${quoteIdent(column.name)} = ANY (ARRAY[${labels.map((label) => `${quoteLiteral(label)}::text`).join(', ')}]))`,
  );
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} ${labels.length === 0 ? 'is named like one' : 'is one'} of a fixed set of words and takes any text: a misspelt one is stored without a sound.`,
      evidence: [
        ...(labels.length === 0 ? [] : [fact(`The code knows ${labels.join(', ')}.`, column.id)]),
        ...(initial === null ? [] : [fact(`It starts as “${initial}”.`, column.id)]),
        fact('No CHECK, enum, domain or foreign key holds it.', column.id),
        ...sizeFacts(context, table.id),
      ],
      remedy:
        labels.length === 0
          ? remedy({
              title: 'Make it an enum, or check it against its values',
              advice: 'The values are in the application: list them in a pgEnum, or in a CHECK.',
            })
          : remedy({
              title: `Check ${sayColumn(column)} against the values that the code knows`,
              edits: [put(check)],
              advice: 'Rows with other values stop it.',
            }),
    },
  ];
}

function isHeld(context: AuditContext, { column, table }: OwnColumn): boolean {
  const keys = lookupOf(context.catalog).childrenOf(table.schema, table.name)['foreign-key'];
  return (
    keys.some(({ columns }) => columns.includes(column.name)) || checksNaming(context, column, column.name).length > 0
  );
}

function stringDefault(text: string | null): string | null {
  const value = text === null ? null : readDefault(text);
  return value?.is === 'string' && /^[\w -]+$/.test(value.text) ? value.text : null;
}

/** The labels of `$type<'draft' | 'sent'>`; none where it is no such type. */
function unionOf(context: AuditContext, column: ObjectId): readonly string[] {
  const unions = context.remember('unions in code', () => {
    const found = new Map<ObjectId, readonly string[]>();
    for (const { object, text } of context.sources.code?.code?.types ?? []) {
      const parts = text.split('|').map((part) => /^\s*(['"])((?:(?!\1).)+)\1\s*$/.exec(part)?.[2] ?? null);
      const labels = parts.flatMap((label) => label ?? []);
      if (labels.length > 1 && labels.length === parts.length) found.set(object, labels);
    }
    return found;
  });
  return unions.get(column) ?? [];
}
