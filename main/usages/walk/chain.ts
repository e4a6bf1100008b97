import type { ObjectId } from '#app/catalog';
import { callChain, calleeName, child, children, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare, memberName } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { objectsOf } from '../module/value.ts';
import type { Chain, Walk } from './walk.ts';

const TARGETS = /^(from|insert|insertInto|update|delete|deleteFrom|\w*Join|\w*JoinLateral|\$count)$/;

/** The chain that a call is the end of. */
export function chainOf(walk: Walk, call: Node, scope: Scope, variable: string | null): Chain {
  const calls = callChain(call);
  const names = calls.map((each) => calleeName(each) ?? '');
  const tables = new Set<ObjectId>();
  for (const [at, each] of calls.entries()) {
    if (!TARGETS.test(names[at] ?? '')) continue;
    for (const id of objectsOf(walk.evaluator.value(children(each, 'arguments')[0] ?? null, scope))) tables.add(id);
  }
  // A statement that was begun elsewhere: `query.where(…)`.
  const base = tables.size === 0 ? baseOf(calls[0]) : null;
  const binding = base === null ? null : scope.find(base);
  const begun = binding?.is === 'expression' && binding.path.length === 0 ? bare(binding.node) : null;
  if (binding?.is === 'expression' && begun?.type === 'CallExpression' && begun !== call && begun.end < call.start) {
    for (const id of chainOf(walk, begun, binding.scope, null).tables) tables.add(id);
  }
  return { calls, names, tables: [...tables], variable };
}

/** The variable that a chain's first call is made on. */
function baseOf(call: Node | undefined): string | null {
  const callee = call ? bare(child(call, 'callee')) : null;
  const object = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
  return object?.type === 'Identifier' ? String(object.name) : null;
}

export function chainCall(chain: Chain, name: RegExp): Node | null {
  const at = chain.names.findIndex((each) => name.test(each));
  return chain.calls[at] ?? null;
}

/** `users` of `db.query.users.findMany`, with the place of the name; `null` for other calls. */
export function queriedKey(call: Node): { readonly key: string; readonly node: Node; readonly client: Node } | null {
  const callee = bare(child(call, 'callee'));
  const table = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
  if (table?.type !== 'MemberExpression') return null;
  const query = bare(child(table, 'object'));
  if (query?.type !== 'MemberExpression' || !/^_?query$/.test(memberName(query) ?? '')) return null;
  const key = memberName(table);
  const node = child(table, 'property');
  const client = child(query, 'object');
  return key === null || !node || !client ? null : { key, node, client };
}

/** Global objects and collections have methods that are called like those of a database client. */
export function isCollection(receiver: Node | null, scope: Scope): boolean {
  const node = bare(receiver);
  if (node?.type === 'NewExpression') {
    return /^(Map|Set|WeakMap|WeakSet|URLSearchParams|FormData|Headers)$/.test(nameOf(child(node, 'callee')) ?? '');
  }
  if (node?.type !== 'Identifier') return false;
  const binding = scope.find(String(node.name));
  if (!binding) return /^(Array|Object|Buffer|Readable|Set|Map|Uint8Array|Observable)$/.test(String(node.name));
  return binding.is === 'expression' && binding.path.length === 0 && isCollectionMade(binding.node);
}

function isCollectionMade(node: Node): boolean {
  const made = bare(node);
  return made?.type === 'NewExpression' && /^(Map|Set|WeakMap|WeakSet)$/.test(nameOf(child(made, 'callee')) ?? '');
}
