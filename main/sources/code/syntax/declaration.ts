import type { TablePart } from '../to-catalog/context.ts';
import { callChain, calleeName, child, children, isFunction, type Node, nameOf, returned, unwrap } from './node.ts';
import type { Located, Sources } from './sources.ts';

/** A column as the code declares it. */
export interface ColumnDeclaration {
  readonly at: Located;
  /** `$type<…>`'s argument as written. */
  readonly type: string | null;
  /** The chain's calls by name: `references`, `unique`, `primaryKey`. */
  readonly calls: ReadonlyMap<string, Node>;
}

/** An index, constraint or policy beside the columns. */
export interface ExtraDeclaration {
  readonly kind: TablePart['kind'];
  readonly name: string | null;
  /** Properties it mentions, in order. */
  readonly keys: readonly string[];
  readonly at: Located;
}

export interface TableDeclaration {
  readonly at: Located;
  readonly columns: ReadonlyMap<string, ColumnDeclaration>;
  readonly extras: readonly ExtraDeclaration[];
}

/** What the parameters of a table maker stand for, by name. */
type Bindings = ReadonlyMap<string, Located>;
const NO_BINDINGS: Bindings = new Map();

/**
 * Takes a declaration such as `pgTable('guests', { … }, (t) => [ … ])` apart. Any call with a name and columns counts,
 * so that a project's own table makers (`tenantTable('guests', { … })`) are understood too; what a maker adds is read in
 * the maker.
 */
export function readTable(sources: Sources, at: Located): TableDeclaration {
  const table = { at, columns: new Map<string, ColumnDeclaration>(), extras: [] };
  const call = callChain(at.node)[0];
  if (call) readCall(sources, { ...at, node: call }, NO_BINDINGS, table);
  return table;
}

interface Reading {
  readonly columns: Map<string, ColumnDeclaration>;
  readonly extras: ExtraDeclaration[];
}

const MAX_STEPS = 12;

function readCall(sources: Sources, at: Located, bindings: Bindings, into: Reading, steps = MAX_STEPS): void {
  const given = children(at.node, 'arguments').map((node) => bound({ ...at, node }, bindings));
  const maker = steps === 0 ? null : makerOf(sources, at);
  const inner = maker && callChain(returned(maker.node))[0];
  if (maker && inner) {
    const parameters = children(maker.node, 'params').map((parameter) => nameOf(child(parameter, 'left') ?? parameter));
    const inside = new Map(parameters.flatMap((name, index) => (name && given[index] ? [[name, given[index]]] : [])));
    readCall(sources, { ...maker, node: inner }, inside, into, steps - 1);
  }
  const [, second, ...rest] = given;
  // `pgTable(name, columns, extras)`; a maker may take its arguments otherwise, so the first object is the columns.
  if (second) readColumns(sources, second, bindings, into.columns);
  for (const argument of rest) readExtras(sources, argument, bindings, into.extras);
}

/** The project's own function that is called. */
function makerOf(sources: Sources, at: Located): Located | null {
  const callee = unwrap(child(at.node, 'callee'));
  const found = callee?.type === 'Identifier' ? sources.local(at.source, String(callee.name)) : null;
  return found && isFunction(unwrap(found.node)) ? { ...found, node: unwrap(found.node) ?? found.node } : null;
}

/** A parameter's argument, for the parameter's name. */
function bound(at: Located, bindings: Bindings): Located {
  const node = unwrap(at.node);
  return (node?.type === 'Identifier' ? bindings.get(String(node.name)) : undefined) ?? at;
}

function readColumns(
  sources: Sources,
  at: Located,
  bindings: Bindings,
  into: Map<string, ColumnDeclaration>,
  steps = MAX_STEPS,
): void {
  const object = steps === 0 ? null : sources.objectOf(at);
  if (!object) return;
  for (const entry of children(object.node, 'properties')) {
    if (entry.type === 'SpreadElement') {
      const spread = child(entry, 'argument');
      if (spread) readColumns(sources, bound({ ...object, node: spread }, bindings), bindings, into, steps - 1);
      continue;
    }
    const key = nameOf(child(entry, 'key'));
    const value = child(entry, 'value');
    if (key === null || !value) continue;
    into.set(key, readColumn({ source: object.source, node: value, statement: entry.start }));
  }
}

function readColumn(at: Located): ColumnDeclaration {
  const calls = new Map<string, Node>();
  let type: string | null = null;
  for (const call of callChain(at.node)) {
    const name = calleeName(call);
    if (name === null) continue;
    calls.set(name, call);
    const argument = name === '$type' ? typeArgument(call) : null;
    if (argument) type = at.source.text.slice(argument.start, argument.end);
  }
  return { at, type, calls };
}

function typeArgument(call: Node): Node | null {
  return children(child(call, 'typeArguments') ?? child(call, 'typeParameters'), 'params')[0] ?? null;
}

const EXTRA_KINDS: Readonly<Record<string, TablePart['kind']>> = {
  index: 'index',
  uniqueIndex: 'index',
  unique: 'unique',
  primaryKey: 'primary-key',
  foreignKey: 'foreign-key',
  check: 'check',
  pgPolicy: 'policy',
  crudPolicy: 'policy',
};

/** What the third argument returns: an array or an object of builders, nested at will. */
function readExtras(sources: Sources, at: Located, bindings: Bindings, into: ExtraDeclaration[]): void {
  const node = unwrap(at.node);
  if (!node) return;
  const readIn = (inner: Node) => readExtras(sources, bound({ ...at, node: inner }, bindings), bindings, into);
  if (isFunction(node)) {
    const result = returned(node);
    if (result) readIn(result);
    return;
  }
  for (const element of children(node, 'elements')) readIn(element);
  for (const property of children(node, 'properties')) {
    const value = child(property, property.type === 'SpreadElement' ? 'argument' : 'value');
    if (value) readIn(value);
  }
  if (node.type === 'SpreadElement') {
    const argument = child(node, 'argument');
    if (argument) readIn(argument);
    return;
  }
  const calls = callChain(node);
  const [first] = calls;
  if (!first) return;
  const kind = EXTRA_KINDS[calleeName(first) ?? ''];
  const [argument] = children(first, 'arguments');
  const name = nameOf(unwrap(argument ?? null)) ?? nameIn(argument ?? null);
  // A maker of the project's own has a name at most; it may stand for any kind.
  into.push({ kind: kind ?? 'index', name, keys: keysOf(calls), at: { ...at, node, statement: node.start } });
}

/** `primaryKey({ name: 'x', columns: [...] })`. */
function nameIn(argument: Node | null): string | null {
  const entry = children(unwrap(argument), 'properties').find((item) => nameOf(child(item, 'key')) === 'name');
  return entry ? nameOf(unwrap(child(entry, 'value'))) : null;
}

/** The columns a builder is about: the arguments of `.on(…)`, `.using(…)` or `columns: […]`, as their properties. */
function keysOf(calls: readonly Node[]): readonly string[] {
  const keys: string[] = [];
  for (const call of calls) {
    const name = calleeName(call);
    const isList = name === 'on' || name === 'using' || name === 'onOnly';
    for (const argument of children(call, 'arguments')) {
      const value = unwrap(argument);
      if (isList && value) addKey(value, keys);
      else if (value?.type === 'ObjectExpression') addListedColumns(value, keys);
    }
  }
  return keys;
}

function addListedColumns(config: Node, keys: string[]): void {
  const entry = children(config, 'properties').find((item) => nameOf(child(item, 'key')) === 'columns');
  for (const element of children(unwrap(entry ? child(entry, 'value') : null), 'elements')) addKey(element, keys);
}

/** `t.email`, or `t.email.desc()`. */
function addKey(node: Node, keys: string[]): void {
  let at = unwrap(node);
  while (at?.type === 'CallExpression') {
    const callee = unwrap(child(at, 'callee'));
    at = callee?.type === 'MemberExpression' ? unwrap(child(callee, 'object')) : null;
  }
  const key = at?.type === 'MemberExpression' ? nameOf(child(at, 'property')) : null;
  if (key !== null) keys.push(key);
}
