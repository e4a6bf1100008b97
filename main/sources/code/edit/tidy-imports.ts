import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import { child, children, type Node, nameOf } from '../syntax/node.ts';

/** Takes out names that were imported and used before, and are used no more. What was unused before stays. */
export function tidyImports(file: string, before: string, after: string): string {
  const program = parseSync(file, after).program as unknown as Node;
  const imports = children(program, 'body').filter(({ type }) => type === 'ImportDeclaration');
  const edited = new MagicString(after);
  for (const statement of imports) {
    const specifiers = children(statement, 'specifiers');
    const unused = specifiers.filter((node) => {
      const local = nameOf(child(node, 'local')) ?? '';
      return uses(after, local, imports) === 0 && uses(before, local, importsOf(file, before)) > 0;
    });
    if (unused.length === 0) continue;
    if (unused.length === specifiers.length) {
      edited.remove(statement.start, statement.end + (/^[^\S\n]*\n/.exec(after.slice(statement.end))?.[0].length ?? 0));
      continue;
    }
    for (const node of unused) removeSpecifier(edited, node, specifiers);
  }
  return edited.toString();
}

function importsOf(file: string, text: string): readonly Node[] {
  const program = parseSync(file, text).program as unknown as Node;
  return children(program, 'body').filter(({ type }) => type === 'ImportDeclaration');
}

/** How often a word stands outside of the imports. A comment counts: better one import too many. */
function uses(text: string, name: string, imports: readonly Node[]): number {
  let rest = text;
  for (const { start, end } of [...imports].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  const escaped = name.replace(/[$]/g, '\\$&');
  return [...rest.matchAll(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'g'))].length;
}

/** With its comma: the one behind it, or that of the name before it where it is the last. */
function removeSpecifier(edited: MagicString, node: Node, specifiers: readonly Node[]): void {
  const text = edited.original;
  const behind = /^\s*,[^\S\n]*(?:\n[^\S\n]*)?/.exec(text.slice(node.end))?.[0];
  if (behind !== undefined) {
    edited.remove(node.start, node.end + behind.length);
    return;
  }
  const previous = specifiers[specifiers.indexOf(node) - 1];
  edited.remove(previous?.end ?? node.start, node.end);
}
