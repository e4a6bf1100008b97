const LITERAL_CAST =
  /^('(?:[^']|'')*'|\(?-?\d+(?:\.\d+)?\)?)::[\w". ]+(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?(?: with(?:out)? time zone)?$/;
const NUMERIC = /^(smallint|integer|bigint|real|double precision|numeric)\b/;

/** A default without the cast that PostgreSQL prints behind a literal, and numbers without quotes and parentheses. */
export function plainDefault(text: string | null, type: string): string | null {
  if (text === null) return null;
  const literal = LITERAL_CAST.exec(text)?.[1] ?? text;
  if (!NUMERIC.test(type) || type.endsWith('[]')) return literal;
  return /^[('](-?\d+(?:\.\d+)?)[)']$/.exec(literal)?.[1] ?? literal;
}
