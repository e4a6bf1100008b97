import { type Options, quoteIdent } from '#app/catalog';
import { quoteLiteral } from './quote-literal.ts';

/** `fillfactor = 70, "toast".x = …`: storage parameters and view options as WITH (…) and SET (…) take them. */
export function renderOptions(options: Options): string {
  return Object.entries(options)
    .map(([name, value]) => `${name.split('.').map(quoteIdent).join('.')} = ${renderOptionValue(value)}`)
    .join(', ');
}

/** ` WITH (…)`, or nothing where there are no options. */
export function renderWith(options: Options): string {
  return Object.keys(options).length === 0 ? '' : ` WITH (${renderOptions(options)})`;
}

/** ` OPTIONS (…)` of foreign tables and their columns, or nothing. Values are always strings. */
export function renderForeignOptions(options: Options, action = ''): string {
  const list = Object.entries(options).map(([name, value]) => `${action}${quoteIdent(name)} ${quoteLiteral(value)}`);
  return list.length === 0 ? '' : ` OPTIONS (${list.join(', ')})`;
}

/** ` TABLESPACE name`, or nothing for the database's default. */
export function renderTablespace(tablespace: string | null, keyword = 'TABLESPACE'): string {
  return tablespace === null ? '' : ` ${keyword} ${quoteIdent(tablespace)}`;
}

function renderOptionValue(value: string): string {
  return /^(-?\d+(\.\d+)?|true|false|on|off)$/.test(value) ? value : quoteLiteral(value);
}
