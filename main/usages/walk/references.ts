import { child, children, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare, memberName } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { targetsOf, type Value } from '../module/value.ts';
import type { FoundUse, Role, Walk } from './walk.ts';

/** Notes what a value stands for as used at an offset; false where it stands for nothing of the schema. */
export function noteValue(walk: Walk, value: Value | null, offset: number, role: Role, rest: Partial<FoundUse> = {}) {
  const targets = targetsOf(value);
  for (const { is, id } of targets) {
    const kind = is === 'column' ? role.column : role.object;
    // A table that is selected as a whole brings all its columns.
    const whole = is === 'object' && kind === 'selected' ? { wholeRow: true as const } : {};
    walk.use({ object: id, kind, via: 'drizzle', offset, ...whole, ...rest });
  }
  return targets.length > 0;
}

/** A name, or members of one. The longest part that stands for something of the schema is the use. */
export function visitReference(walk: Walk, node: Node, scope: Scope, role: Role, rest: Partial<FoundUse> = {}): void {
  if (node.type === 'Identifier') {
    noteValue(walk, walk.evaluator.value(node, scope), node.start, role, rest);
    return;
  }
  const property = child(node, 'property');
  if (node.computed === true) walk.visit(property, scope, role);
  if (property && noteValue(walk, walk.evaluator.value(node, scope), property.start, role, rest)) return;
  const object = bare(child(node, 'object'));
  if (!object) return;
  if (object.type === 'Identifier' || object.type === 'MemberExpression') {
    // `users.$inferSelect` is about rows, `users._` and what else there is about the table.
    const isType = /^\$infer(Select|Insert)$/.test(memberName(node) ?? '');
    visitReference(walk, object, scope, isType ? { ...role, object: 'type' } : role);
  } else walk.visit(object, scope, role);
}

/** `const { email, id: userId } = users`, and `const { users } = schema`. */
export function visitPattern(walk: Walk, pattern: Node, of: Value | null, scope: Scope, role: Role): void {
  for (const part of children(pattern, 'properties')) {
    const key = child(part, 'key');
    const value = child(part, 'value');
    if (part.type === 'RestElement' || !key) continue;
    const name = part.computed === true ? null : nameOf(key);
    const found = name === null ? null : walk.evaluator.member(of, name);
    if (found) noteValue(walk, found, key.start, role);
    const inner = value?.type === 'AssignmentPattern' ? child(value, 'left') : value;
    if (inner?.type === 'ObjectPattern') visitPattern(walk, inner, found, scope, role);
    if (value?.type === 'AssignmentPattern') walk.visit(child(value, 'right'), scope, role);
  }
}
