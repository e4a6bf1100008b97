import type { LoadedModule } from '../inside/values.ts';
import { columnName, recase, type Walk } from '../walker/context.ts';
import { isA, record, SYMBOLS, text, type Value } from '../walker/drizzle.ts';
import { exportedValues, type TableConfig, tableConfig } from './exported.ts';
import { plainText, queryText } from './query-text.ts';
import { identitySettings, policyRoles, standAloneSettings } from './sequence.ts';

type Json = Record<string, unknown>;

/**
 * What drizzle-kit 0.x writes into a snapshot of version 7 of these modules, without `id` and `prevId`.
 * Source: drizzle-kit 0.31 `generatePgSnapshot`.
 */
export function snapshotOfZero(walk: Walk, modules: readonly LoadedModule[]): Json {
  const { tables, enums, schemas, sequences, roles, policies, views } = exportedValues(modules);
  const written: Record<string, Json> = Object.fromEntries(
    tables.map((table) => {
      const config = tableConfig(table);
      return [keyOf(config.schema, config.name), tableOf(walk, table, config)];
    }),
  );
  return {
    version: '7',
    dialect: 'postgresql',
    tables: written,
    enums: Object.fromEntries(
      enums.map(({ schema, enumName, enumValues }) => [
        keyOf(schema || undefined, enumName),
        { name: enumName, schema: schema || 'public', values: enumValues },
      ]),
    ),
    schemas: Object.fromEntries(
      schemas.filter(({ schemaName }) => schemaName !== 'public').map(({ schemaName }) => [schemaName, schemaName]),
    ),
    sequences: Object.fromEntries(
      sequences.map((sequence) => [
        keyOf(sequence.schema, sequence.seqName),
        { name: sequence.seqName, schema: sequence.schema ?? 'public', ...standAloneSettings(sequence) },
      ]),
    ),
    roles: Object.fromEntries(roles.filter(({ _existing }) => !_existing).map((role) => [role.name, roleOf(role)])),
    policies: linkedPolicies(walk, policies, written),
    views: Object.fromEntries(views.map((view) => viewOf(walk, view))),
    _meta: { schemas: {}, tables: {}, columns: {} },
  };
}

function keyOf(schema: unknown, name: unknown): string {
  return `${schema ?? 'public'}.${name}`;
}

function byName(list: readonly Json[]): Record<string, Json> {
  return Object.fromEntries(list.map((each) => [String(each.name), each]));
}

function tableOf(walk: Walk, table: Value, config: TableConfig): Json {
  const { name, schema } = config;
  return {
    name,
    schema: schema ?? '',
    columns: byName(
      config.columns.map((column) => columnOf(walk, column, columnName(walk, column), name, schema, escaped)),
    ),
    indexes: byName(config.indexes.map((index) => indexOf(walk, index, name))),
    foreignKeys: byName(config.foreignKeys.map((key) => foreignKeyOf(walk, key, name))),
    compositePrimaryKeys: byName(config.primaryKeys.map((key) => primaryKeyOf(walk, key))),
    uniqueConstraints: byName([
      ...config.columns.flatMap((column) => inlineUnique(column, columnName(walk, column))),
      ...config.uniques.map((unique) => ({
        name: unique.name,
        nullsNotDistinct: unique.nullsNotDistinct,
        columns: namesOf(walk, unique.columns),
      })),
    ]),
    policies: byName(config.policies.map((policy) => policyOf(walk, policy))),
    checkConstraints: byName(config.checks.map((check) => ({ name: check.name, value: queryText(walk, check.value) }))),
    isRLSEnabled: table[SYMBOLS.enableRls] ?? false,
  };
}

const escaped = (value: string) => value.replaceAll("'", "''");

function columnOf(
  walk: Walk,
  column: Value,
  name: string,
  owner: string,
  schema: string | undefined,
  quoting: (text: string) => string,
): Json {
  const type = String((column.getSQLType as () => unknown).call(column));
  const typeSchema = enumSchema(column);
  const { generated, generatedIdentity } = column;
  const identity = generatedIdentity ? record(generatedIdentity) : null;
  return {
    name,
    type,
    ...(typeSchema === undefined ? {} : { typeSchema }),
    primaryKey: column.primary,
    notNull: column.notNull,
    ...(generated ? { generated: { as: generatedText(walk, record(generated).as), type: 'stored' } } : {}),
    ...(identity
      ? {
          identity: {
            type: identity.type,
            name: identity.sequenceName ?? `${owner}_${name}_seq`,
            schema: schema ?? 'public',
            ...identitySettings(column),
          },
        }
      : {}),
    ...(column.default === undefined ? {} : { default: defaultOf(walk, column.default, type.toLowerCase(), quoting) }),
  };
}

function enumSchema(column: Value): string | undefined {
  let base = column;
  while (isA(base, 'PgArray')) base = record(base.baseColumn);
  return isA(base, 'PgEnumColumn') ? (text(record(base.enum).schema) ?? 'public') : undefined;
}

function generatedText(walk: Walk, as: unknown): unknown {
  if (isA(as, 'SQL')) return queryText(walk, as);
  return typeof as === 'function' ? queryText(walk, (as as () => unknown)()) : as;
}

function defaultOf(walk: Walk, value: unknown, type: string, quoting: (text: string) => string): unknown {
  if (isA(value, 'SQL')) return plainText(walk, value);
  if (typeof value === 'string') return `'${quoting(value)}'`;
  if (type === 'jsonb' || type === 'json') return `'${JSON.stringify(value)}'::${type}`;
  if (value instanceof Date) return `'${dateText(value, type)}'`;
  if (/\[\d*\]/.test(type) && Array.isArray(value)) return `'${arrayText(value, type.split('[')[0] ?? '')}'`;
  return typeof value === 'bigint' ? String(value) : value;
}

function dateText(value: Date, type: string): string {
  const printed = value.toISOString();
  if (type === 'date') return printed.split('T')[0] ?? '';
  return type === 'timestamp' ? printed.replace('T', ' ').slice(0, 23) : printed;
}

function arrayText(values: readonly unknown[], type: string): string {
  const items = values.map((value) => {
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    if (Array.isArray(value)) return arrayText(value, type);
    if (value instanceof Date) return `"${dateText(value, type)}"`;
    if (typeof value === 'object') return `"${JSON.stringify(value).replaceAll('"', '\\"')}"`;
    return `"${value}"`;
  });
  return `{${items.join(',')}}`;
}

function inlineUnique(column: Value, name: string): readonly Json[] {
  if (column.isUnique !== true) return [];
  return [{ name: column.uniqueName, nullsNotDistinct: column.uniqueType === 'not distinct', columns: [name] }];
}

function namesOf(walk: Walk, columns: unknown): readonly string[] {
  return (columns as readonly Value[]).map((column) => columnName(walk, column));
}

function primaryKeyOf(walk: Walk, key: Value): Json {
  const columns = key.columns as readonly Value[];
  const name = recase(walk, String((key.getName as () => unknown).call(key)), columns);
  return { name, columns: namesOf(walk, columns) };
}

function foreignKeyOf(walk: Walk, key: Value, tableFrom: string): Json {
  const reference = record((key.reference as () => unknown)());
  const [columns, foreign] = [reference.columns as Value[], reference.foreignColumns as Value[]];
  const target = record(reference.foreignTable);
  const schemaTo = target[SYMBOLS.schema];
  return {
    name: recase(walk, String((key.getName as () => unknown).call(key)), [...columns, ...foreign]),
    tableFrom,
    tableTo: target[SYMBOLS.name],
    ...(schemaTo === undefined ? {} : { schemaTo }),
    columnsFrom: namesOf(walk, columns),
    columnsTo: namesOf(walk, foreign),
    ...(key.onDelete === undefined ? {} : { onDelete: key.onDelete }),
    ...(key.onUpdate === undefined ? {} : { onUpdate: key.onUpdate }),
  };
}

function indexOf(walk: Walk, index: Value, table: string): Json {
  const config = record(index.config);
  const columns = config.columns as readonly Value[];
  const names = () => columns.map((column) => (isA(column, 'SQL') ? '' : columnName(walk, column)));
  return {
    name: config.name || `${table}_${names().join('_')}_index`,
    columns: columns.map((column) => keyColumn(walk, column)),
    isUnique: config.unique ?? false,
    ...(config.where ? { where: queryText(walk, config.where) } : {}),
    concurrently: config.concurrently ?? false,
    method: config.method ?? 'btree',
    with: config.with ?? {},
  };
}

function keyColumn(walk: Walk, column: Value): Json {
  if (isA(column, 'SQL'))
    return { expression: queryText(walk, column, 'indexes'), asc: true, isExpression: true, nulls: 'last' };
  const config = record(column.indexConfig);
  return {
    expression: columnName(walk, column),
    isExpression: false,
    asc: config.order === 'asc',
    nulls: config.nulls ? config.nulls : config.order === 'desc' ? 'first' : 'last',
    ...(config.opClass === undefined ? {} : { opclass: config.opClass }),
  };
}

function policyOf(walk: Walk, policy: Value): Json {
  return {
    name: policy.name,
    as: text(policy.as)?.toUpperCase() ?? 'PERMISSIVE',
    for: text(policy.for)?.toUpperCase() ?? 'ALL',
    to: policyRoles(policy.to),
    ...(isA(policy.using, 'SQL') ? { using: queryText(walk, policy.using) } : {}),
    ...(isA(policy.withCheck, 'SQL') ? { withCheck: queryText(walk, policy.withCheck) } : {}),
  };
}

/** A policy of its own goes to its table, where that is part of the schema; the others stand apart. */
function linkedPolicies(walk: Walk, policies: readonly Value[], tables: Readonly<Record<string, Json>>): Json {
  const apart: Json = {};
  for (const policy of policies) {
    const table = policy._linkedTable === undefined ? null : record(policy._linkedTable);
    if (!table) continue;
    const [schema, name] = [table[SYMBOLS.schema] ?? 'public', table[SYMBOLS.name]];
    const written = policyOf(walk, policy);
    const own = tables[keyOf(schema, name)];
    if (own) (own.policies as Json)[String(policy.name)] = written;
    else apart[String(policy.name)] = { ...written, schema, on: `"${schema}"."${name}"` };
  }
  return apart;
}

function roleOf(role: Value): Json {
  const { name, createDb = false, createRole = false, inherit = true } = role;
  return { name, createDb, createRole, inherit };
}

function viewOf(walk: Walk, view: Value): readonly [string, Json] {
  const materialized = isA(view, 'PgMaterializedView');
  const config = {
    ...record(view[SYMBOLS.viewConfig]),
    ...record(view[materialized ? SYMBOLS.pgMaterializedViewConfig : SYMBOLS.pgViewConfig]),
  } as Value;
  const schema = text(config.schema) ?? undefined;
  const columns = Object.values(record(config.selectedFields)).filter((field) => isA(field, 'PgColumn')) as Value[];
  const said = (name: string) => (config[name] === undefined ? {} : { [name]: config[name] });
  return [
    keyOf(schema, config.name),
    {
      columns: byName(
        columns.map((column) =>
          viewColumn(
            columnOf(walk, column, String(column.name), String(config.name), schema, (same) => same),
            column,
          ),
        ),
      ),
      ...(config.isExisting ? {} : { definition: queryText(walk, config.query) }),
      name: config.name,
      schema: schema ?? 'public',
      isExisting: config.isExisting ?? false,
      ...said('with'),
      ...said('withNoData'),
      materialized,
      ...said('tablespace'),
      ...said('using'),
    },
  ];
}

/** Of a view's columns drizzle-kit does not look through arrays for their enum. */
function viewColumn({ typeSchema, ...rest }: Json, column: Value): Json {
  return isA(column, 'PgEnumColumn') ? { ...rest, typeSchema } : rest;
}
