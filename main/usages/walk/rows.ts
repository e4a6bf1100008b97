import type { ObjectId } from '#app/catalog';
import type { UsageKind } from '#app/usages';
import {
  calleeName,
  child,
  children,
  isFunction,
  type Node,
  nameOf,
  returned,
} from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { PLAIN, type Walk } from './walk.ts';

export interface RowsOptions {
  readonly kind: UsageKind;
  /** Of the statement; its first is the one that is written to. */
  readonly tables: readonly ObjectId[];
}

const MAX_DEPTH = 8;

/** The columns that rows give a value: keys of an object, of each object of an array, or of what a function returns. */
export function visitRows(walk: Walk, node: Node, scope: Scope, options: RowsOptions, depth = 0): void {
  const inner = bare(node);
  if (!inner || depth > MAX_DEPTH) return;
  const visit = (one: Node | null, at: Scope = scope) => one && visitRows(walk, one, at, options, depth + 1);
  switch (inner.type) {
    case 'ObjectExpression':
      visitKeys(walk, inner, scope, options, depth);
      return;
    case 'ArrayExpression':
      for (const element of children(inner, 'elements')) visit(element);
      return;
    case 'SpreadElement':
      visit(child(inner, 'argument'));
      return;
    case 'ConditionalExpression':
      walk.visit(child(inner, 'test'), scope, PLAIN);
      visit(child(inner, 'consequent'));
      visit(child(inner, 'alternate'));
      return;
    case 'LogicalExpression':
      visit(child(inner, 'left'));
      visit(child(inner, 'right'));
      return;
    case 'Identifier': {
      const binding = scope.find(String(inner.name));
      if (binding?.is === 'expression' && binding.path.length === 0) visit(binding.node, binding.scope);
      walk.visit(inner, scope, PLAIN);
      return;
    }
    case 'CallExpression':
      // `guests.map((guest) => ({ … }))`
      if (/^(map|flatMap|from)$/.test(calleeName(inner) ?? '')) noteMapped(walk, inner, options, depth);
      walk.visit(inner, scope, PLAIN);
      return;
    default:
      walk.visit(inner, scope, PLAIN);
  }
}

function noteMapped(walk: Walk, call: Node, options: RowsOptions, depth: number): void {
  for (const argument of children(call, 'arguments')) {
    const result = isFunction(bare(argument)) ? returned(bare(argument)) : null;
    if (result?.type === 'ObjectExpression' || result?.type === 'ArrayExpression') {
      noteKeys(walk, result, options, depth);
    }
  }
}

/** The keys alone: the values are visited where the function is. */
function noteKeys(walk: Walk, node: Node, options: RowsOptions, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const element of children(node, 'elements')) noteKeys(walk, element, options, depth + 1);
  for (const part of children(node, 'properties')) noteKey(walk, part, options);
}

function visitKeys(walk: Walk, object: Node, scope: Scope, options: RowsOptions, depth: number): void {
  for (const part of children(object, 'properties')) {
    if (part.type === 'SpreadElement') {
      visitRows(walk, part, scope, options, depth + 1);
      continue;
    }
    noteKey(walk, part, options);
    if (part.computed === true) walk.visit(child(part, 'key'), scope, { ...PLAIN, column: options.kind });
    // What is computed from other columns reads them.
    walk.visit(child(part, 'value'), scope, { column: 'selected', object: 'passed', tables: options.tables });
  }
}

function noteKey(walk: Walk, part: Node, { kind, tables }: RowsOptions): void {
  const key = child(part, 'key');
  const name = part.computed === true ? null : nameOf(key);
  const [table] = tables;
  if (!key || name === null || table === undefined) return;
  const column = walk.evaluator.member({ is: 'object', id: table }, name);
  if (column?.is === 'column') walk.use({ object: column.id, kind, via: 'drizzle', offset: key.start });
}
