import { type Extension, quoteIdent } from '#app/catalog';

/** Without the version: another server has another one, and takes the one it has. */
export function renderCreateExtension(extension: Extension): string {
  return `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(extension.name)} WITH SCHEMA ${quoteIdent(extension.schema)}`;
}
