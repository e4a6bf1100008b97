import type { ColumnWords, Name } from '#app/plan';
import { child, list, type Node, number, only, rangeVar, text, typeText } from '../parse-node.ts';

/** A column's definition. */
export function columnWords(node: Node): ColumnWords {
  const type = child(node.typeName);
  const constraints = list(node.constraints).map((each) => only(each)[1]);
  const has = (contype: string) => constraints.some((each) => text(each.contype) === contype);
  const written = typeWords(type);
  return {
    name: text(node.colname),
    at: number(node.location),
    type: written,
    typeAt: number(type.location),
    notNull:
      has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY') || has('CONSTR_IDENTITY') || /^(big|small)?serial/.test(written),
    hasDefault: has('CONSTR_DEFAULT') || has('CONSTR_IDENTITY') || /^(big|small)?serial/.test(written),
    generated: has('CONSTR_GENERATED'),
    primaryKey: has('CONSTR_PRIMARY'),
    references: referenced(constraints),
  };
}

function referenced(constraints: readonly Node[]): Name | null {
  const key = constraints.find((each) => text(each.contype) === 'CONSTR_FOREIGN');
  return key ? rangeVar(key.pktable) : null;
}

/** A type with its modifiers, where they are plain numbers: `character varying(20)`, `numeric(10,2)[]`. */
export function typeWords(type: Node): string {
  const name = typeText({ ...type, arrayBounds: [] });
  const modifiers = list(type.typmods).map((each) => child(child(child(each).A_Const).ival).ival);
  const numbers = modifiers.every((each) => typeof each === 'number') && name !== 'interval' ? modifiers : [];
  const [first = '', ...rest] = name.split(' ');
  // The precision of a time stands behind its first word: `timestamp(3) with time zone`.
  const withModifiers =
    numbers.length === 0
      ? name
      : /^time/.test(first)
        ? [`${first}(${numbers.join(',')})`, ...rest].join(' ')
        : `${name}(${numbers.join(',')})`;
  return `${withModifiers}${'[]'.repeat(list(type.arrayBounds).length)}`;
}
