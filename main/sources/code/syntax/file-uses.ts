import { child, children, isFunction, isNode, type Node, nameOf, unwrap } from './node.ts';

/**
 * How a file uses a name that it imports. `reference`: only as what a key or a relation leads to, from inside a function
 * (`references(() => users.id)`), so that nothing of it matters but names. `value`: in any other way.
 */
export type Use = 'reference' | 'value';

/** What a file does, as far as reading a part of a project depends on it. */
export interface FileUses {
  /**
   * True where the file only declares: loading it changes nothing that another file made, so that loading it later, or
   * not at all, makes no difference to them. Where in doubt, false.
   */
  readonly isPlain: boolean;
  /** By local name; a name that only types use is not here. */
  readonly uses: ReadonlyMap<string, Use>;
}

export function usesOf(body: readonly Node[], imported: ReadonlySet<string>): FileUses {
  const reader = new UseReader(imported);
  for (const statement of body) reader.topLevel(statement);
  return { isPlain: reader.isPlain, uses: reader.uses };
}

const DECLARATIONS = /^(VariableDeclaration|FunctionDeclaration|ClassDeclaration|EmptyStatement)$/;
const TYPES_ONLY = /^(TSTypeAliasDeclaration|TSInterfaceDeclaration|TSDeclareFunction)$/;
/** What TypeScript wraps around values. */
const WRAPPERS = /^TS(AsExpression|SatisfiesExpression|NonNullExpression|TypeAssertion|InstantiationExpression)$/;

/** Methods of built-in objects that change them. */
const CHANGING = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear', 'register'],
]);
const CHANGES_FIRST_ARGUMENT = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set']);
const UNSAFE_NAMES = new Set(['globalThis', 'global', 'eval', 'Function', 'require', 'module', 'exports']);

/** Fields that hold names, not uses of them. */
const NAME_FIELDS: Readonly<Record<string, string>> = {
  MemberExpression: 'property',
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
};

class UseReader {
  readonly uses = new Map<string, Use>();
  isPlain = true;
  private readonly imported: ReadonlySet<string>;
  /** Names that the functions around the place have made for themselves; parameters are others' values. */
  private readonly own: Set<string>[] = [];

  constructor(imported: ReadonlySet<string>) {
    this.imported = imported;
  }

  topLevel(statement: Node): void {
    const { type } = statement;
    if (TYPES_ONLY.test(type)) return;
    if (type === 'ImportDeclaration') {
      // Loaded for what it does.
      if (children(statement, 'specifiers').length === 0 && statement.importKind !== 'type') this.isPlain = false;
      return;
    }
    if (type === 'ExportAllDeclaration') return;
    if (type === 'ExportNamedDeclaration') {
      const declaration = child(statement, 'declaration');
      if (declaration) this.topLevel(declaration);
      else if (!child(statement, 'source')) for (const entry of children(statement, 'specifiers')) this.exported(entry);
      return;
    }
    if (type === 'ExportDefaultDeclaration') {
      this.visit(child(statement, 'declaration'));
      return;
    }
    const isDirective = type === 'ExpressionStatement' && child(statement, 'expression')?.type === 'Literal';
    if (!DECLARATIONS.test(type) && !isDirective) this.isPlain = false;
    this.visit(statement);
  }

  private exported(entry: Node): void {
    const name = nameOf(child(entry, 'local'));
    if (name !== null) this.use(name, 'value');
  }

  private use(name: string, use: Use): void {
    if (UNSAFE_NAMES.has(name)) this.isPlain = false;
    if (!this.imported.has(name)) return;
    if (use === 'value' || !this.uses.has(name)) this.uses.set(name, use);
  }

  private visit(given: Node | null): void {
    if (!given) return;
    if (given.type.startsWith('TS')) {
      if (WRAPPERS.test(given.type)) this.visit(child(given, 'expression'));
      else if (/^TS(Enum|Module|ImportEquals|Export)/.test(given.type)) this.isPlain = false;
      return;
    }
    if (given.type === 'Identifier') this.use(String(given.name), 'value');
    else if (isFunction(given)) this.inFunction(given);
    else {
      this.checkChange(given);
      this.inside(given);
    }
  }

  private inside(node: Node): void {
    if (node.type === 'CallExpression' && this.callWithReferences(node)) return;
    if (node.type === 'Property' && this.isListOfReferences(node)) {
      for (const element of children(child(node, 'value'), 'elements')) this.reference(element);
      return;
    }
    const nameField = node.computed === true ? undefined : NAME_FIELDS[node.type];
    // By name, not by Object.entries: a file of a thousand tables has half a million nodes, and an edit waits for this.
    for (const field in node) {
      if (field === nameField) continue;
      const value = node[field];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) for (const entry of value) this.visit(isNode(entry) ? entry : null);
      else if (isNode(value)) this.visit(value);
    }
  }

  private inFunction(node: Node): void {
    this.own.push(declaredIn(child(node, 'body')));
    for (const parameter of children(node, 'params')) this.visit(parameter);
    this.visit(child(node, 'body'));
    this.own.pop();
  }

  /** `….references(() => users.id)`, `one(users, …)` and `many(users)` in a function: true where all of it was read. */
  private callWithReferences(call: Node): boolean {
    const callee = unwrap(child(call, 'callee'));
    const [first, ...others] = children(call, 'arguments');
    if (!callee || !first) return false;
    const name = callee.type === 'MemberExpression' ? nameOf(child(callee, 'property')) : nameOf(callee);
    const target = isFunction(first) ? unwrap(child(first, 'body')) : null;
    const isReference = name === 'references' && callee.type === 'MemberExpression' && target !== null;
    const isRelation = (name === 'one' || name === 'many') && this.own.length > 0 && first.type === 'Identifier';
    const isRelations = name === 'relations' && callee.type === 'Identifier' && first.type === 'Identifier';
    if (!isReference && !isRelation && !isRelations) return false;
    this.visit(callee);
    if (isReference) this.reference(target);
    else this.use(String(first.name), 'reference');
    for (const other of others) this.visit(other);
    return true;
  }

  private isListOfReferences(property: Node): boolean {
    const key = nameOf(child(property, 'key'));
    const isNamed = key === 'foreignColumns' || key === 'references' || key === 'fields';
    return isNamed && this.own.length > 0 && child(property, 'value')?.type === 'ArrayExpression';
  }

  /** `users.id`; anything else is a use like any other. */
  private reference(node: Node | null): void {
    const member = unwrap(node);
    const object = member?.type === 'MemberExpression' && member.computed !== true ? child(member, 'object') : null;
    if (object?.type === 'Identifier') this.use(String(object.name), 'reference');
    else this.visit(node);
  }

  private checkChange(node: Node): void {
    switch (node.type) {
      case 'AssignmentExpression':
        this.changes(child(node, 'left'));
        return;
      case 'UpdateExpression':
        this.changes(child(node, 'argument'));
        return;
      case 'UnaryExpression':
        if (node.operator === 'delete') this.changes(child(node, 'argument'));
        return;
      case 'CallExpression':
        this.checkCall(node);
        return;
      case 'ImportExpression':
      case 'WithStatement':
        this.isPlain = false;
        return;
      case 'AwaitExpression':
      case 'ForOfStatement':
      case 'ForInStatement':
        if (this.own.length === 0) this.isPlain = false;
    }
  }

  private checkCall(call: Node): void {
    const callee = unwrap(child(call, 'callee'));
    if (callee?.type !== 'MemberExpression') return;
    const method = nameOf(child(callee, 'property'));
    const object = unwrap(child(callee, 'object'));
    if (method === null) return;
    const isBuiltIn = object?.type === 'Identifier' && /^(Object|Reflect)$/.test(String(object.name));
    const [first] = children(call, 'arguments');
    if (isBuiltIn) {
      if (CHANGES_FIRST_ARGUMENT.has(method) && first?.type !== 'ObjectExpression') this.changes(first ?? null);
    } else if (CHANGING.has(method) && rootOf(object) !== null) this.changes(object);
  }

  /** What a function made for itself it may change. */
  private changes(target: Node | null): void {
    const root = rootOf(unwrap(target));
    if (root?.type === 'ThisExpression' && this.own.length > 0) return;
    if (root?.type === 'Identifier' && this.own.some((names) => names.has(String(root.name)))) return;
    this.isPlain = false;
  }
}

/** The name that `a.b[c].d` begins with; `null` where it begins with a call or a literal. */
function rootOf(node: Node | null): Node | null {
  let at = unwrap(node);
  while (at?.type === 'MemberExpression') at = unwrap(child(at, 'object'));
  return at?.type === 'Identifier' || at?.type === 'ThisExpression' ? at : null;
}

/** Names of variables that a function declares, at any depth but in functions within it. */
function declaredIn(body: Node | null): Set<string> {
  const names = new Set<string>();
  const look = (node: Node): void => {
    if (isFunction(node)) return;
    if (node.type === 'VariableDeclarator') {
      const id = child(node, 'id');
      if (id?.type === 'Identifier' && isMadeHere(child(node, 'init'))) names.add(String(id.name));
    }
    for (const field in node) {
      const value = node[field];
      if (Array.isArray(value)) for (const entry of value) if (isNode(entry)) look(entry);
      if (isNode(value)) look(value);
    }
  };
  if (body) look(body);
  return names;
}

/** `const list = shared` is another's value under a name of one's own. */
function isMadeHere(init: Node | null): boolean {
  const value = unwrap(init);
  if (!value) return true;
  return /^(ArrayExpression|ObjectExpression|NewExpression|Literal|TemplateLiteral|BinaryExpression)$/.test(value.type);
}
