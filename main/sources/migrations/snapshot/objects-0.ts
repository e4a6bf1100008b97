import { objectId, type SnapshotObject } from '#app/catalog';
import {
  columnObject,
  optionsOf,
  policyAttributes,
  recordOf,
  recordsIn,
  roleObject,
  schemaOf,
  sequenceOptions,
  sqlOf,
  textOf,
  textsIn,
} from './values.ts';

type Row = Readonly<Record<string, unknown>>;

/** Objects of a snapshot of drizzle-kit 0.x (versions 5 to 7): tables and types by name, everything else inside them. */
export function objectsOfZero(snapshot: Row): readonly SnapshotObject[] {
  const own = recordsIn(snapshot.tables);
  const linked = new Set(
    recordsIn(snapshot.policies).map((policy) => `${schemaOf(policy.schema)}.${textOf(policy.on).split('.').at(-1)}`),
  );
  return [
    ...Object.keys(recordOf(snapshot.schemas)).map(
      (name): SnapshotObject => ({ id: objectId('schema', name), kind: 'schema', table: null, attributes: {} }),
    ),
    ...recordsIn(snapshot.roles).map(roleObject),
    ...recordsIn(snapshot.enums).map(
      ({ schema, name, values }): SnapshotObject => ({
        id: objectId('enum', schemaOf(schema), textOf(name)),
        kind: 'enum',
        table: null,
        attributes: { labels: textsIn(values) },
      }),
    ),
    ...recordsIn(snapshot.sequences).map(
      ({ schema, name, ...options }): SnapshotObject => ({
        id: objectId('sequence', schemaOf(schema), textOf(name)),
        kind: 'sequence',
        table: null,
        attributes: { options: sequenceOptions(options) },
      }),
    ),
    ...own.flatMap((table) => tableObjects(table, linked)),
    ...recordsIn(snapshot.views).flatMap(viewObject),
    ...recordsIn(snapshot.policies).map((policy) => linkedPolicy(policy)),
  ];
}

function tableObjects(row: Row, linked: ReadonlySet<string>): readonly SnapshotObject[] {
  const [schema, name] = [schemaOf(row.schema), textOf(row.name)];
  const table = objectId('table', schema, name);
  const child = (kind: SnapshotObject['kind'], id: string, attributes: Row): SnapshotObject => ({
    id,
    kind,
    table,
    attributes,
  });
  const keys = recordsIn(row.compositePrimaryKeys);
  const inKey = new Set(keys.flatMap(({ columns }) => textsIn(columns)));
  const policies = recordsIn(row.policies);
  const columns = recordsIn(row.columns);
  const single = columns.filter(({ primaryKey }) => primaryKey === true).map((column) => textOf(column.name));
  return [
    {
      id: table,
      kind: 'table',
      table: null,
      attributes: { rowSecurity: row.isRLSEnabled === true || policies.length > 0 || linked.has(`${schema}.${name}`) },
    },
    ...columns.map((column) =>
      columnObject({
        schema,
        table: name,
        name: textOf(column.name),
        type: textOf(column.type),
        typeSchema: textOf(column.typeSchema),
        notNull: column.notNull === true || column.primaryKey === true || inKey.has(textOf(column.name)),
        default: column.default,
        identity: column.identity == null ? null : recordOf(column.identity),
        generated: column.generated == null ? null : textOf(recordOf(column.generated).as),
      }),
    ),
    ...(single.length > 0
      ? [child('primary-key', objectId('primary-key', schema, name, `${name}_pkey`), { columns: single })]
      : []),
    ...keys.map((key) =>
      child('primary-key', objectId('primary-key', schema, name, textOf(key.name)), { columns: textsIn(key.columns) }),
    ),
    ...recordsIn(row.uniqueConstraints).map((unique) =>
      child('unique', objectId('unique', schema, name, textOf(unique.name)), {
        columns: textsIn(unique.columns),
        nullsNotDistinct: unique.nullsNotDistinct === true,
      }),
    ),
    ...recordsIn(row.foreignKeys).map((key) =>
      child('foreign-key', objectId('foreign-key', schema, name, textOf(key.name)), {
        columns: textsIn(key.columnsFrom),
        references: { schema: schemaOf(key.schemaTo), name: textOf(key.tableTo) },
        referencedColumns: textsIn(key.columnsTo),
        onUpdate: textOf(key.onUpdate) || 'no action',
        onDelete: textOf(key.onDelete) || 'no action',
      }),
    ),
    ...recordsIn(row.checkConstraints).map((check) =>
      child('check', objectId('check', schema, name, textOf(check.name)), { expression: textOf(check.value) }),
    ),
    ...recordsIn(row.indexes).map((index) =>
      child('index', objectId('index', schema, textOf(index.name)), indexAttributes(index)),
    ),
    ...policies.map((policy) =>
      child('policy', objectId('policy', schema, name, textOf(policy.name)), policyAttributes(policy)),
    ),
  ];
}

/** Columns of an index were names only until version 6. */
function indexAttributes({ method, isUnique, columns, where, with: options }: Row): Row {
  const keys = (Array.isArray(columns) ? columns : []).map((column: unknown) => {
    if (typeof column === 'string')
      return { expression: column, isExpression: false, descending: false, nullsFirst: false };
    const { expression, isExpression, asc, nulls } = recordOf(column);
    return {
      expression: textOf(expression),
      isExpression: isExpression === true,
      descending: asc === false,
      nullsFirst: nulls === 'first',
    };
  });
  return {
    method: textOf(method) || 'btree',
    unique: isUnique === true,
    keys,
    predicate: sqlOf(where),
    options: optionsOf(options),
  };
}

function viewObject({
  schema,
  name,
  materialized,
  isExisting,
  definition,
  with: options,
}: Row): readonly SnapshotObject[] {
  if (isExisting === true) return [];
  const kind = materialized === true ? 'materialized-view' : 'view';
  const attributes = { definition: textOf(definition), options: optionsOf(options) };
  return [{ id: objectId(kind, schemaOf(schema), textOf(name)), kind, table: null, attributes }];
}

/** A policy that `.link()` puts on a table which the schema only refers to: `on` is the table, quoted or not. */
function linkedPolicy(policy: Row): SnapshotObject {
  const parts = textOf(policy.on).replaceAll('"', '').split('.');
  const table = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts[0] ?? 'public') : schemaOf(policy.schema);
  return {
    id: objectId('policy', schema, table, textOf(policy.name)),
    kind: 'policy',
    table: objectId('table', schema, table),
    attributes: policyAttributes(policy),
  };
}
