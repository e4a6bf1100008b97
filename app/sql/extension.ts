import { type Extension, quoteIdent } from '#app/catalog';
import type { NeededExtension } from './needed-extensions.ts';

/** Without the version: another server has another one, and takes the one it has. */
export function renderCreateExtension(extension: Extension): string {
  return `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(extension.name)} WITH SCHEMA ${quoteIdent(extension.schema)}`;
}

/** With the schema it is looked for in, where that is not the first of the search_path. */
export function renderNeededExtension({ name, schema }: NeededExtension): readonly string[] {
  const create = `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)}`;
  if (schema === null) return [create];
  return [`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)}`, `${create} WITH SCHEMA ${quoteIdent(schema)}`];
}
