import type { Column } from '#app/catalog';
import { wordsOf } from '#app/coverage';

const MONEY_WORDS = new Set(
  'price prices cost costs amount total subtotal balance fee fees tax taxes discount revenue salary wage budget payment refund deposit charge charges credit debit spend invoiced paid'.split(
    ' ',
  ),
);
/** Words that make a number of something else out of it: counts, shares, ids. */
const NOT_MONEY = new Set(
  'count counts id uuid number no rate ratio percent percentage pct quantity qty type status code currency name label at on date days hours minutes size bytes items rows tokens points score'.split(
    ' ',
  ),
);

/** Whether a column's name says that it holds an amount of money: `unit_price`, `total_amount`, not `tax_rate` or `total_count`. */
export function isMoneyName({ name }: Pick<Column, 'name'>): boolean {
  const words = wordsOf(name);
  return words.some((word) => MONEY_WORDS.has(word)) && !words.some((word) => NOT_MONEY.has(word));
}
