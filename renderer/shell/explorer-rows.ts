import { type Catalog, type Kind, type ObjectId, parseObjectId, platformObjectsOf } from '#app/catalog';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import type { TreeRow } from '#renderer/ui';

/** A row of the object tree. */
export type ExplorerRow = TreeRow &
  (
    | { readonly row: 'schema'; readonly count: number }
    | { readonly row: 'kind'; readonly kind: Kind; readonly count: number }
    | { readonly row: 'object'; readonly kind: Kind; readonly object: ObjectId }
    /** What an extension owns: known by its name only. */
    | { readonly row: 'extension'; readonly count: number }
    | { readonly row: 'member'; readonly kind: Kind }
  );

/** Kinds that stand in a schema by themselves, in the order people look for them. */
const IN_SCHEMA = [
  'table',
  'view',
  'materialized-view',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'collation',
  'sequence',
  'function',
  'statistics',
] as const satisfies readonly Kind[];

/** Kinds that belong to the database or the cluster. */
const IN_DATABASE = ['role', 'extension', 'publication', 'event-trigger'] as const satisfies readonly Kind[];

export const DATABASE = 'Database';

export interface ExplorerKind {
  readonly kind: Kind;
  readonly objects: readonly { readonly id: ObjectId; readonly name: string }[];
}

export interface ExplorerSchema {
  readonly name: string;
  readonly kinds: readonly ExplorerKind[];
  readonly count: number;
}

/** What is folded away until it is asked for: whose it is, and how much of it there is. */
export interface Folded {
  readonly owners: readonly string[];
  readonly count: number;
}

/** What a hosting platform keeps and what extensions own. */
export function foldedOf(catalog: Catalog): Folded {
  const { of } = platformObjectsOf(catalog);
  const owners = new Set<string>();
  let count = catalog.extensionMembers.length;
  for (const kind of IN_SCHEMA) {
    for (const object of catalog.objects[kind]) {
      const platform = of(object);
      if (platform === null) continue;
      owners.add(platform);
      count += 1;
    }
  }
  for (const { extension } of catalog.extensionMembers) owners.add(extension);
  return { owners: [...owners], count };
}

/**
 * Sorts a catalog's objects by schema and kind; what a platform keeps is left out unless `all` are wanted. Done once per
 * catalog.
 */
export function explorerSchemas(catalog: Catalog, all = false): readonly ExplorerSchema[] {
  const { of } = platformObjectsOf(catalog);
  const bySchema = new Map<string, Map<Kind, { id: ObjectId; name: string }[]>>();
  const put = (schema: string, kind: Kind, id: ObjectId) => {
    const kinds = bySchema.get(schema) ?? new Map<Kind, { id: ObjectId; name: string }[]>();
    const objects = kinds.get(kind) ?? [];
    objects.push({ id, name: objectName(id).name });
    kinds.set(kind, objects);
    bySchema.set(schema, kinds);
  };
  for (const kind of IN_SCHEMA) {
    for (const object of catalog.objects[kind]) if (all || of(object) === null) put(object.schema, kind, object.id);
  }
  const names = [...bySchema.keys()].sort(compareNaturally);
  for (const kind of IN_DATABASE) for (const object of catalog.objects[kind]) put(DATABASE, kind, object.id);
  return [...names, ...(bySchema.has(DATABASE) && !names.includes(DATABASE) ? [DATABASE] : [])].map((name) => {
    const kinds = [...(bySchema.get(name) ?? [])].map(([kind, objects]) => ({
      kind,
      objects: objects.sort((a, b) => compareNaturally(a.name, b.name)),
    }));
    return { name, kinds, count: kinds.reduce((sum, { objects }) => sum + objects.length, 0) };
  });
}

/** What is open before anybody folds or unfolds: schemas and their tables. */
export function isOpenAtFirst(id: string): boolean {
  return id.startsWith('kind ') ? id.endsWith(' table') : id !== `schema ${DATABASE}`;
}

/**
 * The rows in sight. `turned` holds the ids of rows that are not as they are at first. With a filter everything that
 * matches is in sight.
 */
export function explorerRows(
  schemas: readonly ExplorerSchema[],
  turned: ReadonlySet<string>,
  filter: string,
): readonly ExplorerRow[] {
  const wanted = filter.trim().toLowerCase();
  const isOpen = (id: string) => wanted !== '' || isOpenAtFirst(id) !== turned.has(id);
  const rows: ExplorerRow[] = [];
  for (const schema of schemas) {
    const kinds = schema.kinds
      .map(({ kind, objects }) => ({
        kind,
        objects: objects.filter((object) => object.name.toLowerCase().includes(wanted)),
      }))
      .filter(({ objects }) => objects.length > 0);
    if (kinds.length === 0) continue;
    const id = `schema ${schema.name}`;
    const count = kinds.reduce((sum, { objects }) => sum + objects.length, 0);
    rows.push({ row: 'schema', id, level: 1, expanded: isOpen(id), text: schema.name, count });
    if (isOpen(id)) for (const kind of kinds) pushKind(rows, schema.name, kind, isOpen);
  }
  return rows;
}

function pushKind(
  rows: ExplorerRow[],
  schema: string,
  { kind, objects }: ExplorerKind,
  isOpen: (id: string) => boolean,
): void {
  const id = `kind ${schema} ${kind}`;
  rows.push({
    row: 'kind',
    id,
    level: 2,
    expanded: isOpen(id),
    text: KIND_LOOKS[kind].many,
    kind,
    count: objects.length,
  });
  if (!isOpen(id)) return;
  for (const object of objects) {
    rows.push({ row: 'object', id: object.id, level: 3, expanded: null, text: object.name, kind, object: object.id });
  }
}

const EXTENSIONS = 'Owned by extensions';

/** What extensions own, by extension: every one closed until it is turned. */
export function extensionRows(
  { extensionMembers }: Catalog,
  turned: ReadonlySet<string>,
  filter: string,
): readonly ExplorerRow[] {
  const wanted = filter.trim().toLowerCase();
  const byExtension = new Map<string, { id: ObjectId; name: string }[]>();
  for (const { id, extension } of extensionMembers) {
    const name = qualifiedText(id);
    if (!name.toLowerCase().includes(wanted)) continue;
    const members = byExtension.get(extension) ?? [];
    members.push({ id, name });
    byExtension.set(extension, members);
  }
  if (byExtension.size === 0) return [];
  const count = [...byExtension.values()].reduce((sum, members) => sum + members.length, 0);
  const head = 'extensions';
  const isOpen = (id: string) => (id === head) !== turned.has(id) || wanted !== '';
  const rows: ExplorerRow[] = [{ row: 'schema', id: head, level: 1, expanded: isOpen(head), text: EXTENSIONS, count }];
  for (const [extension, members] of isOpen(head) ? byExtension : []) {
    const id = `extension ${extension}`;
    rows.push({ row: 'extension', id, level: 2, expanded: isOpen(id), text: extension, count: members.length });
    for (const member of isOpen(id) ? members : []) {
      const kind = parseObjectId(member.id).kind;
      rows.push({ row: 'member', id: `member ${member.id}`, level: 3, expanded: null, text: member.name, kind });
    }
  }
  return rows;
}
