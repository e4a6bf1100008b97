import type { QualifiedName } from '#app/catalog';

/** What has a name that follows from what it is about. */
export type NamedKind = 'primary-key' | 'unique' | 'foreign-key' | 'check' | 'index' | 'unique-index';

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
  /** How names are made, as `idx_{table}_{columns}`; of foreign keys also `{references}` and `{referencedColumns}`. */
  readonly names?: Readonly<Partial<Record<NamedKind, string>>>;
  /** How names of tables and columns are written. */
  readonly nameCase?: 'snake_case' | 'camelCase';
  readonly tableNumber?: 'singular' | 'plural';
}

/** Whether a list of the options names the table. */
export function names(list: readonly string[] | undefined, table: QualifiedName): boolean {
  return list?.some((name) => name === table.name || name === `${table.schema}.${table.name}`) ?? false;
}
