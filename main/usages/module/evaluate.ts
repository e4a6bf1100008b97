import type { ObjectId } from '#app/catalog';
import {
  callChain,
  calleeName,
  child,
  children,
  isFunction,
  type Node,
  nameOf,
  returned,
} from '#main/sources/code/syntax/node.ts';
import type { SchemaIndex } from '../schema-index.ts';
import { Scope } from './scope.ts';
import { anyOf, objectsOf, type Value } from './value.ts';

/** What evaluating needs to know of the world outside a file. */
export interface Surroundings {
  readonly index: SchemaIndex;
  /** What a name that the file imports stands for. */
  imported(local: string): Value | null;
  /** What a module stands for as a whole, by its specifier. */
  module(specifier: string): Value | null;
  /** What a file exports under a name. */
  exported(file: string, name: string): Value | null;
  /** The object that is declared at an offset of this file. */
  declaredAt(offset: number): ObjectId | null;
}

/** How deep values are looked into: circles of names end there. */
const MAX_DEPTH = 24;

const WRAPPERS: Readonly<Record<string, string>> = {
  TSAsExpression: 'expression',
  TSSatisfiesExpression: 'expression',
  TSNonNullExpression: 'expression',
  TSTypeAssertion: 'expression',
  TSInstantiationExpression: 'expression',
  ParenthesizedExpression: 'expression',
  ChainExpression: 'expression',
  AwaitExpression: 'argument',
};

/** The expression without what is around it and changes nothing of it. */
export function bare(node: Node | null): Node | null {
  let inner = node;
  while (inner) {
    const field = WRAPPERS[inner.type];
    if (field === undefined) return inner;
    inner = child(inner, field);
  }
  return null;
}

/** The name of a member, where it is written out. */
export function memberName(node: Node): string | null {
  const property = child(node, 'property');
  return node.computed === true && property?.type === 'Identifier' ? null : nameOf(property);
}

/** Says what expressions stand for, without running anything. */
export class Evaluator {
  readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  value(node: Node | null, scope: Scope, depth = 0): Value | null {
    const inner = bare(node);
    if (!inner || depth > MAX_DEPTH) return null;
    const next = depth + 1;
    switch (inner.type) {
      case 'Identifier':
        return this.named(String(inner.name), scope, next);
      case 'ThisExpression':
        return null;
      case 'MemberExpression':
        return this.memberValue(inner, scope, next);
      case 'ObjectExpression':
        return this.record(inner, scope, next);
      case 'ArrayExpression': {
        const of = children(inner, 'elements').flatMap((element) => this.value(element, scope, next) ?? []);
        return of.length > 0 ? { is: 'list', of } : null;
      }
      case 'ConditionalExpression':
        return anyOf([
          this.value(child(inner, 'consequent'), scope, next),
          this.value(child(inner, 'alternate'), scope, next),
        ]);
      case 'LogicalExpression':
        return anyOf([this.value(child(inner, 'left'), scope, next), this.value(child(inner, 'right'), scope, next)]);
      case 'CallExpression':
        return this.call(inner, scope, next);
      case 'ImportExpression':
        return this.around.module(nameOf(child(inner, 'source')) ?? '');
      default:
        return null;
    }
  }

  /** What a name stands for where it is used. */
  named(name: string, scope: Scope, depth = 0): Value | null {
    const binding = scope.find(name);
    if (!binding || depth > MAX_DEPTH) return null;
    switch (binding.is) {
      case 'import':
        return this.around.imported(binding.local);
      case 'value':
        return this.along(binding.value, binding.path);
      case 'expression':
        return this.along(this.value(binding.node, binding.scope, depth + 1), binding.path);
      case 'type':
        return this.typeQuery(binding.node, binding.scope, depth + 1);
      default:
        return null;
    }
  }

  /** `typeof schema.users`, `typeof import('./schema').users`. */
  typeQuery(node: Node, scope: Scope, depth = 0): Value | null {
    return this.typeName(child(node, 'exprName'), scope, depth);
  }

  typeName(node: Node | null, scope: Scope, depth = 0): Value | null {
    if (!node) return null;
    if (node.type === 'Identifier') return this.named(String(node.name), scope, depth);
    if (node.type === 'TSImportType') {
      const module = this.around.module(nameOf(child(node, 'source') ?? child(node, 'argument')) ?? '');
      return qualifiers(child(node, 'qualifier')).reduce<Value | null>((of, name) => this.member(of, name), module);
    }
    if (node.type !== 'TSQualifiedName') return null;
    return this.member(this.typeName(child(node, 'left'), scope, depth), nameOf(child(node, 'right')) ?? '');
  }

  /** What a property of a value stands for. */
  member(of: Value | null, key: string): Value | null {
    if (!of) return null;
    const { index, exported } = this.around;
    switch (of.is) {
      case 'object':
      case 'columns': {
        const column = index.columnByKey(of.id, key);
        return column === null ? null : { is: 'column', id: column };
      }
      case 'module':
        return exported(of.file, key);
      case 'record':
        return Object.hasOwn(of.entries, key) ? (of.entries[key] ?? null) : null;
      case 'any':
        return anyOf(of.of.map((each) => this.member(each, key)));
      default:
        return null;
    }
  }

  private along(value: Value | null, path: readonly (string | null)[]): Value | null {
    return path.reduce<Value | null>((of, key) => {
      if (key !== null) return this.member(of, key);
      return of?.is === 'list' ? anyOf(of.of) : null;
    }, value);
  }

  private memberValue(node: Node, scope: Scope, depth: number): Value | null {
    const object = bare(child(node, 'object'));
    const key = memberName(node);
    if (!object) return null;
    if (object.type === 'ThisExpression') return key === null ? null : this.ofThis(key, scope, depth);
    const of = this.value(object, scope, depth);
    return key === null ? null : this.member(of, key);
  }

  /** A property of the class that the code stands in. */
  private ofThis(key: string, scope: Scope, depth: number): Value | null {
    const binding = scope.find('this');
    if (binding?.is !== 'class') return null;
    for (const part of children(child(binding.node, 'body'), 'body')) {
      if (part.type === 'PropertyDefinition' && nameOf(child(part, 'key')) === key) {
        const type = child(child(part, 'typeAnnotation') ?? part, 'typeAnnotation');
        const value = this.value(child(part, 'value'), binding.scope, depth);
        return value ?? (type?.type === 'TSTypeQuery' ? this.typeQuery(type, binding.scope, depth) : null);
      }
      if (part.type === 'MethodDefinition' && part.kind === 'constructor') {
        const parameters = children(child(part, 'value'), 'params').filter(
          ({ type }) => type === 'TSParameterProperty',
        );
        const own = new Scope(binding.scope);
        for (const parameter of parameters) own.bind(parameter, null);
        const found = this.named(key, own, depth);
        if (found && own.find(key) !== binding.scope.find(key)) return found;
      }
    }
    return null;
  }

  private record(node: Node, scope: Scope, depth: number): Value | null {
    const entries: Record<string, Value> = {};
    const spreads: Value[] = [];
    for (const part of children(node, 'properties')) {
      if (part.type === 'SpreadElement') {
        const value = this.value(child(part, 'argument'), scope, depth);
        if (value?.is === 'record') Object.assign(entries, value.entries);
        else if (value?.is === 'columns' || value?.is === 'object') {
          for (const [key, id] of this.around.index.columnKeys(value.id)) entries[key] = { is: 'column', id };
        } else if (value) spreads.push(value);
        continue;
      }
      const key = part.computed === true ? null : nameOf(child(part, 'key'));
      const value = key === null ? null : this.value(child(part, 'value'), scope, depth);
      if (key !== null && value) entries[key] = value;
    }
    const own: Value | null = Object.keys(entries).length > 0 ? { is: 'record', entries } : null;
    return anyOf([own, ...spreads]);
  }

  private call(node: Node, scope: Scope, depth: number): Value | null {
    const declared = this.around.declaredAt(node.start);
    if (declared !== null) return { is: 'object', id: declared };
    const name = calleeName(node) ?? '';
    const [first = null, second = null] = children(node, 'arguments');
    const callee = bare(child(node, 'callee'));
    const receiver = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
    if (name === 'require' && !receiver && !scope.find('require')) return this.around.module(nameOf(first) ?? '');
    if (/^(alias|aliasedTable|aliasedView)$/.test(name)) return this.value(first, scope, depth);
    if (/^(getTableColumns|getColumns|getViewSelectedFields|getViewColumns)$/.test(name)) {
      const [id] = objectsOf(this.value(first, scope, depth));
      return id === undefined ? null : { is: 'columns', id };
    }
    if (name === 'drizzle') return { is: 'client', schema: this.schemaOf([first, second], scope, depth) };
    if (/^(freeze|seal|withReplicas|defineRelations|withRLS|enableRLS)$/.test(name)) {
      return this.value(first ?? receiver, scope, depth);
    }
    if (receiver?.type === 'CallExpression' && name === 'as') {
      // `db.$with('recent').as(query)`, or a query's own `.as('recent')`.
      const isWith = calleeName(receiver) === '$with';
      const query = isWith && isFunction(bare(first)) ? returned(bare(first)) : first;
      return this.rows(isWith ? query : receiver, scope, depth);
    }
    return receiver ? this.rows(node, scope, depth) : null;
  }

  private schemaOf(candidates: readonly (Node | null)[], scope: Scope, depth: number): Value | null {
    for (const candidate of candidates) {
      for (const part of children(this.objectLiteral(candidate, scope)?.node ?? null, 'properties')) {
        const key = nameOf(child(part, 'key'));
        if (key === 'schema' || key === 'relations') return this.value(child(part, 'value'), scope, depth);
      }
    }
    return null;
  }

  /** The columns of what a query gives, by the names it gives them. */
  private rows(query: Node | null, scope: Scope, depth: number): Value | null {
    const calls = callChain(bare(query));
    const named = (name: RegExp) => calls.find((call) => name.test(calleeName(call) ?? ''));
    const select = named(/^select(Distinct|DistinctOn)?$/);
    if (!select) return null;
    const args = children(select, 'arguments');
    const fields = calleeName(select) === 'selectDistinctOn' ? args[1] : args[0];
    if (fields) return this.value(fields, scope, depth);
    const from = named(/^from$/);
    const table = from ? this.value(children(from, 'arguments')[0] ?? null, scope, depth) : null;
    // With joins the rows hold one object per table, called like it: nobody knows under which alias.
    return named(/Join(Lateral)?$/) ? null : table;
  }

  /** The object literal that an expression comes to, and where its names are looked up. */
  objectLiteral(node: Node | null, scope: Scope, depth = 0): { readonly node: Node; readonly scope: Scope } | null {
    const inner = bare(node);
    if (!inner || depth > MAX_DEPTH) return null;
    if (inner.type === 'ObjectExpression') return { node: inner, scope };
    if (inner.type !== 'Identifier') return null;
    const binding = scope.find(String(inner.name));
    if (binding?.is !== 'expression' || binding.path.length > 0) return null;
    return this.objectLiteral(binding.node, binding.scope, depth + 1);
  }
}

function qualifiers(node: Node | null): readonly string[] {
  if (!node) return [];
  if (node.type !== 'TSQualifiedName') return [nameOf(node) ?? ''];
  return [...qualifiers(child(node, 'left')), nameOf(child(node, 'right')) ?? ''];
}
