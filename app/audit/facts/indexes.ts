import { type Index, lookupOf, type PrimaryKey, type Unique } from '#app/catalog';
import { isWhole } from '#app/coverage';
import type { AuditContext } from '../context.ts';

/** An index, or a key that owns one, as far as reading rows by it goes. */
export interface AccessPath {
  readonly object: Index | PrimaryKey | Unique;
  readonly method: string;
  readonly unique: boolean;
  /** The keys in order; `null` for an expression. */
  readonly columns: readonly (string | null)[];
  readonly predicate: string | null;
  readonly valid: boolean;
}

type Owner = { readonly schema: string; readonly name: string };

/** All indexes of a table, those of its keys included; made once per table. */
export function accessPaths(context: AuditContext, { schema, name }: Owner): readonly AccessPath[] {
  const known = context.remember('access paths', () => new Map<string, readonly AccessPath[]>());
  const key = `${schema}\u0000${name}`;
  let paths = known.get(key);
  if (!paths) {
    paths = findPaths(context, schema, name);
    known.set(key, paths);
  }
  return paths;
}

function findPaths({ catalog }: AuditContext, schema: string, name: string): readonly AccessPath[] {
  const children = lookupOf(catalog).childrenOf(schema, name);
  const keys = [...children['primary-key'], ...children.unique].map(
    (object): AccessPath => ({
      object,
      method: 'btree',
      unique: true,
      columns: object.columns,
      predicate: null,
      valid: true,
    }),
  );
  const indexes = children.index.map(
    (object): AccessPath => ({
      object,
      method: object.method,
      unique: object.unique,
      columns: object.keys.map(({ expression, isExpression }) => (isExpression ? null : expression)),
      predicate: object.predicate,
      valid: object.valid,
    }),
  );
  return [...keys, ...indexes];
}

/** Whether the path can be entered by equality of these columns, in any order among themselves. */
export function leadsWith(path: AccessPath, columns: readonly string[]): boolean {
  if (!path.valid || (path.method !== 'btree' && path.method !== 'hash')) return false;
  if (path.columns.length < columns.length) return false;
  const wanted = new Set(columns);
  return path.columns.slice(0, wanted.size).every((column) => column !== null && wanted.has(column));
}

/** Whether rows with any value of the column are found by it: a partial path does where it leaves out only rows that have none. */
export function leadsToAll(path: AccessPath, column: string): boolean {
  return leadsWith(path, [column]) && isWhole(path.predicate, [column]);
}

/** `accounts_pkey`, as a person calls it. */
export function pathName({ object }: AccessPath): string {
  return object.name;
}
