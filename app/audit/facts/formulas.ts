import type { Column } from '#app/catalog';
import type { OwnColumn } from './columns.ts';

/** One part of what a column is made of. */
export interface Term {
  readonly column: Column;
  readonly sign: '+' | '-' | '*';
}

/** What a column is, by the names of its neighbours. */
export interface Formula {
  readonly terms: readonly Term[];
}

interface Role {
  readonly sign: Term['sign'];
  /** Alternatives, each the words that tell it. */
  readonly words: readonly string[];
  readonly optional?: true;
}

interface Shape {
  readonly result: readonly string[];
  readonly roles: readonly Role[];
}

/** Words that say what is counted and not what part it plays: they may stand in either name. */
const STEM = new Set('quantity qty amount total value count stock units cents number budget sum'.split(' '));

/** Differences, sums and products that applications store beside what they are made of. */
const SHAPES: readonly Shape[] = [
  {
    result: ['available', 'free', 'sellable'],
    roles: [
      { sign: '+', words: ['on hand', 'onhand', 'owned', 'in stock', 'physical'] },
      { sign: '-', words: ['allocated', 'reserved', 'committed', 'assigned', 'held'] },
    ],
  },
  {
    result: ['available', 'free', 'remaining', 'left'],
    roles: [
      {
        sign: '+',
        words: [
          'total',
          'capacity',
          'planned',
          'budgeted',
          'budget',
          'allocated',
          'granted',
          'limit',
          'initial',
          'allowance',
        ],
      },
      {
        sign: '-',
        words: ['reserved', 'used', 'spent', 'booked', 'consumed', 'sold', 'taken', 'redeemed', 'assigned'],
      },
    ],
  },
  {
    result: ['balance due', 'amount due', 'outstanding', 'balance', 'unpaid', 'due'],
    roles: [
      { sign: '+', words: ['total', 'grand total', 'amount total', 'invoiced', 'total amount'] },
      { sign: '-', words: ['paid', 'amount paid', 'received', 'total paid'] },
    ],
  },
  {
    result: ['profit', 'margin', 'gross profit'],
    roles: [
      { sign: '+', words: ['revenue', 'sales', 'income'] },
      { sign: '-', words: ['cost', 'costs', 'expenses'] },
    ],
  },
  {
    result: ['total', 'grand total'],
    roles: [
      { sign: '+', words: ['subtotal', 'sub total', 'net'] },
      { sign: '+', words: ['tax', 'vat', 'gst', 'sales tax'] },
      { sign: '+', words: ['shipping', 'delivery', 'freight', 'shipping cost'], optional: true },
      { sign: '-', words: ['discount', 'discounts'], optional: true },
    ],
  },
  {
    result: ['gross'],
    roles: [
      { sign: '+', words: ['net'] },
      { sign: '+', words: ['tax', 'vat'] },
    ],
  },
  {
    result: ['line total', 'total price', 'line amount', 'extended price', 'total cost', 'total'],
    roles: [
      { sign: '+', words: ['quantity', 'qty'] },
      { sign: '*', words: ['unit price', 'unit cost', 'price per unit', 'price each'] },
    ],
  },
];

/** What lies between the two numbers of a product is somebody's to say: a discount, a tax, a fee. */
const ADJUSTED = /(^|_)(discount|tax|vat|fee|surcharge|markup|rebate)(_|$)/;

/** The formula that the names of a table's numbers give for one of them; `null` where they give none. */
export function formulaFor(own: OwnColumn, numbers: readonly OwnColumn[]): Formula | null {
  for (const { result, roles } of SHAPES) {
    const stems = result.flatMap((word) => stemOf(own.words, word) ?? []);
    for (const stem of stems) {
      const terms = fillRoles(own, roles, stem, numbers);
      if (terms) return { terms };
    }
  }
  return null;
}

function fillRoles(
  own: OwnColumn,
  roles: readonly Role[],
  stem: string,
  numbers: readonly OwnColumn[],
): readonly Term[] | null {
  const terms: Term[] = [];
  for (const { sign, words, optional } of roles) {
    const found = numbers.find(
      (other) =>
        other !== own &&
        !terms.some(({ column }) => column === other.column) &&
        words.some((word) => stemOf(other.words, word) === stem),
    );
    if (found) terms.push({ column: found.column, sign });
    else if (!optional) return null;
  }
  const isProduct = terms.some(({ sign }) => sign === '*');
  if (isProduct && numbers.some(({ name }) => ADJUSTED.test(name))) return null;
  return terms;
}

/** What is left of a name beside the words that tell its part, such as `seats` of `seats_available`; `null` where it lacks them. */
function stemOf(words: readonly string[], role: string): string | null {
  const wanted = role.split(' ');
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (!wanted.every((word, offset) => words[at + offset] === word)) continue;
    const rest = [...words.slice(0, at), ...words.slice(at + wanted.length)];
    return rest.filter((word) => !STEM.has(word)).join(' ');
  }
  return null;
}

/** `quantity_on_hand - quantity_allocated`. */
export function render({ terms }: Formula, quote: (name: string) => string): string {
  return terms.map(({ column, sign }, at) => `${at === 0 ? '' : ` ${sign} `}${quote(column.name)}`).join('');
}
