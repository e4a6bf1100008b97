import type { ObjectId } from '#app/catalog';
import type { UsageCondition } from '#app/usages';
import { child, children, isFunction, type Node, nameOf, returned } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import { Scope } from '../module/scope.ts';
import { objectsOf, type Value } from '../module/value.ts';
import type { Call } from './calls.ts';
import { conditionOf } from './condition.ts';
import { PLAIN, type Role, type Walk } from './walk.ts';

interface Queried {
  readonly key: string;
  readonly node: Node;
  readonly client: Node;
}

/**
 * `db.query.users.findMany({ columns, where, orderBy, extras, with })`, of both lines: conditions as expressions and
 * callbacks (0.x), and as objects (1.0). False where no table is meant.
 */
export function visitRelationalQuery(walk: Walk, { args, scope }: Call, { key, node, client }: Queried): boolean {
  const table = queriedTable(walk, key, client, scope);
  if (table === null) return false;
  walk.visit(client, scope, PLAIN);
  const options = walk.evaluator.objectLiteral(args[0] ?? null, scope);
  if (!options) walk.visitAll(args, scope, PLAIN);
  visitQuery(walk, table, node.start, options, 'top');
  return true;
}

/** The client may have been given the schema under names of its own. */
function queriedTable(walk: Walk, key: string, client: Node, scope: Scope): ObjectId | null {
  const value = walk.evaluator.value(client, scope);
  const given = value?.is === 'client' ? objectsOf(walk.evaluator.member(value.schema, key))[0] : undefined;
  return given ?? walk.evaluator.around.index.queried(key);
}

type Literal = { readonly node: Node; readonly scope: Scope };

/** What is read along with rows is restricted by them: only a condition of its own is told. */
function visitQuery(
  walk: Walk,
  table: ObjectId,
  offset: number,
  options: Literal | null,
  level: 'top' | 'inner',
): void {
  const parts = new Map<string, Node>();
  for (const part of children(options?.node ?? null, 'properties')) {
    const name = nameOf(child(part, 'key'));
    const value = child(part, 'value');
    if (name !== null && value) parts.set(name, value);
    else if (options) walk.visit(child(part, 'argument'), options.scope, PLAIN);
  }
  const where = parts.get('where') ?? null;
  const condition = options && where ? whereOf(walk, table, where, options.scope) : null;
  const isWhole = !parts.has('columns');
  walk.use({
    object: table,
    kind: 'query',
    via: 'drizzle',
    offset,
    ...(condition || level === 'top' ? { condition } : {}),
    ...(isWhole ? { wholeRow: true as const } : {}),
  });
  if (!options) return;
  for (const [name, value] of parts) visitOption(walk, table, name, value, options.scope);
}

function visitOption(walk: Walk, table: ObjectId, name: string, value: Node, scope: Scope): void {
  const role = (column: Role['column']): Role => ({ column, object: 'passed', tables: [table] });
  switch (name) {
    case 'columns':
      visitColumnKeys(walk, table, value, scope, (flag) => (isFalse(flag) ? 'passed' : 'selected'));
      return;
    case 'where':
      visitWhere(walk, table, value, scope);
      return;
    case 'orderBy':
      visitColumnKeys(walk, table, value, scope, () => 'ordered');
      visitExpression(walk, table, value, scope, role('ordered'));
      return;
    case 'extras':
      visitExpression(walk, table, value, scope, role('selected'));
      return;
    case 'with':
      visitWith(walk, table, value, scope);
      return;
    default:
      walk.visit(value, scope, PLAIN);
  }
}

function isFalse(node: Node | null): boolean {
  return node?.type === 'Literal' && node.value === false;
}

function visitColumnKeys(
  walk: Walk,
  table: ObjectId,
  node: Node,
  scope: Scope,
  kindOf: (value: Node | null) => Role['column'],
): void {
  for (const part of children(walk.evaluator.objectLiteral(node, scope)?.node ?? null, 'properties')) {
    const key = child(part, 'key');
    const column = key && walk.evaluator.member({ is: 'object', id: table }, nameOf(key) ?? '');
    if (key && column?.is === 'column') {
      walk.use({ object: column.id, kind: kindOf(child(part, 'value')), via: 'drizzle', offset: key.start });
    }
  }
}

/** An expression, or a callback that is given the table (by whatever name) and the operators. */
function visitExpression(walk: Walk, table: ObjectId, node: Node, scope: Scope, role: Role): void {
  const inner = bare(node);
  if (inner && isFunction(inner)) walk.visitFunction(inner, scope, role, [tableValue(table)]);
  else if (inner?.type === 'ObjectExpression') {
    for (const part of children(inner, 'properties')) {
      const value = child(part, 'value') ?? child(part, 'argument');
      if (value) visitExpression(walk, table, value, scope, role);
    }
  } else walk.visit(node, scope, role);
}

function tableValue(id: ObjectId): Value {
  return { is: 'object', id };
}

/** `with: { posts: true, author: { columns: … } }`. */
function visitWith(walk: Walk, table: ObjectId, node: Node, scope: Scope): void {
  const literal = walk.evaluator.objectLiteral(node, scope);
  if (!literal) {
    walk.visit(node, scope, PLAIN);
    return;
  }
  for (const part of children(literal.node, 'properties')) {
    const key = child(part, 'key');
    const value = child(part, 'value');
    const target = key ? walk.evaluator.around.index.related(table, nameOf(key) ?? '') : null;
    if (!key || target === null) walk.visit(value ?? child(part, 'argument'), literal.scope, PLAIN);
    else if (!isFalse(value)) {
      visitQuery(walk, target, key.start, walk.evaluator.objectLiteral(value, literal.scope), 'inner');
    }
  }
}

const LOGICAL = /^(AND|OR|NOT)$/;

function visitWhere(walk: Walk, table: ObjectId, node: Node, scope: Scope): void {
  const literal = walk.evaluator.objectLiteral(node, scope);
  if (!literal) {
    visitExpression(walk, table, node, scope, { column: 'filtered', object: 'passed', tables: [table] });
    return;
  }
  eachCondition(walk, table, literal, {
    column: (object, offset) => walk.use({ object, kind: 'filtered', via: 'drizzle', offset }),
    relation: (object, offset) => walk.use({ object, kind: 'query', via: 'drizzle', offset }),
    expression: (of, value, at) =>
      visitExpression(walk, of, value, at, { column: 'filtered', object: 'passed', tables: [of] }),
  });
}

function whereOf(walk: Walk, table: ObjectId, node: Node, scope: Scope): UsageCondition | null {
  const literal = walk.evaluator.objectLiteral(node, scope);
  if (!literal) {
    const inner = bare(node);
    if (!inner || !isFunction(inner)) return conditionOf(walk, node, scope, [table]);
    // A callback calls the table what it likes.
    const own = new Scope(scope);
    const [parameter] = children(inner, 'params');
    if (parameter) own.bind(parameter, { is: 'value', value: tableValue(table), path: [] });
    return conditionOf(walk, returned(inner), own, [table]);
  }
  const columns = new Set<ObjectId>();
  let opaque = false;
  let isRestricted = false;
  eachCondition(walk, table, literal, {
    column: (object) => {
      columns.add(object);
      isRestricted = true;
    },
    relation: () => {
      isRestricted = true;
    },
    expression: () => {
      opaque = true;
      isRestricted = true;
    },
  });
  return isRestricted ? { columns: [...columns].sort(), opaque } : null;
}

interface ConditionVisitor {
  column(id: ObjectId, offset: number): void;
  relation(id: ObjectId, offset: number): void;
  /** `RAW`, and whatever else is made elsewhere. */
  expression(table: ObjectId, value: Node, scope: Scope): void;
}

/** The object form of 1.0: columns, relations, `AND`, `OR`, `NOT` and `RAW`. */
function eachCondition(walk: Walk, table: ObjectId, { node, scope }: Literal, visitor: ConditionVisitor): void {
  const { index } = walk.evaluator.around;
  const inner = (of: ObjectId, value: Node | null) => {
    const literal = walk.evaluator.objectLiteral(value, scope);
    if (literal) eachCondition(walk, of, literal, visitor);
    else if (value && value.type !== 'Literal') visitor.expression(of, value, scope);
  };
  for (const part of children(node, 'properties')) {
    const key = child(part, 'key');
    const value = child(part, 'value');
    const name = nameOf(key) ?? '';
    const column = index.columnByKey(table, name);
    const related = index.related(table, name);
    if (part.type === 'SpreadElement') inner(table, child(part, 'argument'));
    else if (!key || !value) continue;
    else if (LOGICAL.test(name)) {
      for (const each of value.type === 'ArrayExpression' ? children(value, 'elements') : [value]) inner(table, each);
    } else if (column !== null) {
      visitor.column(column, key.start);
      walk.visit(value, scope, PLAIN);
    } else if (related !== null) {
      visitor.relation(related, key.start);
      inner(related, value);
    } else visitor.expression(table, value, scope);
  }
}
