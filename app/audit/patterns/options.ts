import type { QualifiedName } from '#app/catalog';

/** What the project says of its patterns; what it leaves out is detected. Names of tables as `schema.name` or, in any schema, `name`. */
export interface PatternOptions {
  /** Columns that mark a row as deleted. */
  readonly softDeleteColumns?: readonly string[];
  /** Tables whose rows are made and never changed. */
  readonly appendOnlyTables?: readonly string[];
  /** Tables that look append-only and are none. */
  readonly notAppendOnlyTables?: readonly string[];
  /** Tables that say which users belong to which tenants. */
  readonly membershipTables?: readonly string[];
  /** Tables with one row per person. */
  readonly userTables?: readonly string[];
}

/** Whether a list of the options names the table. */
export function names(list: readonly string[] | undefined, table: QualifiedName): boolean {
  return list?.some((name) => name === table.name || name === `${table.schema}.${table.name}`) ?? false;
}
