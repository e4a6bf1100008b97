import type MagicString from 'magic-string';
import type { Node } from '../syntax/node.ts';
import { indentAt, indentStep } from './text.ts';

/** What becomes of the entries of an object or array literal. */
export interface ListChanges {
  readonly removed: Set<Node>;
  readonly replaced: Map<Node, string>;
  readonly added: string[];
}

export const noListChanges = (): ListChanges => ({ removed: new Set(), replaced: new Map(), added: [] });

/** Changes a literal's entries; whatever is not touched keeps its text, comments and commas in their style. */
export function editList(
  edited: MagicString,
  literal: Node,
  entries: readonly Node[],
  { removed, replaced, added }: ListChanges,
): void {
  const text = edited.original;
  for (const [node, written] of replaced) edited.overwrite(node.start, node.end, written);
  const kept = entries.filter((entry) => !removed.has(entry));
  const last = entries.at(-1);
  const lastKept = kept.at(-1);
  if (!last || !lastKept) {
    rewriteWhole(edited, literal, added);
    return;
  }
  const comma = commaAfter(text, last.end, literal.end);
  for (const entry of entries) {
    if (!removed.has(entry) || (comma === null && entry.start > lastKept.start)) continue;
    const [start, end] = rangeOf(text, entry, literal);
    edited.remove(start, end);
  }
  if (comma === null && lastKept !== last) edited.remove(lastKept.end, last.end);
  if (added.length === 0) return;
  const isBroken = text.slice(literal.start, entries[0]?.start ?? literal.end).includes('\n');
  const separator = isBroken ? `\n${indentAt(text, lastKept.start)}` : ' ';
  if (comma === null) edited.appendLeft(lastKept.end, added.map((entry) => `,${separator}${entry}`).join(''));
  else {
    const at = commaAfter(text, lastKept.end, literal.end) ?? lastKept.end;
    const place = isBroken ? afterLineComment(text, at + 1) : at + 1;
    edited.appendLeft(place, added.map((entry) => `${separator}${entry},`).join(''));
  }
}

/** A literal of which nothing is left, or that was empty. */
function rewriteWhole(edited: MagicString, literal: Node, added: readonly string[]): void {
  const text = edited.original;
  const [open, close] = [text.charAt(literal.start), text.charAt(literal.end - 1)];
  const indent = indentAt(text, literal.start);
  const inner = indent + indentStep(text);
  const written = added.map((entry) => `\n${inner}${entry},`).join('');
  edited.overwrite(
    literal.start,
    literal.end,
    written === '' ? `${open}${close}` : `${open}${written}\n${indent}${close}`,
  );
}

/** Where the comma after an entry stands; `null` where there is none. Comments between are passed over. */
function commaAfter(text: string, from: number, to: number): number | null {
  const rest = text.slice(from, to).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const found = /^\s*,/.exec(rest);
  return found ? from + found[0].length - 1 : null;
}

function afterLineComment(text: string, at: number): number {
  const comment = /^[ \t]*\/\/[^\n]*/.exec(text.slice(at));
  return at + (comment?.[0].length ?? 0);
}

/** An entry with its comma, and with its line and the comment above it where it has a line of its own. */
function rangeOf(text: string, entry: Node, literal: Node): readonly [number, number] {
  const comma = commaAfter(text, entry.end, literal.end);
  let end = (comma ?? entry.end - 1) + 1;
  const lineStart = text.lastIndexOf('\n', entry.start - 1) + 1;
  const ownsLine = text.slice(lineStart, entry.start).trim() === '' && lineStart > literal.start;
  if (!ownsLine) return [entry.start, end + (/^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0)];
  end = afterLineComment(text, end);
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(end));
  if (!lineEnd) return [entry.start, end];
  return [withCommentAbove(text, lineStart, literal.start), end + lineEnd[0].length];
}

/** The start of the comment that ends right above a line. */
export function withCommentAbove(text: string, lineStart: number, from: number): number {
  const before = text.slice(from, lineStart);
  const comment =
    /(?:^|\n)[ \t]*(?:\/\*\*?(?:(?!\*\/)[\s\S])*\*\/[ \t]*\r?\n|(?:\/\/[^\n]*\r?\n[ \t]*)*\/\/[^\n]*\r?\n)$/.exec(
      before,
    );
  if (!comment) return lineStart;
  return from + comment.index + (before.charAt(comment.index) === '\n' ? 1 : 0);
}
