import type { Column, ObjectId, QualifiedName } from '#app/catalog';
import { objectId, quoteIdent } from '#app/catalog';
import type { Evidence } from '../finding.ts';

/** `orders.customer_id`, with the schema in front of it where that is not `public`. */
export function sayColumn({ schema, table, name }: Pick<Column, 'schema' | 'table' | 'name'>): string {
  return `${sayTable({ schema, name: table })}.${quoteIdent(name)}`;
}

/** `orders`, or `billing.orders`. */
export function sayTable({ schema, name }: QualifiedName): string {
  return schema === 'public' ? quoteIdent(name) : `${quoteIdent(schema)}.${quoteIdent(name)}`;
}

/** `a`, `a and b`, `a, b and c`; what is too many is counted. */
export function sayList(words: readonly string[], most = 6): string {
  const shown = words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `1.2 M`, `3.4 k`, `17`. */
export function sayCount(count: number): string {
  if (count >= 1e9) return `${trim(count / 1e9)} G`;
  if (count >= 1e6) return `${trim(count / 1e6)} M`;
  if (count >= 1e4) return `${trim(count / 1e3)} k`;
  return String(Math.round(count));
}

/** `1.5 GB`; powers of 1,024, as PostgreSQL's `pg_size_pretty` counts. */
export function sayBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${trim(value)} ${units[unit]}`;
}

function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}

export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}

/** A fact about an object. */
export function fact(text: string, object?: ObjectId): Evidence {
  return object === undefined ? { text } : { text, object };
}

export function tableId({ schema, table }: { readonly schema: string; readonly table: string }): ObjectId {
  return objectId('table', schema, table);
}
