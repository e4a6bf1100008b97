import { quoteIdent, type Schema } from '#app/catalog';

/** An empty database has `public` already, and an extension may bring its own schema. */
export function renderCreateSchema(schema: Schema): string {
  return `CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema.name)}`;
}
