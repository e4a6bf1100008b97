import { type Catalog, type CatalogObject, lookupOf, type ObjectId, objectId, type Reading } from '#app/catalog';
import { objectName } from '#renderer/lib/object-name.ts';

/** What is inspected: the selected object, or for a part of a table the table it belongs to. */
export interface Subject {
  readonly id: ObjectId;
  /** The part that was selected: a column, a policy, a key. `null` where the subject itself was. */
  readonly part: ObjectId | null;
  readonly object: CatalogObject;
  /** The source whose account is shown. */
  readonly source: string;
  readonly reading: Reading;
  /** Whether each source that was read has the subject. */
  readonly presence: readonly { readonly name: string; readonly present: boolean }[];
}

/** Finds the selection in the shown source, or else in another that has it; `null` where none has. */
export function findSubject(
  selection: ObjectId,
  shown: string,
  readings: ReadonlyMap<string, Reading>,
): Subject | null {
  const names = [...readings.keys()].sort((a, b) => Number(b === shown) - Number(a === shown));
  const candidates = [...relationsOf(selection), selection];
  for (const id of candidates) {
    for (const source of names) {
      const reading = readings.get(source);
      const object = reading && find(reading.catalog, id);
      if (!reading || !object) continue;
      const presence = [...readings].map(([name, other]) => ({ name, present: find(other.catalog, id) !== undefined }));
      return { id, part: id === selection ? null : selection, object, source, reading, presence };
    }
  }
  return null;
}

export function find(catalog: Catalog, id: ObjectId): CatalogObject | undefined {
  return lookupOf(catalog).find(id);
}

/** Identities the table (or view) of a part may have; none for an object that belongs to no table. */
function relationsOf(id: ObjectId): readonly ObjectId[] {
  const { schema, table } = objectName(id);
  if (schema === null || table === null) return [];
  return (['table', 'view', 'materialized-view'] as const).map((kind) => objectId(kind, schema, table));
}
