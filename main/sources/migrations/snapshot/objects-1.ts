import { objectId, type SnapshotKind, type SnapshotObject } from '#app/catalog';
import { unquoteLiteral } from '#app/sql';
import type { Entity } from './entities.ts';
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

/** Objects of the entities of drizzle-kit 1.0. What is none of the catalog's (privileges) is left out. */
export function objectsOfOne(entities: readonly Entity[]): readonly SnapshotObject[] {
  const secured = new Set(
    entities.filter(({ entityType }) => entityType === 'policies').map(({ schema, table }) => `${schema}.${table}`),
  );
  const keys = entities.filter(({ entityType }) => entityType === 'pks');
  return entities.flatMap((entity): readonly SnapshotObject[] => {
    const [schema, name] = [schemaOf(entity.schema), textOf(entity.name)];
    const table = textOf(entity.table);
    const top = (kind: SnapshotKind, attributes: SnapshotObject['attributes'], ...parts: readonly string[]) => [
      { id: objectId(kind, ...parts), kind, table: null, attributes },
    ];
    const child = (kind: SnapshotKind, attributes: SnapshotObject['attributes']) => [
      {
        id: kind === 'index' ? objectId(kind, schema, name) : objectId(kind, schema, table, name),
        kind,
        table: objectId('table', schema, table),
        attributes,
      },
    ];
    switch (entity.entityType) {
      case 'schemas':
        return top('schema', {}, name);
      case 'roles':
        return [roleObject(entity)];
      case 'enums':
        return top('enum', { labels: textsIn(entity.values) }, schema, name);
      case 'sequences':
        return top('sequence', { options: sequenceOptions(entity) }, schema, name);
      case 'tables':
        return top(
          'table',
          { rowSecurity: entity.isRlsEnabled === true || secured.has(`${schema}.${name}`) },
          schema,
          name,
        );
      case 'columns':
        return [columnOf(entity, keys)];
      case 'pks':
        return child('primary-key', { columns: textsIn(entity.columns) });
      case 'uniques':
        return child('unique', {
          columns: textsIn(entity.columns),
          nullsNotDistinct: entity.nullsNotDistinct === true,
        });
      case 'fks':
        return child('foreign-key', {
          columns: textsIn(entity.columns),
          references: { schema: schemaOf(entity.schemaTo), name: textOf(entity.tableTo) },
          referencedColumns: textsIn(entity.columnsTo),
          onUpdate: (textOf(entity.onUpdate) || 'no action').toLowerCase(),
          onDelete: (textOf(entity.onDelete) || 'no action').toLowerCase(),
        });
      case 'checks':
        return child('check', { expression: textOf(entity.value) });
      case 'indexes':
        return child('index', indexAttributes(entity));
      case 'policies':
        return child('policy', policyAttributes(entity));
      case 'views': {
        const attributes = { definition: textOf(entity.definition), options: optionsOf(entity.with) };
        return top(entity.materialized === true ? 'materialized-view' : 'view', attributes, schema, name);
      }
      default:
        return [];
    }
  });
}

function columnOf(entity: Entity, keys: readonly Entity[]): SnapshotObject {
  const { schema, table, name } = entity;
  const isKey = keys.some(
    (key) => key.schema === schema && key.table === table && textsIn(key.columns).includes(textOf(name)),
  );
  const dimensions = typeof entity.dimensions === 'number' ? entity.dimensions : 0;
  const type = textOf(entity.type);
  return columnObject({
    schema: schemaOf(schema),
    table: textOf(table),
    name: textOf(name),
    type: type.endsWith('[]') ? type : `${type}${'[]'.repeat(dimensions)}`,
    typeSchema: textOf(entity.typeSchema),
    notNull: entity.notNull === true || isKey,
    default: entity.default,
    identity: entity.identity === null || entity.identity === undefined ? null : recordOf(entity.identity),
    generated:
      entity.generated === null || entity.generated === undefined ? null : textOf(recordOf(entity.generated).as),
  });
}

function indexAttributes({ method, isUnique, columns, where, with: options }: Entity): SnapshotObject['attributes'] {
  return {
    method: textOf(method) || 'btree',
    unique: isUnique === true,
    keys: recordsIn(columns).map(({ value, isExpression, asc, nullsFirst }) => ({
      expression: textOf(value),
      isExpression: isExpression === true,
      descending: asc === false,
      nullsFirst: nullsFirst === true,
    })),
    predicate: sqlOf(where),
    options: optionsInText(textOf(options)),
  };
}

/** `fillfactor=70, key_field='id'`. */
function optionsInText(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w.]+)\s*=\s*('(?:[^']|'')*'|[^,]*)/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, unquoteLiteral(value.trim())]));
}
