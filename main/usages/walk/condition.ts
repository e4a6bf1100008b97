import type { ObjectId } from '#app/catalog';
import type { UsageCondition } from '#app/usages';
import {
  calleeName,
  child,
  children,
  isFunction,
  isNode,
  type Node,
  nameOf,
  returned,
} from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { isSqlTag } from './raw-sql.ts';
import type { Chain, Role, Walk } from './walk.ts';
import { PLAIN } from './walk.ts';

/** Drizzle's own operators: what they are given is compared, not a condition of its own. */
export const OPERATOR =
  /^(eq|ne|gt|gte|lt|lte|isNull|isNotNull|inArray|notInArray|between|notBetween|like|notLike|ilike|notIlike|arrayContains|arrayContained|arrayOverlaps|exists|notExists|l2Distance|l1Distance|innerProduct|cosineDistance)$/;
const CONNECTIVE = /^(and|or|not)$/;

const MAX_DEPTH = 12;

/** Each table of a statement is restricted by the same. */
const CONDITIONS = new WeakMap<Chain, UsageCondition | null>();

/** What the statement of a chain is restricted by: `where`, and what its joins are on; `null` without either. */
export function conditionOfChain(walk: Walk, chain: Chain, scope: Scope): UsageCondition | null {
  let condition = CONDITIONS.get(chain);
  if (condition === undefined) {
    condition = readCondition(walk, chain, scope);
    CONDITIONS.set(chain, condition);
  }
  return condition;
}

function readCondition(walk: Walk, chain: Chain, scope: Scope): UsageCondition | null {
  const found = new ConditionReader(walk, chain.tables);
  let isRestricted = false;
  for (const [at, call] of chain.calls.entries()) {
    const name = chain.names[at] ?? '';
    const [first, second] = children(call, 'arguments');
    if (name === 'where' && first) {
      isRestricted = true;
      found.condition(first, scope);
    } else if (/Join(Lateral)?$/.test(name) && second) found.condition(second, scope);
  }
  for (const later of chain.variable === null ? [] : walk.callsOn(chain.variable, 'where')) {
    isRestricted = true;
    found.condition(later, scope);
  }
  return isRestricted ? found.result() : null;
}

/** A condition that stands by itself: `db.$count(users, …)`, `where` of a relational query. */
export function conditionOf(walk: Walk, node: Node | null, scope: Scope, tables: readonly ObjectId[]) {
  if (!node || isNothing(node)) return null;
  const found = new ConditionReader(walk, tables);
  found.condition(node, scope);
  return found.result();
}

/** Collects the columns that a condition names. */
class ConditionReader {
  private readonly walk: Walk;
  private readonly role: Role;
  private readonly columns = new Set<ObjectId>();
  private opaque = false;

  constructor(walk: Walk, tables: readonly ObjectId[]) {
    this.walk = walk;
    this.role = { ...PLAIN, tables };
  }

  result(): UsageCondition {
    return { columns: [...this.columns].sort(), opaque: this.opaque };
  }

  add(column: ObjectId): void {
    this.columns.add(column);
  }

  condition(node: Node, scope: Scope, depth = 0): void {
    const inner = bare(node);
    if (!inner || depth > MAX_DEPTH) return;
    const next = depth + 1;
    const each = (nodes: readonly Node[]) => {
      for (const one of nodes) this.condition(one, scope, next);
    };
    switch (inner.type) {
      case 'CallExpression': {
        const name = calleeName(inner) ?? '';
        if (CONNECTIVE.test(name)) each(children(inner, 'arguments'));
        else this.call(inner, name, scope);
        return;
      }
      case 'TaggedTemplateExpression':
        this.template(inner, scope);
        return;
      case 'SpreadElement':
        this.condition(child(inner, 'argument') ?? inner, scope, next);
        return;
      case 'ArrayExpression':
        each(children(inner, 'elements'));
        return;
      case 'ConditionalExpression':
        for (const field of ['consequent', 'alternate']) {
          const branch = child(inner, field);
          if (branch) this.condition(branch, scope, next);
        }
        return;
      case 'LogicalExpression':
        for (const field of inner.operator === '&&' ? ['right'] : ['left', 'right']) {
          const branch = child(inner, field);
          if (branch) this.condition(branch, scope, next);
        }
        return;
      case 'Identifier':
        this.variable(String(inner.name), scope, next);
        return;
      default:
        if (isFunction(inner)) {
          const result = returned(inner);
          if (result) this.condition(result, scope, next);
        } else if (!isNothing(inner)) this.operands(inner, scope);
    }
  }

  private call(node: Node, name: string, scope: Scope): void {
    // What a helper of the project's own adds to it, nobody knows without running it.
    if (!OPERATOR.test(name)) this.opaque = true;
    for (const argument of children(node, 'arguments')) this.operands(argument, scope);
  }

  private variable(name: string, scope: Scope, depth: number): void {
    if (name === 'undefined') return;
    const binding = scope.find(name);
    const pushed = this.walk.callsOn(name, 'push');
    if (binding?.is === 'expression' && binding.path.length === 0) this.condition(binding.node, binding.scope, depth);
    else if (pushed.length === 0) this.opaque = true;
    for (const node of pushed) this.condition(node, scope, depth);
  }

  private template(node: Node, scope: Scope): void {
    if (!isSqlTag(node)) this.opaque = true;
    const quasi = child(node, 'quasi');
    for (const hole of children(quasi, 'expressions')) this.operands(hole, scope);
    for (const use of this.walk.sql.fragment(this.walk, node, scope, this.role)) {
      if (use.object.startsWith('column:')) this.add(use.object);
    }
  }

  /** Every column named in an expression. */
  private operands(node: Node, scope: Scope): void {
    const value = /^(Identifier|MemberExpression)$/.test(node.type) ? this.walk.evaluator.value(node, scope) : null;
    if (value?.is === 'column') {
      this.add(value.id);
      return;
    }
    if (node.type === 'TaggedTemplateExpression') {
      this.template(node, scope);
      return;
    }
    if (isFunction(node)) return;
    for (const [field, inner] of Object.entries(node)) {
      if (field === 'key' || (field === 'property' && node.computed !== true)) continue;
      for (const one of Array.isArray(inner) ? inner : [inner]) if (isNode(one)) this.operands(one, scope);
    }
  }
}

function isNothing(node: Node): boolean {
  return (
    (node.type === 'Identifier' && nameOf(node) === 'undefined') || (node.type === 'Literal' && node.value === null)
  );
}
