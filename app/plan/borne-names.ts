import {
  type Catalog,
  type Column,
  type Kind,
  type ObjectId,
  objectId,
  parseObjectId,
  type RangeType,
} from '#app/catalog';
import { makeObjectName } from '#app/sql';

const RELATIONS: ReadonlySet<Kind> = new Set<Kind>([
  'table',
  'view',
  'materialized-view',
  'sequence',
  'index',
  'composite-type',
]);
/** Kinds that bear a name among types. */
export const TYPES: ReadonlySet<Kind> = new Set<Kind>([
  'table',
  'view',
  'materialized-view',
  // Without a type of its own, but not made beside one of its name.
  'sequence',
  'composite-type',
  'enum',
  'domain',
  'range-type',
]);
const INDEXED: ReadonlySet<Kind> = new Set<Kind>(['primary-key', 'unique', 'exclusion']);

/**
 * The names that an object takes: among relations, and among types, which the rows of a table are. Of routines one of a name is
 * enough: beside one with defaults a call that was plain is one of several.
 */
export function namesOf(id: ObjectId): readonly string[] {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', name = '', constraint = ''] = parts;
  if (INDEXED.has(kind)) return [`relation ${schema}\u0000${constraint}`];
  return [
    ...(RELATIONS.has(kind) ? [`relation ${schema}\u0000${name}`] : []),
    ...(TYPES.has(kind) ? [`type ${schema}\u0000${name}`] : []),
    ...(kind === 'function' ? [`routine ${schema}\u0000${name}`] : []),
  ];
}

export function multirangeNames({ multirange }: RangeType): readonly string[] {
  return multirange === null ? [] : [`multirange ${multirange}`];
}

export function sequenceNames({ schema, name }: { readonly schema: string; readonly name: string }): readonly string[] {
  return namesOf(objectId('sequence', schema, name));
}

const CONSTRAINTS = ['primary-key', 'unique', 'foreign-key', 'check', 'exclusion'] as const;

/** A name among the constraints of a table. */
export function constraintName(schema: string, table: string, name: string): string {
  return `constraint ${schema}\u0000${table}\u0000${name}`;
}

/** The name that its NOT NULL has since PostgreSQL 18; `null` where it has none. */
export function notNullName(column: Column): string | null {
  if (!column.notNull) return null;
  return column.notNullConstraint?.name ?? makeObjectName(column.table, column.name, 'not_null');
}

/** What bears each name of the relations of a catalog and of the constraints of its tables. */
export function bearersOf(catalog: Catalog): ReadonlyMap<string, readonly ObjectId[]> {
  const bearers = new Map<string, ObjectId[]>();
  const note = (name: string, id: ObjectId) => {
    const known = bearers.get(name);
    if (known) known.push(id);
    else bearers.set(name, [id]);
  };
  for (const kind of [...RELATIONS, ...INDEXED])
    for (const { id } of catalog.objects[kind])
      for (const name of namesOf(id)) if (name.startsWith('relation ')) note(name, id);
  for (const kind of CONSTRAINTS)
    for (const { id, schema, table, name } of catalog.objects[kind]) note(constraintName(schema, table, name), id);
  for (const column of catalog.objects.column) {
    const name = notNullName(column);
    if (name !== null) note(constraintName(column.schema, column.table, name), column.id);
    if (column.identity) for (const one of sequenceNames(column.identity.sequence)) note(one, column.id);
  }
  return bearers;
}
