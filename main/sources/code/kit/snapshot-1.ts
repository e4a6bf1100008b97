import type { LoadedModule } from '../inside/values.ts';
import { namingOf } from '../to-catalog/names.ts';
import { columnName, type Walk } from '../walker/context.ts';
import { isA, record, SYMBOLS, text, type Value } from '../walker/drizzle.ts';
import { defaultOfOne } from './default-1.ts';
import { exportedValues, type TableConfig, tableConfig } from './exported.ts';
import { inlineText, queryText } from './query-text.ts';
import { identitySettings, policyRoles, standAloneSettings } from './sequence.ts';

type Row = Readonly<Record<string, unknown>> & { readonly entityType: string };

const naming = namingOf(1);

/**
 * The entities that drizzle-kit 1.0 writes into a snapshot (`ddl`) of these modules.
 * Source: drizzle-kit 1.0 rc `fromDrizzleSchema` and `interimToDDL`.
 */
export function entitiesOfOne(walk: Walk, modules: readonly LoadedModule[]): readonly Row[] {
  const { tables, enums, schemas, sequences, roles, policies, views } = exportedValues(modules);
  const configs = tables.map(tableConfig);
  const linked = policies.flatMap((policy) => linkedPolicy(walk, policy));
  const of = (rows: (walk: Walk, config: TableConfig) => readonly Row[]) =>
    configs.flatMap((config) => rows(walk, config));
  return [
    ...schemas.filter(({ isExisting, schemaName }) => isExisting !== true && schemaName !== 'public').map(schemaRow),
    ...enums.map(({ schema, enumName, enumValues }) => ({
      entityType: 'enums',
      name: enumName,
      schema: schema || 'public',
      values: enumValues,
    })),
    ...configs.map((config) => tableRow(config, linked)),
    ...of(columnRows),
    ...of(indexRows),
    ...of(foreignKeyRows),
    ...of(primaryKeyRows),
    ...of(uniqueRows),
    ...of((_walk, config) => checkRows(walk, config)),
    ...sequences.map(sequenceRow),
    ...roles.filter(({ _existing }) => !_existing).map(roleRow),
    ...linked,
    ...of((_walk, config) => config.policies.map((policy) => policyRow(walk, policy, placeOf(config)))),
    ...views.flatMap((view) => viewRow(walk, view)),
  ];
}

interface Place {
  readonly schema: string;
  readonly table: string;
}

const placeOf = ({ schema, name }: TableConfig): Place => ({ schema: schema || 'public', table: name });
const namesOf = (walk: Walk, columns: unknown) =>
  (columns as readonly Value[]).map((column) => columnName(walk, column));

function schemaRow({ schemaName }: Value): Row {
  return { entityType: 'schemas', name: schemaName };
}

function tableRow(config: TableConfig, linked: readonly Row[]): Row {
  const { schema, table } = placeOf(config);
  const isLinked = linked.some((policy) => policy.schema === schema && policy.table === table);
  return {
    entityType: 'tables',
    schema,
    name: table,
    isRlsEnabled: config.enableRls || config.policies.length > 0 || isLinked,
  };
}

function columnRows(walk: Walk, config: TableConfig): readonly Row[] {
  const place = placeOf(config);
  const keyed = new Set(config.primaryKeys.flatMap((key) => namesOf(walk, key.columns)));
  return config.columns.map((column) => {
    const name = columnName(walk, column);
    const { type, dimensions } = typeOf(column);
    return {
      entityType: 'columns',
      ...place,
      name,
      type,
      typeSchema: isEnumColumn(column) ? (text(record(column.enum).schema) ?? 'public') : null,
      notNull: column.notNull === true || column.primary === true || keyed.has(name),
      dimensions,
      default: defaultOfOne(walk, column, dimensions),
      generated: generatedOf(walk, column),
      identity: identityOf(column, place.table, name),
    };
  });
}

function isEnumColumn(column: Value): boolean {
  return isA(column, 'PgEnumColumn') || isA(column, 'PgEnumObjectColumn');
}

function typeOf(column: Value): { readonly type: string; readonly dimensions: number } {
  const written = String((column.getSQLType as () => unknown).call(column)).replace(', ', ',');
  const type = written.replace(/^timestamp \(/, 'timestamp(');
  const counted = Number(column.dimensions) > 0 ? Number(column.dimensions) : 0;
  const sizes = /\[\d*\]/g;
  return { type: type.replace(sizes, ''), dimensions: counted + (type.match(sizes)?.length ?? 0) };
}

function generatedOf(walk: Walk, column: Value): object | null {
  if (!column.generated) return null;
  const { as } = record(column.generated);
  const value = typeof as === 'function' && !isA(as, 'SQL') ? (as as () => unknown)() : as;
  return { type: 'stored', as: isA(value, 'SQL') ? queryText(walk, value) : String(value) };
}

function identityOf(column: Value, table: string, name: string): object | null {
  if (!column.generatedIdentity) return null;
  const { type, sequenceName } = record(column.generatedIdentity);
  const { cache, ...settings } = identitySettings(column);
  return { type, name: sequenceName ?? `${table}_${name}_seq`, ...settings, cache: Number(cache) };
}

function indexRows(walk: Walk, config: TableConfig): readonly Row[] {
  return config.indexes.map((index) => {
    const { name, columns, unique, where, concurrently, method, with: options } = record(index.config);
    const list = columns as readonly Value[];
    const condition = where ? inlineText(walk, where, 'indexes') : '';
    return {
      entityType: 'indexes',
      ...placeOf(config),
      name:
        name ??
        naming.index(
          config.name,
          list.map((column) => (isA(column, 'SQL') ? '' : columnName(walk, column))),
        ),
      nameExplicit: index.isNameExplicit === true,
      columns: list.map((column) => keyColumn(walk, column)),
      isUnique: unique === true,
      where: condition === '' || condition === 'true' ? null : condition,
      with: Object.entries(record(options))
        .map(([option, value]) => `${option}=${value}`)
        .join(', '),
      method: method ?? 'btree',
      concurrently: concurrently === true,
    };
  });
}

function keyColumn(walk: Walk, column: Value): object {
  if (isA(column, 'SQL')) {
    const value = queryText(walk, column, 'indexes');
    return { value, isExpression: true, asc: true, nullsFirst: false, opclass: null };
  }
  const { order, nulls, opClass } = record(column.indexConfig);
  const asc = order ? order === 'asc' : true;
  return {
    value: columnName(walk, column),
    isExpression: false,
    asc,
    nullsFirst: nulls ? nulls === 'first' : !asc,
    opclass: opClass ? { name: opClass, default: false } : null,
  };
}

function foreignKeyRows(walk: Walk, config: TableConfig): readonly Row[] {
  return config.foreignKeys.map((key) => {
    const reference = record((key.reference as () => unknown)());
    const target = record(reference.foreignTable);
    const tableTo = String(target[SYMBOLS.name]);
    const columns = namesOf(walk, reference.columns);
    const columnsTo = namesOf(walk, reference.foreignColumns);
    const isExplicit = (key.isNameExplicit as () => boolean).call(key);
    return {
      entityType: 'fks',
      ...placeOf(config),
      name: isExplicit
        ? (key.getName as () => unknown).call(key)
        : naming.foreignKey(config.name, columns, tableTo, columnsTo),
      nameExplicit: isExplicit,
      columns,
      schemaTo: text(target[SYMBOLS.schema]) ?? 'public',
      tableTo,
      columnsTo,
      onUpdate: text(key.onUpdate)?.toUpperCase() ?? null,
      onDelete: text(key.onDelete)?.toUpperCase() ?? null,
    };
  });
}

/** One key for each table: what a column says of itself comes after what the table says. */
function primaryKeyRows(walk: Walk, config: TableConfig): readonly Row[] {
  const said = config.primaryKeys.map((key) => ({
    entityType: 'pks',
    ...placeOf(config),
    name: key.name || naming.primaryKey(config.name, []),
    columns: namesOf(walk, key.columns),
    nameExplicit: key.isNameExplicit === true,
  }));
  const [first] = config.columns.filter(({ primary }) => primary === true);
  if (said.length > 0 || !first) return said;
  const name = naming.primaryKey(config.name, []);
  const columns = [columnName(walk, first)];
  return [{ entityType: 'pks', ...placeOf(config), name, columns, nameExplicit: false }];
}

function uniqueRows(walk: Walk, config: TableConfig): readonly Row[] {
  const said = config.uniques.map((unique) => {
    const columns = namesOf(walk, unique.columns);
    const isExplicit = unique.isNameExplicit === true;
    return {
      entityType: 'uniques',
      ...placeOf(config),
      name: isExplicit ? unique.name : `${config.name}_${columns.join('_')}_unique`,
      nameExplicit: isExplicit,
      columns,
      nullsNotDistinct: unique.nullsNotDistinct === true,
    };
  });
  const inline = config.columns.flatMap((column) => {
    const name = columnName(walk, column);
    const isSaid = said.some(({ columns }) => columns.length === 1 && columns[0] === name);
    if (column.isUnique !== true || isSaid) return [];
    const own = text(column.uniqueName);
    return [
      {
        entityType: 'uniques',
        ...placeOf(config),
        name: own ?? `${config.name}_${name}_key`,
        nameExplicit: own !== null,
        columns: [name],
        nullsNotDistinct: column.uniqueType === 'not distinct',
      },
    ];
  });
  return [...said, ...inline];
}

function checkRows(walk: Walk, config: TableConfig): readonly Row[] {
  return config.checks.map(({ name, value }) => ({
    entityType: 'checks',
    ...placeOf(config),
    name,
    value: inlineText(walk, value, 'indexes'),
  }));
}

function sequenceRow(sequence: Value): Row {
  const { increment, cache, ...settings } = standAloneSettings(sequence);
  return {
    entityType: 'sequences',
    schema: sequence.schema ?? 'public',
    name: sequence.seqName,
    incrementBy: increment,
    ...settings,
    cacheSize: Number(cache),
  };
}

function roleRow(role: Value): Row {
  return {
    entityType: 'roles',
    name: role.name,
    superuser: role.superuser ?? false,
    createDb: role.createDb ?? false,
    createRole: role.createRole ?? false,
    inherit: role.inherit ?? true,
    canLogin: role.canLogin ?? false,
    replication: role.replication ?? false,
    bypassRls: role.bypassRls ?? false,
    connLimit: role.connLimit ?? -1,
    password: role.password ?? null,
    validUntil: role.validUntil ?? null,
  };
}

function linkedPolicy(walk: Walk, policy: Value): readonly Row[] {
  if (policy._linkedTable === undefined) return [];
  const table = record(policy._linkedTable);
  const place = { schema: text(table[SYMBOLS.schema]) ?? 'public', table: String(table[SYMBOLS.name]) };
  return [policyRow(walk, policy, place)];
}

function policyRow(walk: Walk, policy: Value, place: Place): Row {
  return {
    entityType: 'policies',
    ...place,
    name: policy.name,
    as: text(policy.as)?.toUpperCase() ?? 'PERMISSIVE',
    for: text(policy.for)?.toUpperCase() ?? 'ALL',
    roles: policyRoles(policy.to),
    using: isA(policy.using, 'SQL') ? queryText(walk, policy.using) : null,
    withCheck: isA(policy.withCheck, 'SQL') ? queryText(walk, policy.withCheck) : null,
  };
}

const VIEW_OPTIONS = [
  'checkOption',
  'securityBarrier',
  'securityInvoker',
  'autovacuumEnabled',
  'autovacuumFreezeMaxAge',
  'autovacuumFreezeMinAge',
  'autovacuumFreezeTableAge',
  'autovacuumMultixactFreezeMaxAge',
  'autovacuumMultixactFreezeMinAge',
  'autovacuumMultixactFreezeTableAge',
  'autovacuumVacuumCostDelay',
  'autovacuumVacuumCostLimit',
  'autovacuumVacuumScaleFactor',
  'autovacuumVacuumThreshold',
  'fillfactor',
  'logAutovacuumMinDuration',
  'parallelWorkers',
  'toastTupleTarget',
  'userCatalogTable',
  'vacuumIndexCleanup',
  'vacuumTruncate',
];

function viewRow(walk: Walk, view: Value): readonly Row[] {
  const materialized = isA(view, 'PgMaterializedView');
  const config = {
    ...record(view[SYMBOLS.viewConfig]),
    ...record(view[materialized ? SYMBOLS.pgMaterializedViewConfig : SYMBOLS.pgViewConfig]),
  } as Value;
  if (config.isExisting === true) return [];
  const given = record(config.with);
  const options = VIEW_OPTIONS.map((name) => [name, given[name] ?? null] as const);
  return [
    {
      entityType: 'views',
      schema: text(config.schema) ?? 'public',
      name: config.name,
      definition: queryText(walk, config.query),
      with: options.some(([, value]) => value !== null) ? Object.fromEntries(options) : null,
      withNoData: materialized ? (config.withNoData ?? null) : null,
      materialized,
      tablespace: materialized ? (config.tablespace ?? null) : null,
      using: materialized ? (config.using ?? null) : null,
    },
  ];
}
