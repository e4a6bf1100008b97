/** A JavaScript value as an SQL literal. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return numeric(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return quoteText(value);
  if (value instanceof Date) return quoteText(value.toISOString());
  if (typeof value !== 'object') throw new Error(`it has a ${typeof value}, which is no SQL value`);
  const printed = String(value);
  return quoteText(printed === '[object Object]' || Array.isArray(value) ? JSON.stringify(value) : printed);
}

function numeric(value: number | bigint): string {
  const text = String(value);
  return text === 'NaN' || text.includes('Infinity') ? quoteText(text) : text;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An array in PostgreSQL's literal form, without the outer quotes; `item` turns an element into its text. */
export function arrayText(values: readonly unknown[], item: (value: unknown) => string): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayText(value, item);
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    return `"${item(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}
