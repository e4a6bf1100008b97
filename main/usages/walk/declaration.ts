import type { ObjectId } from '#app/catalog';
import { child, children, isFunction, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Call } from './calls.ts';
import { PLAIN, type Role, type Walk } from './walk.ts';

/** Makers of what stands beside the columns of a table, by what they make of a column. */
const INDEXES = /^(index|uniqueIndex|unique|primaryKey)$/;

/**
 * Calls that declare: a table (its third argument is given the table), and the indexes and keys in it. False for others.
 */
export function visitDeclaration(walk: Walk, call: Call): boolean {
  const { chain, node, role } = call;
  const declared = walk.evaluator.around.declaredAt(node.start);
  if (declared !== null && chain.calls[0] === node) {
    visitMaker(walk, call, declared);
    return true;
  }
  if (role.column !== 'constrained') return false;
  if (INDEXES.test(chain.names[0] ?? '')) visitParts(walk, call, { ...role, column: 'indexed' });
  else if (call.name === 'foreignKey') visitForeignKey(walk, call);
  else return false;
  return true;
}

/** `pgTable('users', { … }, (table) => [ … ])`, or a project's own maker of the kind. */
function visitMaker(walk: Walk, { node, args, scope }: Call, id: ObjectId): void {
  walk.visit(child(node, 'callee'), scope, { ...PLAIN, object: 'reference' });
  for (const [index, argument] of args.entries()) {
    const inner = bare(argument);
    const role: Role = { column: 'constrained', object: 'passed', tables: [id] };
    if (inner && isFunction(inner) && hasColumnsBefore(args, index))
      walk.visitFunction(inner, scope, role, [{ is: 'object', id }]);
    else walk.visit(argument, scope, { ...PLAIN, tables: [id] });
  }
}

/** Columns may be a function too, `pgTable('users', (t) => ({ … }))`: that one is given the types of columns, and no table. */
function hasColumnsBefore(args: readonly Node[], index: number): boolean {
  return index > 1 || args.slice(0, index).some((before) => isColumns(bare(before)));
}

function isColumns(node: Node | null): boolean {
  return node !== null && (node.type === 'ObjectExpression' || isFunction(node));
}

function visitParts(walk: Walk, { receiver, args, scope, chain }: Call, role: Role): void {
  if (receiver?.type === 'CallExpression') walk.visit(receiver, scope, { ...role, column: 'constrained' }, chain);
  walk.visitAll(args, scope, role);
}

/** `foreignKey({ columns: [table.a], foreignColumns: [users.id] })`. */
function visitForeignKey(walk: Walk, { args, scope, role }: Call): void {
  for (const part of args.flatMap((argument) => children(bare(argument), 'properties'))) {
    const isFar = nameOf(child(part, 'key')) === 'foreignColumns';
    walk.visit(child(part, 'value'), scope, isFar ? { ...role, column: 'reference', object: 'reference' } : role);
  }
}
