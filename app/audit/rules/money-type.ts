import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn, ownColumns } from '../facts/columns.ts';
import { fact, plural, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { isMoneyName } from '../patterns/money.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** Words that may be an amount of anything: they are money only where the table is about money. */
const VAGUE = new Set('amount total subtotal balance credit debit charge charges deposit paid spend'.split(' '));
const ABOUT_MONEY =
  /(^|_)(invoice|payment|order|quote|budget|billing|price|pricing|expense|refund|payout|transaction|wallet|ledger|salary|payroll|subscription|plan|cart|checkout|purchase|sale|product|fee|tax|account|credit|coupon|discount)s?(_|$)/;

export const moneyType: Rule = {
  id: 'money-type',
  title: 'Money in a type that does not keep cents',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, own: OwnColumn): readonly FindingDraft[] {
  const { column, table, family } = own;
  const isLoose = family === 'numeric' && column.type === 'numeric';
  if ((family !== 'float' && family !== 'money' && !isLoose) || column.generated || !isMoney(context, own)) return [];
  const usual = usualType(context);
  const why =
    {
      float: 'which keeps no exact cents: sums drift',
      money: 'whose decimals and currency follow a setting of the server',
    }[family as string] ?? 'with no scale: every row keeps as many decimals as were written';
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} holds money in ${column.type}, ${why}.`,
      evidence: [
        fact(`It is ${column.type}.`, column.id),
        ...(usual.count === 0 ? [] : [fact(`${plural(usual.count, 'other column')} of money are ${usual.type}.`)]),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: `Keep ${sayColumn(column)} as ${usual.type}`,
        edits: [set(column, { type: usual.type })],
        advice: 'Values with more decimals are rounded; the table is rewritten.',
      }),
    },
  ];
}

function isMoney(context: AuditContext, { column, table, words }: OwnColumn): boolean {
  if (!isMoneyName(column)) return false;
  if (!words.every((word) => VAGUE.has(word) || !isMoneyName({ name: word }))) return true;
  const isAboutMoney =
    ABOUT_MONEY.test(words.filter((word) => !VAGUE.has(word)).join('_')) || ABOUT_MONEY.test(table.name.toLowerCase());
  return isAboutMoney || columnsOf(context, table).some(({ name }) => /(^|_)currency(_|$)/.test(name));
}

/** What most columns of money are; four decimals are enough for every currency where there is none. */
function usualType(context: AuditContext): { readonly type: string; readonly count: number } {
  return context.remember('usual money type', () => {
    const counts = new Map<string, number>();
    for (const { column, family } of ownColumns(context)) {
      if (family !== 'numeric' || !/^numeric\(\d+,\d+\)$/.test(column.type) || !isMoneyName(column)) continue;
      counts.set(column.type, (counts.get(column.type) ?? 0) + 1);
    }
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return best ? { type: best[0], count: best[1] } : { type: 'numeric(19,4)', count: 0 };
  });
}
