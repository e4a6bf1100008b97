import { child, children, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare, memberName } from '../module/evaluate.ts';

/** As much of a database's address as a rule may know: never the address itself. */
export type AddressPart =
  | { readonly is: 'known'; readonly pooler: string | null; readonly offset: number }
  | { readonly is: 'variable'; readonly name: string };

/**
 * Why an address is that of a pooler in transaction mode without prepared statements; `null` where it is none, or one that
 * keeps them. Supabase: port 6543, on the shared pooler's host and on the project's own. `pgbouncer=true` is what tools are told
 * of such a pooler. Neon's pooler (`-pooler.`) keeps prepared statements of the protocol (PgBouncer 1.22).
 */
export function transactionPooler(address: string): string | null {
  const match = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#:]*)(?::(\d+))?(?:[/?#]|$)/i.exec(address.trim());
  if (!match) return null;
  const [, host = '', port = ''] = match;
  if (/[?&]pgbouncer=true\b/i.test(address)) return 'pgbouncer=true in its address';
  if (port === '6543') return /supabase\.(com|co)$/i.test(host) ? 'Supabase’s pooler on port 6543' : 'port 6543';
  return null;
}

/** What the arguments and options of a client tell of its address; the first that says something counts. */
export function addressIn(
  candidates: readonly (Node | null)[],
  options: ReadonlyMap<string, Node>,
): AddressPart | null {
  for (const candidate of candidates) {
    const part = addressOf(candidate);
    if (part) return part;
  }
  const port = options.get('port');
  if (port?.value === 6543 || port?.value === '6543') return { is: 'known', pooler: 'port 6543', offset: port.start };
  return null;
}

function addressOf(node: Node | null): AddressPart | null {
  const inner = bare(node);
  if (!inner) return null;
  if (inner.type === 'LogicalExpression') return addressOf(child(inner, 'left')) ?? addressOf(child(inner, 'right'));
  const variable = environmentName(inner);
  if (variable !== null) return { is: 'variable', name: variable };
  const text = inner.type === 'Identifier' ? null : (nameOf(inner) ?? templateText(inner));
  return text !== null && /^postgres(ql)?:\/\//i.test(text)
    ? { is: 'known', pooler: transactionPooler(text), offset: inner.start }
    : null;
}

/** The written parts of a template, with a name for each hole: the port mostly stands there. */
function templateText(node: Node): string | null {
  if (node.type !== 'TemplateLiteral') return null;
  return children(node, 'quasis')
    .map((quasi) => (quasi.value as { cooked?: string } | undefined)?.cooked ?? '')
    .join('hole');
}

/** `process.env.NAME`, `import.meta.env.NAME`, `env.NAME`, `Deno.env.get('NAME')`. Names in capitals only. */
function environmentName(node: Node): string | null {
  if (node.type === 'CallExpression') {
    const callee = bare(child(node, 'callee'));
    const isGet = callee?.type === 'MemberExpression' && memberName(callee) === 'get';
    return isGet && isEnvironment(bare(child(callee, 'object')))
      ? nameOf(children(node, 'arguments')[0] ?? null)
      : null;
  }
  if (node.type !== 'MemberExpression') return null;
  const name = memberName(node);
  return name !== null && /^[A-Z][A-Z0-9_]*$/.test(name) && isEnvironment(bare(child(node, 'object'))) ? name : null;
}

function isEnvironment(node: Node | null): boolean {
  if (node?.type === 'Identifier') return /^(env|serverEnv|environment)$/i.test(String(node.name));
  return node?.type === 'MemberExpression' && memberName(node) === 'env';
}
