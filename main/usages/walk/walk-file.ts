import { calleeName, child, children, isFunction, isNode, type Node } from '#main/sources/code/syntax/node.ts';
import { bare, type Evaluator } from '../module/evaluate.ts';
import type { ModuleRecord } from '../module/module-record.ts';
import { Scope } from '../module/scope.ts';
import { targetsOf, type Value } from '../module/value.ts';
import type { SqlReader } from '../sql/sql-reader.ts';
import { visitCall } from './calls.ts';
import { chainOf } from './chain.ts';
import { visitText } from './raw-sql.ts';
import { noteValue, visitPattern, visitReference } from './references.ts';
import { type Chain, type FoundUse, type Parameter, PLAIN, type Role, type Walk } from './walk.ts';

export interface WalkInput {
  readonly body: readonly Node[];
  readonly record: ModuleRecord;
  readonly evaluator: Evaluator;
  readonly sql: SqlReader;
  readonly text: string;
}

/** The names of a file's top level. */
export function fileScope(body: readonly Node[]): Scope {
  const scope = new Scope(null);
  scope.declareAll(body);
  return scope;
}

/** Every use of the schema in a file, in its order; each place counts once, for the most telling of its kinds. */
export function walkFile(input: WalkInput): readonly FoundUse[] {
  const walker = new FileWalker(input);
  walker.run();
  return walker.found();
}

const SKIPPED_FIELDS = new Set(['type', 'start', 'end', 'range', 'loc', 'parent', 'label']);

class FileWalker implements Walk {
  readonly evaluator: Evaluator;
  readonly sql: SqlReader;
  readonly text: string;
  private readonly input: WalkInput;
  private readonly uses = new Map<string, FoundUse>();
  private calls: ReadonlyMap<string, readonly Node[]> | null = null;

  constructor(input: WalkInput) {
    this.input = input;
    this.evaluator = input.evaluator;
    this.sql = input.sql;
    this.text = input.text;
  }

  run(): void {
    const { body, record } = this.input;
    for (const { local, start, typeOnly, name } of record.imports) {
      if (name === '*') continue;
      const role: Role = { ...PLAIN, column: 'import', object: typeOnly ? 'type' : 'import' };
      noteValue(this, this.evaluator.around.imported(local), start, role);
    }
    for (const entry of record.exports) this.noteExport(entry);
    this.visitAll(body, fileScope(body), PLAIN);
  }

  found(): readonly FoundUse[] {
    return [...this.uses.values()];
  }

  /** Passing a name on, from another module or from an import, is a use; exporting what is declared here is none. */
  private noteExport({ from, local, start, typeOnly }: ModuleRecord['exports'][number]): void {
    const { around } = this.evaluator;
    const imported = this.input.record.imports.find((entry) => entry.local === local && entry.name !== '*');
    const value = from
      ? from.name === '*'
        ? null
        : this.evaluator.member(around.module(from.specifier), from.name)
      : imported
        ? around.imported(imported.local)
        : null;
    noteValue(this, value, start, { ...PLAIN, column: 're-export', object: typeOnly ? 'type' : 're-export' });
  }

  use(use: FoundUse): void {
    const key = `${use.object}\0${use.offset}`;
    const known = this.uses.get(key);
    if (!known || isVague(known)) this.uses.set(key, use);
  }

  visitAll(nodes: readonly Node[], scope: Scope, role: Role): void {
    for (const node of nodes) this.visit(node, scope, role);
  }

  visit(node: Node | null, scope: Scope, role: Role, chain?: Chain): void {
    if (!node) return;
    const visitor = VISITORS[node.type];
    if (visitor) visitor(this, node, scope, role, chain);
    else if (isFunction(node)) this.visitFunction(node, scope, role, []);
    else this.visitChildren(node, scope, role);
  }

  visitChildren(node: Node, scope: Scope, role: Role): void {
    // Names right below a type are names of types.
    const isType = node.type.startsWith('TS') && !TS_EXPRESSIONS.has(node.type);
    for (const field in node) {
      if (SKIPPED_FIELDS.has(field)) continue;
      const value = node[field];
      if (Array.isArray(value)) {
        for (const each of value) {
          if (isNode(each) && !(isType && each.type === 'Identifier')) this.visit(each, scope, role);
        }
      } else if (isNode(value) && !(isType && value.type === 'Identifier')) this.visit(value, scope, role);
    }
  }

  visitFunction(node: Node, scope: Scope, role: Role, parameters: readonly Parameter[]): void {
    const own = new Scope(scope);
    const inside = PLAIN.column === role.column ? PLAIN : { ...PLAIN, tables: role.tables };
    for (const [at, parameter] of children(node, 'params').entries()) {
      const value = parameters[at] ?? null;
      own.bind(parameter, value && { is: 'value', value, path: [] });
      const pattern = parameter.type === 'AssignmentPattern' ? child(parameter, 'left') : parameter;
      if (value && pattern?.type === 'ObjectPattern') visitPattern(this, pattern, value, own, role);
      this.visitParameter(parameter, own, inside);
    }
    this.visit(child(node, 'returnType'), own, PLAIN);
    const body = child(node, 'body');
    if (body?.type !== 'BlockStatement') {
      this.visit(body, own, role);
      return;
    }
    const statements = children(body, 'body');
    own.declareAll(statements);
    for (const statement of statements) {
      // What a callback returns stands where the callback does.
      if (statement.type === 'ReturnStatement') this.visit(child(statement, 'argument'), own, role);
      else this.visit(statement, own, inside);
    }
  }

  /** Defaults and types of a parameter; its names are no uses. */
  private visitParameter(parameter: Node, scope: Scope, role: Role): void {
    if (parameter.type === 'AssignmentPattern') {
      this.visit(child(parameter, 'right'), scope, role);
      const left = child(parameter, 'left');
      if (left) this.visitParameter(left, scope, role);
      return;
    }
    if (parameter.type === 'TSParameterProperty') {
      const inner = child(parameter, 'parameter');
      if (inner) this.visitParameter(inner, scope, role);
      return;
    }
    this.visit(child(parameter, 'typeAnnotation'), scope, role);
    for (const part of [...children(parameter, 'properties'), ...children(parameter, 'elements')]) {
      const value = child(part, 'value') ?? (part.type === 'AssignmentPattern' ? part : null);
      if (value) this.visitParameter(value, scope, role);
    }
  }

  callsOn(variable: string, method: string): readonly Node[] {
    this.calls ??= collectCalls(this.input.body);
    return this.calls.get(`${variable}\0${method}`) ?? [];
  }
}

const VAGUE = new Set(['passed', 'selected', 'import', 're-export']);

function isVague({ kind }: FoundUse): boolean {
  return VAGUE.has(kind);
}

/** Methods through which statements and lists of conditions are built up in steps. */
const STEPS = /^(where|push)$/;

function collectCalls(body: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const calls = new Map<string, Node[]>();
  const visit = (node: Node): void => {
    const callee = node.type === 'CallExpression' ? bare(child(node, 'callee')) : null;
    const object = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
    const method = callee ? (calleeName(node) ?? '') : '';
    if (object?.type === 'Identifier' && STEPS.test(method)) {
      const key = `${object.name}\0${method}`;
      calls.set(key, [...(calls.get(key) ?? []), ...children(node, 'arguments')]);
    }
    for (const field in node) {
      const value = node[field];
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each);
    }
  };
  for (const statement of body) visit(statement);
  return calls;
}

const TS_EXPRESSIONS = new Set([
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSExportAssignment'],
  ...['TSInstantiationExpression', 'TSEnumMember', 'TSParameterProperty'],
]);

type Visitor = (walker: FileWalker, node: Node, scope: Scope, role: Role, chain?: Chain) => void;

const visitBlock: Visitor = (walker, node, scope, role) => {
  const own = new Scope(scope);
  const statements = node.type === 'SwitchStatement' ? children(node, 'cases') : children(node, 'body');
  if (node.type === 'SwitchStatement') {
    walker.visit(child(node, 'discriminant'), scope, role);
    for (const each of statements) own.declareAll(children(each, 'consequent'));
  } else own.declareAll(statements);
  for (const statement of statements) walker.visit(statement, own, PLAIN);
};

const visitFor: Visitor = (walker, node, scope, role) => {
  const own = new Scope(scope);
  const left = child(node, 'left') ?? child(node, 'init');
  if (left?.type === 'VariableDeclaration') own.declareAll([left]);
  const list = child(node, 'right');
  const [entry] = node.type === 'ForOfStatement' ? children(left, 'declarations') : [];
  const pattern = entry ? child(entry, 'id') : null;
  if (pattern && list) own.bind(pattern, { is: 'expression', node: list, path: [null], scope });
  walker.visitChildren(node, own, role);
};

const visitClass: Visitor = (walker, node, scope) => {
  const own = new Scope(scope);
  own.set('this', { is: 'class', node, scope });
  walker.visitAll(children(node, 'decorators'), scope, PLAIN);
  walker.visit(child(node, 'superClass'), scope, PLAIN);
  walker.visit(child(node, 'superTypeArguments'), scope, PLAIN);
  walker.visit(child(node, 'body'), own, PLAIN);
};

const visitKeyed: Visitor = (walker, node, scope, role) => {
  if (node.computed === true) walker.visit(child(node, 'key'), scope, role);
  walker.visitAll(children(node, 'decorators'), scope, role);
  walker.visit(child(node, 'typeAnnotation'), scope, PLAIN);
  walker.visit(child(node, 'value'), scope, role);
};

const visitDeclarator: Visitor = (walker, node, scope, role) => {
  const id = child(node, 'id');
  const init = child(node, 'init');
  if (id) walker.visit(child(id, 'typeAnnotation'), scope, PLAIN);
  const value: Value | null = id?.type === 'ObjectPattern' ? walker.evaluator.value(init, scope) : null;
  if (id?.type === 'ObjectPattern') visitPattern(walker, id, value, scope, PLAIN);
  visitAssigned(walker, init, scope, role, id?.type === 'Identifier' ? String(id.name) : null);
};

/** A statement that is not awaited may be built on under the name it is given. */
function visitAssigned(walker: FileWalker, init: Node | null, scope: Scope, role: Role, name: string | null): void {
  if (init?.type === 'CallExpression') walker.visit(init, scope, role, chainOf(walker, init, scope, name));
  else walker.visit(init, scope, role);
}

const visitTypeQuery: Visitor = (walker, node, scope) => {
  const role: Role = { ...PLAIN, column: 'type', object: 'type' };
  let name = child(node, 'exprName');
  while (name) {
    const at = child(name, 'right') ?? lastQualifier(name) ?? name;
    const value = walker.evaluator.typeName(name, scope);
    if (targetsOf(value).length > 0) {
      noteValue(walker, value, at.start, role);
      return;
    }
    name = child(name, 'left');
  }
};

function lastQualifier(node: Node): Node | null {
  const qualifier = child(node, 'qualifier');
  return qualifier ? (child(qualifier, 'right') ?? qualifier) : null;
}

const visitName: Visitor = (walker, node, scope, role) => visitReference(walker, node, scope, role);

const visitNothing: Visitor = () => {};

const VISITORS: Readonly<Record<string, Visitor>> = {
  ImportDeclaration: visitNothing,
  ExportAllDeclaration: visitNothing,
  ExportNamedDeclaration: (walker, node, scope, role) => walker.visit(child(node, 'declaration'), scope, role),
  BlockStatement: visitBlock,
  StaticBlock: visitBlock,
  TSModuleBlock: visitBlock,
  SwitchStatement: visitBlock,
  ForStatement: visitFor,
  ForOfStatement: visitFor,
  ForInStatement: visitFor,
  CatchClause: (walker, node, scope) => {
    const own = new Scope(scope);
    const parameter = child(node, 'param');
    if (parameter) own.bind(parameter, null);
    walker.visit(child(node, 'body'), own, PLAIN);
  },
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  Property: visitKeyed,
  PropertyDefinition: visitKeyed,
  AccessorProperty: visitKeyed,
  MethodDefinition: visitKeyed,
  VariableDeclarator: visitDeclarator,
  AssignmentExpression: (walker, node, scope, role) => {
    const left = child(node, 'left');
    if (left?.type !== 'Identifier') walker.visit(left, scope, role);
    visitAssigned(walker, child(node, 'right'), scope, role, left?.type === 'Identifier' ? String(left.name) : null);
  },
  CallExpression: (walker, node, scope, role, chain) => visitCall(walker, node, scope, role, chain ?? null),
  Identifier: visitName,
  MemberExpression: visitName,
  TSTypeQuery: visitTypeQuery,
  TaggedTemplateExpression: visitText,
  TemplateLiteral: visitText,
  Literal: visitText,
  BinaryExpression: visitText,
  JSXAttribute: (walker, node, scope, role) => {
    const value = child(node, 'value');
    if (value?.type !== 'Literal') walker.visit(value, scope, role);
  },
  JSXOpeningElement: (walker, node, scope, role) => walker.visitAll(children(node, 'attributes'), scope, role),
  JSXClosingElement: visitNothing,
  BreakStatement: visitNothing,
  ContinueStatement: visitNothing,
  TSEnumDeclaration: (walker, node, scope) => {
    for (const member of children(child(node, 'body') ?? node, 'members')) {
      walker.visit(child(member, 'initializer'), scope, PLAIN);
    }
  },
  ExportSpecifier: visitNothing,
};
