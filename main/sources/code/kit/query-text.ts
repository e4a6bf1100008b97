import { columnName, type Walk } from '../walker/context.ts';
import { record, type Value } from '../walker/drizzle.ts';

type ToQuery = (config: object) => { readonly sql: string };

/**
 * The text that drizzle-kit has of an `sql` value: by drizzle-orm itself, with the escapes of its PostgreSQL dialect and bound
 * values left as `$1`. `indexes` leaves the tables off.
 */
export function queryText(walk: Walk, value: unknown, source?: 'indexes'): string {
  return render(walk, value, {
    escapeName: (name: string) => `"${name}"`,
    escapeParam: (number: number) => `$${number + 1}`,
    escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
    ...(source ? { invokeSource: source } : {}),
  });
}

/** The same of a default in 0.x, where names and bound values are refused. */
export function plainText(walk: Walk, value: unknown): string {
  const refuse = () => {
    throw new Error('drizzle-kit takes neither columns nor bound values in a default');
  };
  return render(walk, value, { escapeName: refuse, escapeParam: refuse, escapeString: refuse });
}

/** With bound values written out. */
export function inlineText(walk: Walk, value: unknown, source?: 'indexes'): string {
  const inline = record(value).inlineParams;
  return queryText(walk, typeof inline === 'function' ? inline.call(value) : value, source);
}

function render(walk: Walk, value: unknown, config: object): string {
  const { toQuery } = value as { readonly toQuery: ToQuery };
  const casing = { getColumnCasing: (column: Value) => columnName(walk, column) };
  return toQuery.call(value, { casing, ...config }).sql;
}
