import { parseSync } from 'oxc-parser';
import { child, children, type Node, nameOf } from './node.ts';
import { lineStarts } from './source-file.ts';

/** What stands for a part of a file's text. Lines keep their numbers. */
export interface TextReplacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FailingStatement extends TextReplacement {
  /** What it declares; empty where it only does something. */
  readonly names: readonly string[];
}

/**
 * The top-level statement at a 1-based place, as what stands for it once it has thrown: the value of a declaration becomes a
 * stand-in, what is only done, a guard that refuses to go on among it, is left out. `null` where neither can be said of it, as of a
 * class.
 */
export function failingStatementAt(
  file: string,
  text: string,
  place: { readonly line: number; readonly column: number },
): FailingStatement | null {
  const offset = (lineStarts(text)[place.line - 1] ?? 0) + place.column - 1;
  const body = children(parseSync(file, text).program as unknown as Node, 'body');
  const statement = body.find(({ start, end }) => start <= offset && offset < end);
  if (!statement) return null;
  if (statement.type.endsWith('Statement')) return replaced(statement, 'void 0;', text, []);
  if (statement.type === 'ExportDefaultDeclaration') {
    const value = child(statement, 'declaration');
    return value && isExpression(value) ? replaced(value, standIn('default'), text, ['default']) : null;
  }
  const declaration = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement;
  if (declaration?.type !== 'VariableDeclaration') return null;
  const entry = children(declaration, 'declarations').find(({ start, end }) => start <= offset && offset < end);
  // A declaration starts before the first of what it declares.
  const [own = null] = entry ? [entry] : children(declaration, 'declarations');
  const [name, value] = own ? [child(own, 'id'), child(own, 'init')] : [null, null];
  if (!name || !value) return null;
  const names = [nameOf(name) ?? text.slice(name.start, name.end)];
  return replaced(value, standIn(names[0] ?? ''), text, names);
}

function replaced(node: Node, by: string, text: string, names: readonly string[]): FailingStatement {
  const lines = text.slice(node.start, node.end).split('\n').length - 1;
  return { start: node.start, end: node.end, text: `${by}${'\n'.repeat(lines)}`, names };
}

function standIn(name: string): string {
  return `__raingauge.standIn(${JSON.stringify(name)}).value`;
}

function isExpression({ type }: Node): boolean {
  return !type.endsWith('Declaration');
}

/** The text with every replacement made; they do not overlap. */
export function withReplacements(text: string, replacements: readonly TextReplacement[]): string {
  let result = text;
  for (const { start, end, text: by } of [...replacements].sort((a, b) => b.start - a.start)) {
    result = `${result.slice(0, start)}${by}${result.slice(end)}`;
  }
  return result;
}
