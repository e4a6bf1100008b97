import { KINDS, type Kind, type ObjectId, quoteQualified, type Reading } from '#app/catalog';
import { objectName } from '#renderer/lib/object-name.ts';

/** Something the palette finds: an object of the schema. */
export interface SearchEntry {
  readonly id: ObjectId;
  readonly kind: Kind;
  readonly name: string;
  /** What it stands in: `public.guests`. */
  readonly where: string;
  /** What it is called in the code, where that differs. */
  readonly alias: string | null;
  /** Lower case, what is matched: the name, the qualified name, the alias. */
  readonly lowName: string;
  readonly lowQualified: string;
  readonly lowAlias: string | null;
}

/** Kinds nobody searches for by name. */
const LEFT_OUT: ReadonlySet<Kind> = new Set(['grant', 'default-privilege']);

const entriesOfReading = new WeakMap<Reading, readonly SearchEntry[]>();

/** Everything of a reading that has a name. Made once per reading. */
export function searchEntries(reading: Reading): readonly SearchEntry[] {
  let entries = entriesOfReading.get(reading);
  if (!entries) {
    entries = makeEntries(reading);
    entriesOfReading.set(reading, entries);
  }
  return entries;
}

function makeEntries(reading: Reading): readonly SearchEntry[] {
  const aliases = new Map(reading.code?.exports.map((entry) => [entry.object, entry.name]));
  return KINDS.filter((kind) => !LEFT_OUT.has(kind)).flatMap((kind) =>
    reading.catalog.objects[kind].map((object) => {
      const { name, where: stands } = objectName(object.id);
      // An index is unique in its schema, yet people know it by its table.
      const where = object.kind === 'index' ? quoteQualified(object.schema, object.table) : stands;
      const alias = aliases.get(object.id) ?? null;
      const lowName = name.toLowerCase();
      return {
        id: object.id,
        kind,
        name,
        where,
        alias: alias === name ? null : alias,
        lowName,
        lowQualified: where ? `${where.toLowerCase()}.${lowName}` : lowName,
        lowAlias: alias?.toLowerCase() ?? null,
      };
    }),
  );
}
