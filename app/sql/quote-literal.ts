/** A string constant, written as PostgreSQL's `quote_literal` writes it: with `E` only where a backslash asks for it. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** A dollar-quoted constant with the first of `$tag$`, `$tag1$` … that cannot be mistaken for a part of the text. */
export function quoteDollar(text: string, tag: string): string {
  let delimiter = `$${tag}$`;
  for (let number = 1; `${text}${delimiter}`.indexOf(delimiter) < text.length; number += 1) {
    delimiter = `$${tag}${number}$`;
  }
  return `${delimiter}${text}${delimiter}`;
}

/** A text without the quotes that it bears if it is a plain literal; anything else as it is. */
export function unquoteLiteral(text: string): string {
  const [, inner] = /^\s*'((?:[^']|'')*)'\s*$/.exec(text) ?? [];
  return inner === undefined ? text : inner.replaceAll("''", "'");
}
