import type { Catalog, Kind, ObjectId, ObjectOf } from '#app/catalog';
import { isEqual } from '#app/compare';

/**
 * How an object becomes what it shall be: by statements, or by being dropped and made anew. `retype` makes a type anew while
 * the columns of it are carried over.
 */
export type Alteration =
  | { readonly how: 'statements'; readonly sql: readonly string[] }
  | { readonly how: 'replace' | 'retype' };

export const REPLACE: Alteration = { how: 'replace' };
export const RETYPE: Alteration = { how: 'retype' };

export function statements(...sql: readonly (string | null | readonly string[])[]): Alteration {
  return { how: 'statements', sql: sql.flat().filter((one) => one !== null) };
}

export interface AlterContext {
  readonly from: Catalog;
  readonly to: Catalog;
  /** True of a type that a column of a table holds, itself or as the element of a list. */
  isStored(type: ObjectId): boolean;
  /** True of a domain that a column holds inside something else: a list, a composite type, a range. */
  isStoredWithin(domain: ObjectId): boolean;
}

/** What a plan does with the objects of a kind. Making one is `app/sql`'s. */
export interface KindSteps<K extends Kind> {
  /** `null` where it goes with its table or with what it is part of. */
  drop(object: ObjectOf<K>): string | readonly string[] | null;
  /** Called where the two differ in more than comment and owner. */
  alter(from: ObjectOf<K>, to: ObjectOf<K>, context: AlterContext): Alteration;
}

/** True where two objects agree in everything but the attributes named. */
export function agreeBut<T extends object>(a: T, b: T, ...attributes: readonly (keyof T)[]): boolean {
  const ignored = new Set<PropertyKey>([...attributes, 'id', 'origins', 'comment', 'owner']);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => ignored.has(name) || isSame(a[name as keyof T], b[name as keyof T]));
}

/** The order in which options were set is no matter. */
export function isSame(a: unknown, b: unknown): boolean {
  return isEqual(a, b);
}
