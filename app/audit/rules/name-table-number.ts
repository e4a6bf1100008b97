import type { Table } from '#app/catalog';
import { singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** Words that have no plural, or whose singular looks like one. */
const NEITHER = new Set(
  'data media metadata log queue cache trail ledger outbox inbox pool registry journal archive backlog waitlist schema calendar menu staffing catalog catalogue equipment inventory history staff feedback info information news series analytics settings preferences stock storage audit access content software hardware weather money cash budget progress status business address process basis analysis availability attendance correspondence merchandise feedback glass campus bonus canvas atlas chess gas lens bus census credentials logistics statistics'.split(
    ' ',
  ),
);
const ENOUGH = 5;

type Number = 'singular' | 'plural';

export const nameTableNumber: Rule = {
  id: 'name-table-number',
  title: 'Names of tables in the singular and in the plural',
  severity: 'low',
  dimension: 'convention',
  needs: ANY_CATALOG,
  fix: [],
  evaluate(context) {
    const named = context.tables.flatMap((table) => {
      const number = numberOf(table);
      return number === null ? [] : [{ table, number }];
    });
    const usual = usualNumber(
      context,
      named.map(({ number }) => number),
    );
    if (usual === null) return [];
    const following = named.filter(({ number }) => number === usual).length;
    return named.flatMap(({ table, number }): readonly FindingDraft[] => {
      if (number === usual) return [];
      return [
        {
          object: table.id,
          message: `The table ${sayTable(table)} is named in the ${number}, where ${following} of ${named.length} are in the ${usual}.`,
          evidence: [fact(`${following} of ${named.length} tables are named in the ${usual}.`)],
          remedy: remedy({
            title: 'Name it as the others are, or waive it where a library asks for the name',
            advice: 'Authentication libraries mostly let their tables be called otherwise.',
          }),
        },
      ];
    });
  },
};

/** `null` for words that do not say. */
function numberOf({ name }: Table): Number | null {
  const words = [...wordsOf(name)];
  // `waivers_signed` are waivers, `metrics_daily` metrics.
  while (words.length > 1 && isAdjective(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  if (last.length < 3 || NEITHER.has(last) || !/^[a-z]+$/.test(last)) return null;
  return singular(last) === last ? 'singular' : 'plural';
}

function isAdjective(word: string): boolean {
  return /[^e]ed$/.test(word) || /^(hourly|daily|weekly|monthly|yearly|env|v\d+|new|old|tmp|temp|raw)$/.test(word);
}

function usualNumber({ options }: AuditContext, numbers: readonly Number[]): Number | null {
  if (options.patterns?.tableNumber) return options.patterns.tableNumber;
  const plurals = numbers.filter((number) => number === 'plural').length;
  if (numbers.length < ENOUGH) return null;
  return 2 * plurals >= numbers.length ? 'plural' : 'singular';
}
