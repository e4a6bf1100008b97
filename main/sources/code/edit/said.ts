import { type Catalog, type CatalogObject, KINDS, type Kind, lookupOf, type ObjectId } from '#app/catalog';
import { isEqual } from '#app/compare';
import { plainDefault } from './plain-default.ts';

/** What Drizzle has words for, of each kind. A kind without an entry is none of the code's. */
const SAID: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  schema: [],
  enum: ['labels'],
  sequence: ['options'],
  table: ['rowSecurity'],
  column: ['type', 'notNull', 'default', 'generated', 'identity'],
  'primary-key': ['columns'],
  unique: ['columns', 'nullsNotDistinct'],
  'foreign-key': ['columns', 'references', 'referencedColumns', 'onUpdate', 'onDelete'],
  check: ['expression'],
  index: ['table', 'method', 'unique', 'keys', 'predicate', 'options'],
  view: ['definition', 'options'],
  'materialized-view': ['definition', 'options'],
  policy: ['permissive', 'command', 'roles', 'using', 'check'],
};

/** What the code has to say otherwise. */
export type CodeChange =
  | { readonly change: 'put'; readonly id: ObjectId; readonly after: CatalogObject }
  | { readonly change: 'drop'; readonly id: ObjectId; readonly before: CatalogObject }
  | {
      readonly change: 'set';
      readonly id: ObjectId;
      readonly before: CatalogObject;
      readonly after: CatalogObject;
      readonly attributes: readonly string[];
    };

/** Where two catalogs differ in what code can say; what is part of a table that comes or goes is told by the table. */
export function codeChanges(before: Catalog, after: Catalog): readonly CodeChange[] {
  const [old, now] = [lookupOf(before), lookupOf(after)];
  const changes: CodeChange[] = [];
  for (const kind of KINDS) {
    const attributes = SAID[kind];
    if (!attributes) continue;
    for (const object of before.objects[kind] as readonly CatalogObject[]) {
      if (isOwn(object) && !now.find(object.id)) changes.push({ change: 'drop', id: object.id, before: object });
    }
    for (const object of after.objects[kind] as readonly CatalogObject[]) {
      if (!isOwn(object)) continue;
      const previous = old.find(object.id);
      if (!previous) changes.push({ change: 'put', id: object.id, after: object });
      else {
        const differing = attributes.filter((name) => !isEqual(saidValue(previous, name), saidValue(object, name)));
        if (differing.length > 0)
          changes.push({ change: 'set', id: object.id, before: previous, after: object, attributes: differing });
      }
    }
  }
  return changes;
}

/** The sequence of a serial column is part of the column; `public` is there without being said. */
function isOwn(object: CatalogObject): boolean {
  if (object.kind === 'sequence') return object.ownedBy === null;
  return object.kind !== 'schema' || object.name !== 'public';
}

function saidValue(object: CatalogObject, attribute: string): unknown {
  const value = (object as unknown as Readonly<Record<string, unknown>>)[attribute];
  if (attribute === 'default' && object.kind === 'column') return plainDefault(object.default, object.type);
  if (attribute !== 'identity' || value === null) return value;
  const { generated, options } = value as { readonly generated: unknown; readonly options: unknown };
  return { generated, options };
}

/** The table that an object stands in, or is. */
export function tableIdOf(object: CatalogObject): { readonly schema: string; readonly table: string } | null {
  if (object.kind === 'table') return { schema: object.schema, table: object.name };
  return 'table' in object && typeof object.table === 'string' && 'schema' in object
    ? { schema: object.schema, table: object.table }
    : null;
}
