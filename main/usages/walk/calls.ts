import { calleeName, child, children, isFunction, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { objectsOf, type Value } from '../module/value.ts';
import { chainCall, chainOf, isCollection, queriedKey } from './chain.ts';
import { conditionOf, conditionOfChain, OPERATOR } from './condition.ts';
import { visitDeclaration } from './declaration.ts';
import { visitRelationalQuery } from './relational.ts';
import { visitRows } from './rows.ts';
import { type Chain, type FoundUse, PLAIN, type Role, type Walk } from './walk.ts';

/** A call, its arguments, and where it stands. */
export interface Call {
  readonly node: Node;
  readonly name: string;
  readonly args: readonly Node[];
  /** What a method is called on. */
  readonly receiver: Node | null;
  readonly chain: Chain;
  readonly scope: Scope;
  readonly role: Role;
}

type Visit = (walk: Walk, call: Call) => void;

/** Visits a call as Drizzle means it where its shape is one of Drizzle's; any other call passes on what it is given. */
export function visitCall(walk: Walk, node: Node, scope: Scope, role: Role, chain: Chain | null): void {
  const callee = bare(child(node, 'callee'));
  const receiver = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
  const own = chain ?? chainOf(walk, node, scope, null);
  const call: Call = {
    node,
    name: calleeName(node) ?? '',
    args: children(node, 'arguments'),
    receiver,
    chain: own,
    scope,
    role,
  };
  if (visitDeclaration(walk, call)) return;
  const queried = /^find(Many|First)$/.test(call.name) ? queriedKey(node) : null;
  if (queried && visitRelationalQuery(walk, call, queried)) return;
  visitCallee(walk, call, callee);
  const visit = (receiver ? METHODS.get(call.name) : undefined) ?? FUNCTIONS.get(call.name) ?? byPattern(call.name);
  if (visit) visit(walk, call);
  else visitOther(walk, call);
}

function visitCallee(walk: Walk, { receiver, chain, scope, role }: Call, callee: Node | null): void {
  if (receiver?.type === 'CallExpression') walk.visit(receiver, scope, role, chain);
  // `status('status')` makes a column of an enum, `app.table('users')` a table in a schema.
  else if (callee) walk.visit(callee, scope, { ...role, object: 'reference' });
}

function byPattern(name: string): Visit | undefined {
  if (OPERATOR.test(name)) return visitWith('filtered', /^(passed|selected)$/);
  if (/^create(Insert|Select|Update)Schema$/.test(name)) return visitFirst('validator');
  return undefined;
}

/** A call of unknown meaning stands for what its place says, and hands tables over. */
function visitOther(walk: Walk, { args, scope, role }: Call): void {
  walk.visitAll(args, scope, role);
}

/** Visits all arguments; columns in them get a kind, or only where the place itself says no more than `over`. */
function visitWith(column: Role['column'], over?: RegExp, object: Role['object'] = 'passed'): Visit {
  return (walk, { args, scope, role, chain }) => {
    const kind = over && !over.test(role.column) ? role.column : column;
    walk.visitAll(args, scope, { column: kind, object, tables: tablesOf(chain, role) });
  };
}

/** The first argument is an object that is used in a way of its own. */
function visitFirst(object: Role['object']): Visit {
  return (walk, { args: [first, ...others], scope, role }) => {
    if (first) walk.visit(first, scope, { ...role, object });
    walk.visitAll(others, scope, role);
  };
}

function tablesOf(chain: Chain, role: Role): Role['tables'] {
  return chain.tables.length > 0 ? chain.tables : role.tables;
}

/** The first argument is the table of a statement. False where it is no table. */
function visitTarget(walk: Walk, call: Call, kind: Role['object'], rest: Partial<FoundUse>): boolean {
  const [first] = call.args;
  const value: Value | null = first ? walk.evaluator.value(first, call.scope) : null;
  const objects = objectsOf(value);
  const place = first ? bare(first) : null;
  if (!place || objects.length === 0) return false;
  const offset = place.type === 'MemberExpression' ? (child(place, 'property')?.start ?? place.start) : place.start;
  for (const object of objects) walk.use({ object, kind, via: 'drizzle', offset, ...rest });
  // `from(alias(users, 'u'))` and conditional tables name more than they are.
  if (!/^(Identifier|MemberExpression)$/.test(place.type)) walk.visit(place, call.scope, PLAIN);
  return true;
}

const visitFrom: Visit = (walk, call) => {
  const { chain, scope, receiver, args } = call;
  const isRemoval = /^delete/.test(chain.names[chain.calls.indexOf(call.node) - 1] ?? '');
  if (!isCollection(receiver, scope)) {
    const select = chainCall(chain, /^select(Distinct|DistinctOn)?$/);
    const fields = select ? children(select, 'arguments') : [];
    const isWhole = fields.length === (chain.names.includes('selectDistinctOn') ? 1 : 0);
    const rest = { condition: conditionOfChain(walk, chain, scope), ...(isWhole ? { wholeRow: true as const } : {}) };
    if (visitTarget(walk, call, isRemoval ? 'delete' : 'select', rest)) {
      walk.visitAll(args.slice(1), scope, PLAIN);
      return;
    }
  }
  visitOther(walk, { ...call, role: { ...PLAIN, object: 'select' } });
};

const visitJoin: Visit = (walk, call) => {
  const { chain, scope, args, role } = call;
  const condition = conditionOfChain(walk, chain, scope);
  if (!visitTarget(walk, call, 'join', { condition })) walk.visitAll(args.slice(0, 1), scope, PLAIN);
  walk.visitAll(args.slice(1), scope, { column: 'joined', object: 'passed', tables: tablesOf(chain, role) });
};

function visitChange(kind: 'insert' | 'update' | 'delete'): Visit {
  return (walk, call) => {
    const { chain, scope, receiver, args } = call;
    const rest = kind === 'insert' ? {} : { condition: conditionOfChain(walk, chain, scope) };
    // `new Map().delete(users)`, and `hash.update(text)`, are no statements.
    if (isCollection(receiver, scope) || !visitTarget(walk, call, kind, rest)) visitOther(walk, call);
    else walk.visitAll(args.slice(1), scope, PLAIN);
  };
}

const visitCount: Visit = (walk, call) => {
  const { args, scope } = call;
  const tables = args[0] ? objectsOf(walk.evaluator.value(args[0], scope)) : [];
  const condition = conditionOf(walk, args[1] ?? null, scope, tables);
  if (!visitTarget(walk, call, 'count', { condition })) walk.visitAll(args.slice(0, 1), scope, PLAIN);
  walk.visitAll(args.slice(1), scope, { column: 'filtered', object: 'passed', tables });
};

function visitRowsAs(kind: 'inserted' | 'set'): Visit {
  return (walk, { args, scope, chain }) => {
    for (const argument of args) visitRows(walk, argument, scope, { kind, tables: chain.tables });
  };
}

/** `onConflictDoUpdate({ target, set, where, targetWhere, setWhere })`. */
const visitConflict: Visit = (walk, { args, scope, chain }) => {
  const literal = walk.evaluator.objectLiteral(args[0] ?? null, scope);
  if (!literal) return walk.visitAll(args, scope, PLAIN);
  for (const part of children(literal.node, 'properties')) {
    const key = nameOf(child(part, 'key')) ?? '';
    const value = child(part, 'value') ?? child(part, 'argument');
    if (!value) continue;
    if (key === 'set') visitRows(walk, value, literal.scope, { kind: 'set', tables: chain.tables });
    else {
      const column = key === 'target' ? 'conflict' : /where/i.test(key) ? 'filtered' : 'passed';
      walk.visit(value, literal.scope, { column, object: 'passed', tables: chain.tables });
    }
  }
};

/** `.references(() => users.id)`: the far end, column and table. */
const visitReferences: Visit = (walk, { args, scope }) => {
  walk.visitAll(args, scope, { column: 'reference', object: 'reference', tables: [] });
};

/** `relations(users, ({ many }) => …)` and `defineRelations(schema, (r) => …)`. */
const visitRelations: Visit = (walk, { args, scope }) => {
  const [tables, ...rest] = args;
  const role: Role = { column: 'relation', object: 'relation', tables: [] };
  if (tables) walk.visit(tables, scope, role);
  const schema = tables ? walk.evaluator.value(tables, scope) : null;
  for (const part of rest) {
    const node = bare(part);
    if (!node || !isFunction(node)) walk.visit(part, scope, role);
    else walk.visitFunction(node, scope, role, [schema && schema.is !== 'object' ? relationHelper(schema) : null]);
  }
};

/** `r.users.id`, `r.one.users(…)`, `r.many.users(…)`. */
function relationHelper(schema: Value): Value {
  const ends: Value = { is: 'record', entries: { one: schema, many: schema } };
  return { is: 'any', of: [ends, schema] };
}

const METHODS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ['from', visitFrom],
  ['insert', visitChange('insert')],
  ['update', visitChange('update')],
  ['delete', visitChange('delete')],
  ...['leftJoin', 'rightJoin', 'innerJoin', 'fullJoin', 'crossJoin'].flatMap((name) => [
    [name, visitJoin] as const,
    [`${name}Lateral`, visitJoin] as const,
  ]),
  ['$count', visitCount],
  ['values', visitRowsAs('inserted')],
  ['set', visitRowsAs('set')],
  ['onConflictDoUpdate', visitConflict],
  ['onConflictDoNothing', visitConflict],
  ['references', visitReferences],
  ['refreshMaterializedView', visitFirst('refresh')],
  ['generatedAlwaysAs', visitWith('constrained')],
  ['select', visitWith('selected', undefined, 'selected')],
  ['selectDistinct', visitWith('selected', undefined, 'selected')],
  ['selectDistinctOn', visitWith('selected', undefined, 'selected')],
  ['where', visitWith('filtered')],
  ['having', visitWith('filtered')],
  ['groupBy', visitWith('grouped')],
  ['orderBy', visitWith('ordered')],
  ['returning', visitWith('returned', undefined, 'selected')],
]);

const FUNCTIONS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ...['asc', 'desc'].map((name) => [name, visitWith('ordered', /^(passed|selected)$/)] as const),
  ...['count', 'countDistinct', 'sum', 'sumDistinct', 'avg', 'avgDistinct', 'min', 'max', 'arrayAgg'].map(
    (name) => [name, visitWith('selected', /^passed$/)] as const,
  ),
  ['alias', visitFirst('alias')],
  ['aliasedTable', visitFirst('alias')],
  ['getTableColumns', visitFirst('selected')],
  ['getColumns', visitFirst('selected')],
  ['getViewSelectedFields', visitFirst('selected')],
  ['relations', visitRelations],
  ['defineRelations', visitRelations],
  ['defineRelationsPart', visitRelations],
]);
