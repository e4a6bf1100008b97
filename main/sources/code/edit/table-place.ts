import {
  callChain,
  calleeName,
  child,
  children,
  isFunction,
  type Node,
  nameOf,
  returned,
  unwrap,
} from '../syntax/node.ts';
import type { Located } from '../syntax/sources.ts';

/** Where a table is declared, taken apart as far as it can be edited there. */
export interface TablePlace {
  readonly at: Located;
  /** `pgTable(…)` itself, without what is chained to it. */
  readonly call: Node;
  /** Calls chained to it: `enableRLS`. */
  readonly chained: readonly Node[];
  /** The object of columns, where it stands right there; `null` where it comes from elsewhere. */
  readonly columns: Node | null;
  /** The name that stands for the builders, where columns are given as a function: `(t) => ({ id: t.integer() })`. */
  readonly builders: string | null;
  readonly extras: Extras | null;
  /** True for a function that is none of Drizzle's: nobody knows what its arguments become. */
  readonly isMaker: boolean;
}

/** The third argument. */
export interface Extras {
  readonly argument: Node;
  /** The array or object that it returns; `null` where that is not to be seen. */
  readonly literal: Node | null;
  /** What stands for the table in it; `null` where it takes no name. */
  readonly parameter: string | null;
}

const MAKERS = /^(pgTable|table|withRLS|pgTableWithSchema)$/;

/** `null` where the declaration is no call at all. */
export function tablePlace(at: Located, creators: (name: string) => boolean): TablePlace | null {
  const [call, ...chained] = callChain(at.node);
  if (!call) return null;
  const [, second, third] = children(call, 'arguments');
  const columns = unwrap(second ?? null);
  const object = isFunction(columns) ? returned(columns) : columns;
  const name = calleeName(call) ?? '';
  return {
    at,
    call,
    chained,
    columns: object?.type === 'ObjectExpression' ? object : null,
    builders: isFunction(columns) ? parameterOf(columns) : null,
    extras: third ? extrasOf(third) : null,
    isMaker: !MAKERS.test(name) && !creators(name),
  };
}

function extrasOf(argument: Node): Extras {
  const value = unwrap(argument);
  const result = isFunction(value) ? returned(value) : value;
  const isLiteral = result?.type === 'ArrayExpression' || result?.type === 'ObjectExpression';
  return { argument, literal: isLiteral ? result : null, parameter: isFunction(value) ? parameterOf(value) : null };
}

function parameterOf(callback: Node | null): string | null {
  const [first] = children(callback, 'params');
  return first?.type === 'Identifier' ? String(first.name) : null;
}

/** The property of a column in its table's own object. */
export interface ColumnPlace {
  readonly property: Node;
  /** The chain, without what TypeScript wraps around it. */
  readonly value: Node;
  /** Innermost first: the builder, then what is chained to it. */
  readonly calls: readonly Node[];
}

export function columnPlace(columns: Node, key: string): ColumnPlace | null {
  const property = children(columns, 'properties').find(
    (entry) => entry.type === 'Property' && nameOf(child(entry, 'key')) === key,
  );
  const value = property ? unwrap(child(property, 'value')) : null;
  return property && value ? { property, value, calls: callChain(value) } : null;
}

/** The place of the dot before a chained call's name. */
export function dotOf(text: string, call: Node): number {
  const callee = unwrap(child(call, 'callee'));
  const object = callee ? child(callee, 'object') : null;
  return object ? object.end + text.slice(object.end, call.end).search(/\??\./) : call.start;
}

/** The entries of an extras' literal, each with the builder call that it is made of. */
export function extraEntries(literal: Node): readonly { readonly entry: Node; readonly value: Node | null }[] {
  if (literal.type === 'ArrayExpression')
    return children(literal, 'elements').map((entry) => ({ entry, value: unwrap(entry) }));
  return children(literal, 'properties').map((entry) => ({ entry, value: unwrap(child(entry, 'value')) }));
}
