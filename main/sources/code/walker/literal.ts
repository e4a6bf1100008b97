/** A JavaScript value as an SQL literal. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return numeric(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value !== 'object') throw new Error(`it has a ${typeof value}, which is no SQL value`);
  return quoteText(objectText(value));
}

function objectText(value: object): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayText(value, Number.POSITIVE_INFINITY, elementText);
  const hex = hexText(value);
  if (hex !== null) return hex;
  const printed = String(value);
  return printed === '[object Object]' ? JSON.stringify(value) : printed;
}

function elementText(item: unknown): string {
  return typeof item === 'object' && item !== null ? objectText(item) : String(item);
}

function numeric(value: number | bigint): string {
  const text = String(value);
  return text === 'NaN' || text.includes('Infinity') ? quoteText(text) : text;
}

/** @throws for the one character that PostgreSQL's text cannot hold. */
export function quoteText(text: string): string {
  if (text.includes('\0')) throw new Error('it has the character NUL, which no text of PostgreSQL can hold');
  return text.includes("'") ? `'${text.replaceAll("'", "''")}'` : `'${text}'`;
}

/** Bytes in PostgreSQL's hex form, without the quotes; `null` for what is no bytes. */
export function hexText(value: unknown): string | null {
  if (!(value instanceof Uint8Array)) return null;
  return `\\x${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * An array in PostgreSQL's literal form, without the outer quotes. Arrays within are dimensions as far as `depth`; `item`
 * turns an element into its text.
 */
export function arrayText(values: readonly unknown[], depth: number, item: (value: unknown) => string): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value) && depth > 1) return arrayText(value, depth - 1, item);
    const text = item(value);
    const isBare = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
    return isBare && text === String(value) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}
