import {
  type Catalog,
  type Column,
  emptyCatalog,
  emptyObjects,
  type ForeignKey,
  type MutableObjects,
  objectId,
  type PrimaryKey,
  type Table,
} from '#app/catalog';
import { type KeyThen, namesOfKey, type SchemaThen, type TableThen } from './schema-then.ts';

/**
 * The schema then as a catalog, without tables that are new: as much of it as hazards are read from. What statements do not say
 * has its default.
 */
export function catalogThen(then: SchemaThen): Catalog {
  const objects = emptyObjects();
  for (const table of then.tables) if (!table.isNew) addTable(objects, table);
  for (const [key, labels] of then.enums) {
    const [schema, name] = namesOfKey(key);
    objects.enum.push({ kind: 'enum', id: objectId('enum', schema, name), ...BASE, owner: null, schema, name, labels });
  }
  for (const [key, [, table]] of then.indexes) {
    const [schema, name] = namesOfKey(key);
    objects.index.push({
      kind: 'index',
      id: objectId('index', schema, name),
      ...BASE,
      owner: null,
      schema,
      table,
      name,
      method: 'btree',
      unique: false,
      nullsNotDistinct: false,
      keys: [],
      include: [],
      predicate: null,
      options: {},
      tablespace: null,
      statisticsTargets: {},
      valid: true,
      clustered: false,
      inherited: false,
    });
  }
  // Nobody asks for an order.
  return { ...emptyCatalog(), objects };
}

const BASE = { comment: null, origins: [] };

function addTable(objects: MutableObjects, { schema, name, columns, keys }: TableThen): void {
  const table: Table = {
    kind: 'table',
    id: objectId('table', schema, name),
    ...BASE,
    owner: null,
    schema,
    name,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    ofType: null,
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    accessMethod: null,
    tablespace: null,
    options: {},
  };
  objects.table.push(table);
  let position = 0;
  for (const column of columns.values()) {
    position += 1;
    objects.column.push(columnOf(table, column.name, column.type, column.notNull, position));
  }
  for (const key of keys) addKey(objects, table, key);
}

function columnOf(
  { schema, name: table }: Table,
  name: string,
  type: string,
  notNull: boolean,
  position: number,
): Column {
  return {
    kind: 'column',
    id: objectId('column', schema, table, name),
    ...BASE,
    schema,
    table,
    name,
    position,
    type,
    collation: null,
    notNull,
    notNullConstraint: null,
    default: null,
    identity: null,
    generated: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: {},
    foreignOptions: {},
    inherited: false,
  };
}

function addKey(
  objects: MutableObjects,
  { schema, name: table }: Table,
  { name, kind, columns, references }: KeyThen,
): void {
  const common = { ...BASE, schema, table, name, inherited: false, columns };
  if (kind === 'foreign-key' && references) {
    const key: ForeignKey = {
      kind,
      id: objectId(kind, schema, table, name),
      ...common,
      references: { schema: references[0] || 'public', name: references[1] },
      referencedColumns: [],
      onUpdate: 'no action',
      onDelete: 'no action',
      onDeleteColumns: [],
      match: 'simple',
      deferrability: 'not deferrable',
      validated: true,
      enforced: true,
      period: false,
    };
    objects['foreign-key'].push(key);
  } else if (kind === 'primary-key') {
    const key: PrimaryKey = {
      kind,
      id: objectId(kind, schema, table, name),
      ...common,
      include: [],
      deferrability: 'not deferrable',
      withoutOverlaps: false,
      options: {},
      tablespace: null,
      clustered: false,
    };
    objects['primary-key'].push(key);
  }
}
