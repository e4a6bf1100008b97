/** A node of the syntax tree (ESTree with TypeScript), as loosely as this pass needs it. Offsets are UTF-16. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

export function child(node: Node, field: string): Node | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

const NONE: readonly Node[] = [];

export function children(node: Node | null, field: string): readonly Node[] {
  const value = node?.[field];
  if (!Array.isArray(value)) return NONE;
  // Only patterns and lists with gaps hold anything else.
  return value.every(isNode) ? value : value.filter(isNode);
}

const WRAPPERS = new Set([
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion'],
  ...['ParenthesizedExpression', 'AwaitExpression'],
]);

/** The expression without what TypeScript or parentheses wrap around it. */
export function unwrap(node: Node | null): Node | null {
  let inner = node;
  while (inner && WRAPPERS.has(inner.type)) {
    inner = child(inner, inner.type === 'AwaitExpression' ? 'argument' : 'expression');
  }
  return inner;
}

/** The name of an identifier, or the text of a string literal. */
export function nameOf(node: Node | null): string | null {
  if (!node) return null;
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node.name);
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const [only, ...rest] = children(node, 'quasis');
  const cooked = (only?.value as { cooked?: string } | undefined)?.cooked;
  return rest.length === 0 && cooked !== undefined ? cooked : null;
}

/** The calls of a chain, innermost first: `text('a').notNull().unique()` gives three. */
export function callChain(node: Node | null): readonly Node[] {
  const calls: Node[] = [];
  let at = unwrap(node);
  while (at?.type === 'CallExpression') {
    calls.unshift(at);
    const callee = unwrap(child(at, 'callee'));
    at = callee?.type === 'MemberExpression' ? unwrap(child(callee, 'object')) : null;
  }
  return calls;
}

/** What is called: `text` of `text('a')`, `table` of `app.table('a')`, `notNull` of `….notNull()`. */
export function calleeName(call: Node): string | null {
  const callee = unwrap(child(call, 'callee'));
  if (callee?.type === 'MemberExpression') return nameOf(child(callee, 'property'));
  return nameOf(callee);
}

/** What a function returns, where that is one expression. */
export function returned(node: Node | null): Node | null {
  const body = node ? child(node, 'body') : null;
  if (!body) return null;
  if (body.type !== 'BlockStatement') return unwrap(body);
  const statement = children(body, 'body').findLast((entry) => entry.type === 'ReturnStatement');
  return statement ? unwrap(child(statement, 'argument')) : null;
}

const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration']);

export function isFunction(node: Node | null): boolean {
  return node !== null && FUNCTIONS.has(node.type);
}
