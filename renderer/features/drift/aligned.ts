import {
  type Catalog,
  type CatalogObject,
  emptyObjects,
  KINDS,
  lookupOf,
  type MutableObjects,
  type ObjectId,
  TABLE_CHILD_KINDS,
} from '#app/catalog';
import type { Difference } from '#app/compare';
import { objectName } from '#renderer/lib/object-name.ts';

const CHILD_KINDS: ReadonlySet<string> = new Set(TABLE_CHILD_KINDS);

/** Attributes that say where an object stands among its own side's others, not what it is. */
const OWN = ['id', 'position', 'origins'];

/**
 * One side's catalog as its DDL is to be compared with the other's: what the judge found equal is spelled as the other
 * side spells it, and only what differs keeps its own words. Code says `'0'` where PostgreSQL says `'0'::numeric`; a diff
 * of the two texts would show a difference where there is none. Holds the subject's table and all that stands alone.
 */
export function alignCatalog(
  side: Catalog,
  other: Catalog,
  differences: readonly Difference[],
  subject: ObjectId,
): Catalog {
  const differing = new Map<ObjectId, (string | null)[]>();
  for (const { object, attribute } of differences) differing.set(object, [...(differing.get(object) ?? []), attribute]);
  const { schema, name } = objectName(subject);
  const theirs = lookupOf(other);
  const objects: MutableObjects = emptyObjects();
  for (const kind of KINDS) {
    for (const object of side.objects[kind]) {
      const isPart = CHILD_KINDS.has(kind) && 'table' in object && 'schema' in object;
      if (isPart && (object.schema !== schema || object.table !== name)) continue;
      const isSubject = isPart || object.id === subject;
      const twin = isSubject ? theirs.find(object.id) : undefined;
      (objects[kind] as CatalogObject[]).push(
        twin ? alignObject(object, twin, differing.get(object.id) ?? []) : object,
      );
    }
  }
  return { ...side, objects };
}

function alignObject(
  object: CatalogObject,
  twin: CatalogObject,
  attributes: readonly (string | null)[],
): CatalogObject {
  // A difference in a word the object has not is about all of it: then nothing of it is respelled.
  if (attributes.some((name) => name === null || !Object.hasOwn(object, name))) return object;
  const kept = Object.entries(object).filter(([name]) => OWN.includes(name) || attributes.includes(name));
  return { ...twin, ...Object.fromEntries(kept) } as CatalogObject;
}

/** The side whose words a server has deparsed is the one the other is respelled after; both or neither stay as they are. */
export function alignSides(
  before: Catalog,
  after: Catalog,
  differences: readonly Difference[],
  subject: ObjectId,
): { readonly before: Catalog; readonly after: Catalog } {
  if (!before.server && after.server) return { before: alignCatalog(before, after, differences, subject), after };
  if (before.server && !after.server) return { before, after: alignCatalog(after, before, differences, subject) };
  return { before, after };
}
