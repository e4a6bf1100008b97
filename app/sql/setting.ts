import { quoteIdent } from '#app/catalog';
import { quoteLiteral } from './quote-literal.ts';
import { scanSql } from './scan.ts';

/**
 * Settings whose value is a list of names. PostgreSQL keeps the list as identifiers, so each goes back as a string of its
 * own. Source: GUC_LIST_QUOTE in PostgreSQL's `guc_tables.c`; pg_dump treats them alike.
 */
const LIST_SETTINGS = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

/** `name TO value`, as it stands after SET. */
export function renderSetting(setting: string): string {
  const at = setting.indexOf('=');
  const name = setting.slice(0, at);
  const value = setting.slice(at + 1);
  const target = name.split('.').map(quoteIdent).join('.');
  if (!LIST_SETTINGS.has(name.toLowerCase())) return `${target} TO ${quoteLiteral(value)}`;
  const items = scanSql(value).filter((token) => token.type === 'word' || token.type === 'quoted');
  return `${target} TO ${items.length === 0 ? "''" : items.map((item) => quoteLiteral(item.text)).join(', ')}`;
}
