/** A text as a string literal, in the quotes that the file uses, or in the others where that spares a backslash. */
export function stringLiteral(text: string, wanted: '"' | "'" = "'"): string {
  const other = wanted === '"' ? "'" : '"';
  const quote = text.includes(wanted) && !text.includes(other) ? other : wanted;
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** SQL in a template literal of `sql`. */
export function sqlTemplate(sql: string, tag: string): string {
  return `${tag}\`${sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

/** `booking_status` → `bookingStatus`. */
export function camelCase(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const joined = words
    .map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^\d/.test(joined) || joined === '' ? `_${joined}` : joined;
}

/** As drizzle-orm makes a name of a property with `casing: 'snake_case'`. Source: drizzle-orm 0.45 `casing.js`. */
export function snakeCase(key: string): string {
  const words = key.replace(/['\u2019]/g, '').match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase()).join('_');
}

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** A property's name as it is written in an object literal. */
export function propertyKey(key: string, quote: '"' | "'" = "'"): string {
  return isIdentifier(key) ? key : stringLiteral(key, quote);
}

/** `table.name`, or `table['odd name']`. */
export function member(object: string, key: string): string {
  return isIdentifier(key) ? `${object}.${key}` : `${object}[${stringLiteral(key)}]`;
}

/** The white space at the start of the line that an offset stands in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** One step of a file's own indentation. */
export function indentStep(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1]?.match(/^\t|^ {1,8}/)?.[0] ?? '  ';
}

/** The quotes that a file mostly uses. */
export function quoteOf(text: string): '"' | "'" {
  return (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
}
