import { compareText, type ObjectId, objectId } from '#app/catalog';

/** What a decision is told of: a schema, with what of it has the fault. In order of name. */
export function bySchema<T>(
  items: readonly T[],
  schemaOf: (item: T) => string,
): readonly { readonly schema: string; readonly object: ObjectId; readonly own: readonly T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const schema = schemaOf(item);
    const known = groups.get(schema);
    if (known) known.push(item);
    else groups.set(schema, [item]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([schema, own]) => ({ schema, object: objectId('schema', schema), own }));
}
