import { child, children, type Node, nameOf, unwrap } from '../syntax/node.ts';
import { type Located, Sources } from '../syntax/sources.ts';
import type { ConfigObject } from './config-object.ts';

/**
 * What can be read of a config file without running it: the literal parts of its default export. `null` where there is
 * no object to be seen.
 */
export function readConfigSyntax(root: string, configFile: string): ConfigObject | null {
  const sources = new Sources(root, new Map());
  const at = sources.exported(configFile, 'default') ?? commonJsExport(sources, configFile);
  const literal = at ? configLiteral(sources, at) : null;
  return literal ? literalObject(sources, literal, 0) : null;
}

/** `defineConfig({ … })`, `{ … } satisfies Config`, or a name for either. */
function configLiteral(sources: Sources, at: Located): Located | null {
  const node = unwrap(at.node);
  if (node?.type === 'Identifier') {
    const target = sources.local(at.source, String(node.name));
    return target ? configLiteral(sources, target) : null;
  }
  const [argument] = node?.type === 'CallExpression' ? children(node, 'arguments') : [];
  return argument ? configLiteral(sources, { ...at, node: argument }) : sources.objectOf(at);
}

/** `module.exports = { … }`. */
function commonJsExport(sources: Sources, configFile: string): Located | null {
  const source = sources.file(configFile);
  const match = source ? /module\.exports\s*=\s*/.exec(source.text) : null;
  const value = source && match ? source.assigned(match.index) : null;
  return source && value ? { source, node: value, statement: value.start } : null;
}

const MAX_DEPTH = 6;

function literalObject(sources: Sources, at: Located, depth: number): ConfigObject {
  const result: Record<string, unknown> = {};
  for (const property of children(at.node, 'properties')) {
    const key = nameOf(child(property, 'key'));
    const value = child(property, 'value');
    if (key === null || !value) continue;
    const read = literalValue(sources, { ...at, node: value }, depth + 1);
    if (read !== undefined) result[key] = read;
  }
  return result;
}

function literalValue(sources: Sources, at: Located, depth: number): unknown {
  const node: Node | null = unwrap(at.node);
  if (!node || depth > MAX_DEPTH) return undefined;
  if (node.type === 'Literal') return node.value;
  if (node.type === 'TemplateLiteral') return nameOf(node) ?? undefined;
  if (node.type === 'ArrayExpression') {
    return children(node, 'elements').map((element) => literalValue(sources, { ...at, node: element }, depth + 1));
  }
  if (node.type === 'ObjectExpression') return literalObject(sources, { ...at, node }, depth);
  if (node.type !== 'Identifier') return undefined;
  const target = sources.local(at.source, String(node.name));
  return target ? literalValue(sources, target, depth + 1) : undefined;
}
