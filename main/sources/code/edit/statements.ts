import { parseSync } from 'oxc-parser';
import { callChain, calleeName, child, children, type Node, nameOf, unwrap } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { FileEdit } from './file-edit.ts';
import { withCommentAbove } from './list-edit.ts';

const programs = new WeakMap<SourceFile, Node>();

export function programOf(source: SourceFile): Node {
  let program = programs.get(source);
  if (!program) {
    program = parseSync(source.file, source.text).program as unknown as Node;
    programs.set(source, program);
  }
  return program;
}

/** The top-level statement that declares one thing and nothing besides; `null` else. */
export function statementOf(source: SourceFile, declared: Node): Node | null {
  const statement = children(programOf(source), 'body').find(
    ({ start, end }) => start <= declared.start && declared.end <= end,
  );
  const declaration = statement?.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement;
  if (!statement || declaration?.type !== 'VariableDeclaration') return null;
  return children(declaration, 'declarations').length === 1 ? statement : null;
}

/** Takes a statement out with the comment above it and the empty line that it leaves. */
export function removeStatement(edit: FileEdit, statement: Node): void {
  const { text } = edit.source;
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const isLast = text.slice(statement.end).trim() === '';
  const above = withCommentAbove(text, lineStart, 0);
  // The empty line before the last statement would be left at the end of the file.
  const start = isLast ? text.slice(0, above).trimEnd().length + (above === 0 ? 0 : 1) : above;
  const after = /^[^\S\n]*\n(?:[^\S\n]*\n)?/.exec(text.slice(statement.end))?.[0].length ?? 0;
  edit.edited.remove(start, statement.end + after);
}

/** Top-level calls of a function, with the names they are declared under: `relations(boats, …)`. */
export function declaredCalls(
  source: SourceFile,
  callee: string,
): readonly { readonly name: string; readonly call: Node; readonly value: Node }[] {
  return [...source.declarations].flatMap(([name, { value }]) => {
    const [call] = callChain(value);
    return call && calleeName(call) === callee ? [{ name, call, value }] : [];
  });
}

/** The text of the n-th argument, where it is a plain string. */
export function textArgument(call: Node, index: number): string | null {
  return nameOf(unwrap(children(call, 'arguments')[index] ?? null));
}

/** Puts statements behind a node, or behind the imports where there is none. */
export function addStatement(edit: FileEdit, text: string, after: Node | null): void {
  const body = children(programOf(edit.source), 'body');
  const place = after ?? body.findLast(({ type }) => type === 'ImportDeclaration');
  if (place) edit.edited.appendLeft(place.end, `\n\n${text}`);
  else edit.edited.append(`${edit.source.text.trim() === '' ? '' : '\n'}${text}\n`);
}

/** The last top-level statement. */
export function lastStatement(source: SourceFile): Node | null {
  return children(programOf(source), 'body').at(-1) ?? null;
}
