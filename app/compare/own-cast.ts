import { canonicalType } from '#app/sql';
import type { Side } from './attribute-rule.ts';

const CAST_LITERAL = /^(E?'(?:[^'\\]|''|\\.)*'|-?\d+(?:\.\d+)?)::(.+)$/s;

/**
 * True where two printed defaults are one literal that PostgreSQL has cast to the column's or the domain's own type, and the
 * types differ: `'x'::text` and `'x'::character varying`. The difference is the type's, and told of it.
 */
export function isLiteralOfOwnType(left: string, right: string, from: Side, to: Side): boolean {
  return withoutOwnCast(left, from) === withoutOwnCast(right, to);
}

function withoutOwnCast(text: string, { object }: Side): string {
  const [, literal, type] = CAST_LITERAL.exec(text) ?? [];
  if (literal === undefined || type === undefined || !('type' in object)) return text;
  if (bareType(type) !== bareType(object.type)) return text;
  // A number that a cast follows is printed in quotes.
  return /^'-?\d+(\.\d+)?'$/.test(literal) ? literal.slice(1, -1) : literal;
}

/** Without modifiers: defaults are cast to `numeric`, whatever its precision. */
function bareType(type: string): string {
  return canonicalType(type).replace(/\s*\([^)]*\)/, '');
}
