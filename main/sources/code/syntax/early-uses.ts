import type { Problem } from '#app/catalog';
import type { Bundle } from '../bundle/bundle.ts';
import { earlyUseProblem } from '../problems.ts';
import { child, isFunction, isNode, type Node } from './node.ts';
import type { SourceFile } from './source-file.ts';
import type { Sources } from './sources.ts';

/**
 * Names that a file uses, while it loads, of a file that loads only after it: imports in a circle. Node throws there; the
 * bundle, which has no temporal dead zone between modules, would go on with `undefined` and lose columns in silence.
 * `files` are the entries in their order; modules load as ES modules do, an import before who imports it.
 */
export function findEarlyUses(
  sources: Sources,
  files: readonly string[],
  inputs: Bundle['inputs'],
): readonly Problem[] {
  const order = loadingOrder(files, inputs);
  return [...order.keys()].flatMap((file) => {
    const later = (inputs[file]?.imports ?? []).filter(({ path }) => (order.get(path) ?? -1) > (order.get(file) ?? 0));
    if (later.length === 0) return [];
    const source = sources.file(file);
    return source ? later.flatMap(({ original, path }) => usesOf(source, original ?? '', path)) : [];
  });
}

function loadingOrder(files: readonly string[], inputs: Bundle['inputs']): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const entered = new Set<string>();
  const visit = (file: string): void => {
    const input = inputs[file];
    if (!input || entered.has(file) || file.includes('node_modules/')) return;
    entered.add(file);
    for (const { path, kind } of input.imports) if (kind === 'import-statement') visit(path);
    order.set(file, order.size);
  };
  for (const file of files) visit(file);
  return order;
}

function usesOf(source: SourceFile, specifier: string, path: string): readonly Problem[] {
  const names = new Set([...source.imports].filter(([, found]) => found.specifier === specifier).map(([name]) => name));
  if (names.size === 0) return [];
  const values = [...source.declarations.values()].map(({ value }) => value);
  const uses = values.flatMap((value) => usedWhileLoading(value, names));
  return uses.slice(0, 1).map((node) => {
    const { line, column } = source.place(node.start);
    return earlyUseProblem({ file: source.file, line, column }, String(node.name), path);
  });
}

/** Fields that hold names, not uses of them. */
const NOT_USES: Readonly<Record<string, string>> = { MemberExpression: 'property', Property: 'key' };

/** The identifiers an expression reads at once: not those in functions, which run later, nor those in types. */
function usedWhileLoading(node: Node, names: ReadonlySet<string>): readonly Node[] {
  if (isFunction(node) || node.type.startsWith('TSType') || node.type === 'MethodDefinition') return [];
  if (node.type === 'Identifier') return names.has(String(node.name)) ? [node] : [];
  const isComputed = node.computed === true;
  return Object.entries(node).flatMap(([field, value]) => {
    if (field === NOT_USES[node.type] && !isComputed) {
      // `{ shared }` is both the key and the use; the value says so.
      return [];
    }
    if (Array.isArray(value)) return value.filter(isNode).flatMap((entry) => usedWhileLoading(entry, names));
    const inner = child(node, field);
    return inner ? usedWhileLoading(inner, names) : [];
  });
}
