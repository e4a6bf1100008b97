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
import type { Name, SqlAction, StatementWords } from './sql-action.ts';

/**
 * The schema then as a catalog, without tables that are new: as much of it as the hazards of some statements are read from. What
 * no statement says has its default.
 */
export function catalogThen(then: SchemaThen, words: readonly StatementWords[]): Catalog {
  const objects = emptyObjects();
  const touched = touchedTables(then, words);
  for (const table of touched) addTable(objects, table);
  // What is at the other end of a key is locked as well: its name is enough.
  for (const other of referencedBy(then, touched)) objects.table.push(tableOf(other));
  for (const { table, key } of keysTo(then, retyped(then, words))) {
    if (touched.has(table)) continue;
    objects.table.push(tableOf(table));
    addKey(objects, tableOf(table), key);
  }
  for (const [key, labels] of then.enums) {
    const [schema, name] = namesOfKey(key);
    objects.enum.push({ kind: 'enum', id: objectId('enum', schema, name), ...BASE, owner: null, schema, name, labels });
  }
  const dropped = new Set(words.flatMap(({ actions }) => actions.flatMap(droppedIndex)));
  for (const [key, [, table]] of then.indexes) {
    const [schema, name] = namesOfKey(key);
    if (!dropped.has(name)) continue;
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

function droppedIndex(action: SqlAction): readonly string[] {
  return action.does === 'drop' && action.what === 'index' ? [action.name[1]] : [];
}

function touchedTables(then: SchemaThen, words: readonly StatementWords[]): ReadonlySet<TableThen> {
  const touched = new Set<TableThen>();
  for (const { actions } of words)
    for (const name of actions.flatMap(tablesNamed)) {
      const table = then.table(name);
      if (table && !table.isNew) touched.add(table);
    }
  return touched;
}

function tablesNamed(action: SqlAction): readonly Name[] {
  switch (action.does) {
    case 'create-table':
      return [action.table, ...action.columns.flatMap(({ references }) => (references ? [references] : []))];
    case 'add-column':
      return [action.table, ...(action.column.references ? [action.column.references] : [])];
    case 'add-constraint':
      return [action.table, ...(action.references ? [action.references] : [])];
    case 'rename':
      return [action.of];
    case 'move':
      return [action.from];
    case 'create':
      return action.on ? [action.on] : [];
    case 'drop':
      return action.on ? [action.on] : [action.name];
    case 'truncate':
    case 'other':
      return action.tables;
    case 'create-type':
    case 'add-label':
    case 'set':
    case 'transaction':
      return [];
    default:
      return [action.table];
  }
}

function referencedBy(then: SchemaThen, touched: ReadonlySet<TableThen>): ReadonlySet<TableThen> {
  const others = [...touched].flatMap(({ keys }) =>
    keys.flatMap(({ references }) => (references ? (then.table(references) ?? []) : [])),
  );
  return new Set(others.filter((table) => !table.isNew && !touched.has(table)));
}

/** Tables with a column that gets another type: keys that lead to it are made anew. */
function retyped(then: SchemaThen, words: readonly StatementWords[]): ReadonlySet<TableThen> {
  const tables = words.flatMap(({ actions }) =>
    actions.flatMap((action) =>
      action.does === 'alter-column' && action.what === 'type' ? (then.table(action.table) ?? []) : [],
    ),
  );
  return new Set(tables);
}

interface KeyOf {
  readonly table: TableThen;
  readonly key: KeyThen;
}

function keysTo(then: SchemaThen, targets: ReadonlySet<TableThen>): readonly KeyOf[] {
  if (targets.size === 0) return [];
  return [...then.tables].flatMap((table) =>
    table.isNew
      ? []
      : table.keys.flatMap((key) => {
          const target = key.references && then.table(key.references);
          return target && targets.has(target) ? [{ table, key }] : [];
        }),
  );
}

function addTable(objects: MutableObjects, then: TableThen): void {
  const table = tableOf(then);
  objects.table.push(table);
  let position = 0;
  for (const column of then.columns.values()) {
    position += 1;
    objects.column.push(columnOf(table, column.name, column.type, column.notNull, position));
  }
  for (const key of then.keys) addKey(objects, table, key);
}

function tableOf({ schema, name }: TableThen): Table {
  return {
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
