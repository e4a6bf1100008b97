import type { ObjectId } from '#app/catalog';

/** What an expression stands for, as far as the schema is concerned. Plain data: kept between runs. */
export type Value =
  /** A table, a view, an enum, a sequence. */
  | { readonly is: 'object'; readonly id: ObjectId }
  | { readonly is: 'column'; readonly id: ObjectId }
  /** The columns of a table by their properties: `getTableColumns(users)`. */
  | { readonly is: 'columns'; readonly id: ObjectId }
  /** Everything a file exports. */
  | { readonly is: 'module'; readonly file: string }
  | { readonly is: 'record'; readonly entries: Readonly<Record<string, Value>> }
  /** A database client and what it was given as its schema. */
  | { readonly is: 'client'; readonly schema: Value | null }
  /** One of several. */
  | { readonly is: 'any'; readonly of: readonly Value[] }
  /** An array of these. */
  | { readonly is: 'list'; readonly of: readonly Value[] };

/** One of several, where there is more than one; nothing where there is none. */
export function anyOf(values: readonly (Value | null)[]): Value | null {
  const known = values.flatMap((value) => (value === null ? [] : value.is === 'any' ? value.of : [value]));
  const [first] = known;
  return first === undefined ? null : known.length === 1 ? first : { is: 'any', of: known };
}

/** The objects and columns that a value may be. */
export function targetsOf(value: Value | null): readonly (Value & { readonly is: 'object' | 'column' })[] {
  if (value === null) return [];
  if (value.is === 'object' || value.is === 'column') return [value];
  return value.is === 'any' ? value.of.flatMap(targetsOf) : [];
}

/** The tables, views and so on that a value may be. */
export function objectsOf(value: Value | null): readonly ObjectId[] {
  return targetsOf(value).flatMap(({ is, id }) => (is === 'object' ? [id] : []));
}
