import { child, children, type Node } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';

/** A part of a text that code puts together: written out, or a hole that something else fills. */
export type Piece =
  | { readonly is: 'text'; readonly text: string; offsetOf(index: number): number }
  | { readonly is: 'hole'; readonly node: Node; readonly offset: number };

/** The pieces of a string, a template, or strings added together; `null` for what is no text. */
export function piecesOf(node: Node, source: string, scope: Scope): readonly Piece[] | null {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [written(source, node.start + 1, node.end - 1)] : null;
    case 'TemplateLiteral':
      return templatePieces(node, source, scope);
    case 'BinaryExpression': {
      if (node.operator !== '+') return null;
      const sides = [child(node, 'left'), child(node, 'right')].map(bare);
      if (!sides.some((side) => side && piecesOf(side, source, scope))) return null;
      return sides.flatMap((side) => (side ? (piecesOf(side, source, scope) ?? [holeOf(side, scope)]) : []));
    }
    default:
      return null;
  }
}

export function templatePieces(template: Node, source: string, scope: Scope): readonly Piece[] {
  const holes = children(template, 'expressions');
  return children(template, 'quasis').flatMap((quasi, at) => {
    const hole = holes[at];
    // Some parsers count the marks around a part to it: its raw text is what is surely its own.
    const raw = (quasi.value as { readonly raw: string }).raw;
    const start = source.startsWith(raw, quasi.start) ? quasi.start : quasi.start + 1;
    const text = written(source, start, start + raw.length);
    return hole ? [text, holeOf(hole, scope)] : [text];
  });
}

/** A constant with a text of its own is that text; its place is the hole's. */
function holeOf(node: Node, scope: Scope): Piece {
  const inner = bare(node) ?? node;
  const offset = inner.type === 'MemberExpression' ? (child(inner, 'property')?.start ?? inner.start) : inner.start;
  const binding = inner.type === 'Identifier' ? scope.find(String(inner.name)) : null;
  const made = binding?.is === 'expression' && binding.path.length === 0 ? bare(binding.node) : null;
  const text = made && made.type === 'Literal' && typeof made.value === 'string' ? made.value : identifierText(inner);
  return text === null ? { is: 'hole', node: inner, offset } : { is: 'text', text, offsetOf: () => offset };
}

/** `sql.identifier('users')`. */
function identifierText(node: Node): string | null {
  const callee = node.type === 'CallExpression' ? bare(child(node, 'callee')) : null;
  if (callee?.type !== 'MemberExpression' || child(callee, 'property')?.name !== 'identifier') return null;
  const [argument] = children(node, 'arguments');
  return argument?.type === 'Literal' && typeof argument.value === 'string'
    ? `"${argument.value.replaceAll('"', '""')}"`
    : null;
}

function written(source: string, start: number, end: number): Piece {
  const raw = source.slice(start, end);
  if (!raw.includes('\\')) return { is: 'text', text: raw, offsetOf: (index) => start + index };
  const offsets: number[] = [];
  let text = '';
  for (const { 0: match, index } of raw.matchAll(ESCAPE)) {
    const cooked = match.startsWith('\\') ? cookedOf(match) : match;
    for (let at = 0; at < cooked.length; at += 1) offsets.push(start + index);
    text += cooked;
  }
  return { is: 'text', text, offsetOf: (index) => offsets[index] ?? end };
}

const ESCAPE = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|\r\n|[\s\S])|[^\\]/gi;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

function cookedOf(sequence: string): string {
  const code = /^\\[ux]\{?([\da-f]+)\}?$/i.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  const character = sequence.slice(1);
  // A line that goes on after a backslash has no end.
  return /^[\r\n]/.test(character) ? '' : (SIMPLE[character] ?? character);
}
