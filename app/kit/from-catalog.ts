import {
  type Catalog,
  type CatalogObject,
  type ObjectOf,
  objectId,
  SNAPSHOT_KINDS,
  type SnapshotKind,
  type SnapshotObject,
} from '#app/catalog';
import { canonicalType } from '#app/sql';

type Shown<K extends SnapshotKind> = (object: ObjectOf<K>) => Readonly<Record<string, unknown>>;

/** What drizzle-kit can express of each kind. A kind of the snapshot without an entry does not build. */
const SHOWN: { readonly [K in SnapshotKind]: Shown<K> } = {
  schema: () => ({}),
  role: ({ createDb, createRole, inherit }) => ({ createDb, createRole, inherit }),
  enum: ({ labels }) => ({ labels }),
  sequence: ({ options: { type: _type, ...options } }) => ({ options }),
  table: ({ rowSecurity }) => ({ rowSecurity }),
  column: ({ type, notNull, default: text, identity, generated }) => ({
    type: canonicalType(type),
    notNull,
    default: text,
    identity: identity && { generated: identity.generated, options: withoutType(identity.options) },
    generated: generated?.expression ?? null,
  }),
  'primary-key': ({ columns }) => ({ columns }),
  unique: ({ columns, nullsNotDistinct }) => ({ columns, nullsNotDistinct }),
  'foreign-key': ({ columns, references, referencedColumns, onUpdate, onDelete }) => ({
    columns,
    references,
    referencedColumns,
    onUpdate,
    onDelete,
  }),
  check: ({ expression }) => ({ expression }),
  index: ({ method, unique, keys, predicate, options }) => ({
    method,
    unique,
    keys: keys.map(({ expression, isExpression, descending, nullsFirst }) => ({
      expression,
      isExpression,
      descending,
      nullsFirst,
    })),
    predicate,
    options,
  }),
  view: ({ definition, options }) => ({ definition, options }),
  'materialized-view': ({ definition, options }) => ({ definition, options }),
  policy: ({ permissive, command, roles, using, check }) => ({ permissive, command, roles, using, check }),
};

/** One object as a snapshot would hold it; `null` for what drizzle-kit does not know. */
export function toSnapshotObject(object: CatalogObject): SnapshotObject | null {
  const kind = SNAPSHOT_KINDS.find((each) => each === object.kind);
  if (kind === undefined) return null;
  const shown = SHOWN[kind] as unknown as (object: CatalogObject) => Readonly<Record<string, unknown>>;
  return { id: object.id, kind, table: tableOf(object), attributes: shown(object) };
}

/** A catalog as a snapshot would hold it. The sequence of a serial column is part of the column. */
export function toSnapshot({ objects }: Catalog): readonly SnapshotObject[] {
  return SNAPSHOT_KINDS.flatMap((kind): readonly SnapshotObject[] =>
    objects[kind].flatMap((object: CatalogObject) => {
      if (object.kind === 'sequence' && object.ownedBy !== null) return [];
      if (object.kind === 'schema' && object.name === 'public') return [];
      return toSnapshotObject(object) ?? [];
    }),
  );
}

function tableOf(object: CatalogObject): string | null {
  return 'table' in object ? objectId('table', object.schema, object.table) : null;
}

function withoutType<T extends { readonly type: unknown }>({ type: _type, ...rest }: T): Omit<T, 'type'> {
  return rest;
}
