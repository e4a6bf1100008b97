import {
  buildCatalog,
  type Catalog,
  type Column,
  emptyObjects,
  type ForeignKey,
  type MutableObjects,
  objectId,
  type Policy,
  type PolicyCommand,
  type Server,
  type Table,
} from '#app/catalog';

/** A policy in short: a tenant policy for every command of everybody, unless it says otherwise. */
export interface PolicySpec {
  readonly name?: string;
  readonly command?: PolicyCommand;
  readonly roles?: readonly string[];
  readonly permissive?: boolean;
  readonly using?: string | null;
  readonly check?: string | null;
}

export interface TableSpec {
  /**
   * Columns as `name type`, then any of `!` (NOT NULL), `pk`, `unique`, `index`, `-> table` (references its `id`) or
   * `-> schema.table.column`, with what happens on delete behind it: `'company_id uuid ! index -> companies cascade'`. What
   * comes after ` = ` is the default, after ` := ` the expression of a stored generated column.
   */
  readonly columns: readonly string[];
  /** By name: columns with `desc` behind them where they are, or all that an index can be. */
  readonly indexes?: Readonly<Record<string, string | IndexSpec>>;
  /** Unique constraints and their columns, by name. */
  readonly uniques?: Readonly<Record<string, readonly string[]>>;
  readonly checks?: Readonly<Record<string, string>>;
  /** Names of functions in `public`, by the name of the row trigger before INSERT and UPDATE. */
  readonly triggers?: Readonly<Record<string, string>>;
  readonly comment?: string;
  readonly unlogged?: boolean;
  readonly rls?: 'on' | 'forced' | null;
  readonly policies?: readonly PolicySpec[];
  readonly partitionOf?: string;
  readonly partitionKey?: string;
  readonly file?: string;
  readonly foreign?: boolean;
}

export interface IndexSpec {
  /** As in CREATE INDEX; what has a bracket is an expression. */
  readonly keys: string;
  readonly unique?: boolean;
  readonly method?: string;
  readonly where?: string;
  readonly invalid?: boolean;
}

export interface SchemaSpec {
  /** By name, `schema.name` outside `public`. A list stands for a table with these columns and nothing else. */
  readonly tables: Readonly<Record<string, TableSpec | readonly string[]>>;
  readonly views?: Readonly<Record<string, string>>;
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  readonly functions?: Readonly<Record<string, string>>;
  /** Roles with BYPASSRLS. */
  readonly bypassRoles?: readonly string[];
  /** A catalog of code where `null`. */
  readonly server?: Server | null;
}

const SERVER: Server = { major: 16, version: '16.4', flavour: 'postgresql' };

/** Builds a catalog from a few lines, for tests of what is derived from catalogs. */
export function schemaOf(spec: SchemaSpec): Catalog {
  const objects = emptyObjects();
  for (const [name, table] of Object.entries(spec.tables))
    addTable(objects, name, 'columns' in table ? table : { columns: table });
  for (const [name, definition] of Object.entries(spec.views ?? {})) {
    const [schema, view] = split(name);
    const columns = [{ name: 'id', type: 'uuid' }];
    objects.view.push({
      ...base('view', schema, view),
      schema,
      name: view,
      owner: null,
      columns: columns.map((column) => ({ ...column, default: null, comment: null })),
      definition,
      options: {},
    });
  }
  for (const [name, labels] of Object.entries(spec.enums ?? {})) {
    const [schema, type] = split(name);
    objects.enum.push({ ...base('enum', schema, type), schema, name: type, owner: null, labels });
  }
  for (const [name, body] of Object.entries(spec.functions ?? {})) addFunction(objects, name, body);
  for (const name of spec.bypassRoles ?? []) addBypassRole(objects, name);
  return buildCatalog({ objects, server: spec.server === undefined ? SERVER : spec.server });
}

function addTable(objects: MutableObjects, qualified: string, spec: TableSpec): void {
  const [schema, name] = split(qualified);
  const parent = spec.partitionOf === undefined ? null : split(spec.partitionOf);
  const table: Table = {
    ...base('table', schema, name, spec.file),
    comment: spec.comment ?? null,
    schema,
    name,
    owner: null,
    persistence: spec.unlogged ? 'unlogged' : 'permanent',
    partitionKey: spec.partitionKey ?? null,
    partitionOf: parent && { parent: { schema: parent[0], name: parent[1] }, bound: 'DEFAULT' },
    inherits: [],
    foreign: spec.foreign ? { server: 'elsewhere', options: {} } : null,
    rowSecurity: spec.rls === 'on' || spec.rls === 'forced',
    forceRowSecurity: spec.rls === 'forced',
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  };
  objects.table.push(table);
  const keys = spec.columns.flatMap((text, at) => addColumn(objects, table, text, at + 1));
  if (keys.length > 0)
    objects['primary-key'].push({ ...constraint('primary-key', table, `${name}_pkey`), ...indexed(keys) });
  for (const policy of spec.policies ?? []) objects.policy.push(policyOf(table, policy));
  for (const [index, keys] of Object.entries(spec.indexes ?? {}))
    addIndex(objects, table, index, typeof keys === 'string' ? { keys } : keys);
  for (const [unique, columns] of Object.entries(spec.uniques ?? {})) addUnique(objects, table, unique, columns);
  for (const [check, expression] of Object.entries(spec.checks ?? {}))
    objects.check.push({
      ...constraint('check', table, check),
      expression,
      noInherit: false,
      validated: true,
      enforced: true,
    });
  for (const [trigger, routine] of Object.entries(spec.triggers ?? {})) addTrigger(objects, table, trigger, routine);
}

/** Adds a column and what its words ask for; gives its name where it is part of the primary key. */
function addColumn(objects: MutableObjects, table: Table, text: string, position: number): readonly string[] {
  const [head = '', expression = ''] = text.split(/ :?= (.*)/s);
  const isGenerated = text.startsWith(`${head} := `);
  const [before = '', target] = head.split('->').map((part) => part.trim());
  const words = before.split(/\s+/);
  const name = words[0] ?? '';
  const flags = new Set(words.filter((word) => ['!', 'pk', 'unique', 'index'].includes(word)));
  const type = words
    .slice(1)
    .filter((word) => !flags.has(word))
    .join(' ');
  const column: Column = {
    ...base('column', table.schema, table.name, name),
    id: objectId('column', table.schema, table.name, name),
    origins: [],
    schema: table.schema,
    table: table.name,
    name,
    position,
    type,
    collation: null,
    notNull: flags.has('!') || flags.has('pk'),
    default: isGenerated || expression === '' ? null : expression,
    identity: null,
    generated: isGenerated ? { expression, storage: 'stored' } : null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    notNullConstraint: null,
    foreignOptions: {},
    options: {},
    inherited: false,
  };
  objects.column.push(column);
  if (flags.has('unique')) addUnique(objects, table, `${table.name}_${name}_key`, [name]);
  if (flags.has('index')) addIndex(objects, table, `${table.name}_${name}_idx`, { keys: name });
  if (target) addForeignKey(objects, table, name, target);
  return flags.has('pk') ? [name] : [];
}

function addUnique(objects: MutableObjects, table: Table, name: string, columns: readonly string[]): void {
  objects.unique.push({ ...constraint('unique', table, name), ...indexed(columns), nullsNotDistinct: false });
}

function addTrigger(objects: MutableObjects, { schema, name: table }: Table, name: string, routine: string): void {
  objects.trigger.push({
    kind: 'trigger',
    id: objectId('trigger', schema, table, name),
    comment: null,
    origins: [],
    schema,
    table,
    name,
    timing: 'before',
    level: 'row',
    events: ['insert', 'update'],
    updateOf: [],
    when: null,
    function: { schema: 'public', name: routine },
    arguments: [],
    oldTable: null,
    newTable: null,
    constraint: false,
    referencedTable: null,
    deferrability: 'not deferrable',
    enabled: 'origin',
    inherited: false,
  });
}

function addForeignKey(objects: MutableObjects, table: Table, column: string, text: string): void {
  const [target = '', ...action] = text.split(' ');
  const parts = target.split('.');
  const [schema, parent, key] =
    parts.length === 3 ? parts : parts.length === 2 ? [...parts, 'id'] : ['public', parts[0], 'id'];
  objects['foreign-key'].push({
    ...constraint('foreign-key', table, `${table.name}_${column}_fkey`),
    columns: [column],
    references: { schema: schema ?? '', name: parent ?? '' },
    referencedColumns: [key ?? ''],
    onUpdate: 'no action',
    onDelete: (action.join(' ') || 'no action') as ForeignKey['onDelete'],
    onDeleteColumns: [],
    match: 'simple',
    deferrability: 'not deferrable',
    validated: true,
    enforced: true,
    period: false,
  });
}

function addIndex(objects: MutableObjects, table: Table, name: string, spec: IndexSpec): void {
  objects.index.push({
    ...base('index', table.schema, name),
    schema: table.schema,
    owner: null,
    table: table.name,
    name,
    method: spec.method ?? 'btree',
    statisticsTargets: {},
    unique: spec.unique ?? false,
    nullsNotDistinct: false,
    keys: spec.keys.split(/, (?![^(]*\))/).map((key) => {
      const expression = key.replace(/ desc$/, '');
      const descending = expression !== key;
      return {
        expression,
        isExpression: expression.includes('('),
        operatorClass: null,
        operatorClassOptions: {},
        collation: null,
        descending,
        nullsFirst: descending,
      };
    }),
    include: [],
    predicate: spec.where ?? null,
    options: {},
    tablespace: null,
    valid: spec.invalid !== true,
    clustered: false,
    inherited: false,
  });
}

function policyOf(table: Table, spec: PolicySpec): Policy {
  const name = spec.name ?? 'tenant_isolation';
  return {
    ...base('policy', table.schema, table.name),
    id: objectId('policy', table.schema, table.name, name),
    schema: table.schema,
    table: table.name,
    name,
    permissive: spec.permissive ?? true,
    command: spec.command ?? 'all',
    roles: spec.roles ?? ['public'],
    using: spec.using ?? null,
    check: spec.check ?? null,
  };
}

function addFunction(objects: MutableObjects, qualified: string, body: string): void {
  const [schema, name] = split(qualified);
  objects.function.push({
    ...base('function', schema, name),
    id: `function:${schema}.${name}()`,
    schema,
    name,
    owner: null,
    routine: 'function',
    identityArguments: '',
    arguments: '',
    returns: 'uuid',
    language: 'sql',
    body,
    sqlBody: false,
    support: null,
    transforms: [],
    library: null,
    volatility: 'stable',
    strict: false,
    securityDefiner: false,
    leakproof: false,
    parallel: 'unsafe',
    cost: 100,
    rows: 0,
    config: [],
  });
}

function addBypassRole(objects: MutableObjects, name: string): void {
  objects.role.push({
    kind: 'role',
    id: objectId('role', name),
    comment: null,
    origins: [],
    name,
    superuser: false,
    createDb: false,
    createRole: false,
    inherit: true,
    login: true,
    replication: false,
    bypassRls: true,
    connectionLimit: -1,
    validUntil: null,
    config: [],
    memberOf: [],
  });
}

function base<K extends 'table' | 'view' | 'enum' | 'column' | 'index' | 'policy' | 'function'>(
  kind: K,
  schema: string,
  name: string,
  file?: string,
) {
  const origins = kind === 'table' && file ? [{ source: 'code' as const, file, line: 1 }] : [];
  return { kind, id: objectId(kind, schema, name), comment: null, origins };
}

function constraint<K extends 'primary-key' | 'unique' | 'foreign-key' | 'check'>(kind: K, table: Table, name: string) {
  const { schema } = table;
  const id = objectId(kind, schema, table.name, name);
  return { kind, id, comment: null, origins: [], schema, table: table.name, name, inherited: false };
}

function indexed(columns: readonly string[]) {
  return {
    columns,
    include: [],
    deferrability: 'not deferrable' as const,
    withoutOverlaps: false,
    clustered: false,
    options: {},
    tablespace: null,
  };
}

function split(qualified: string): [schema: string, name: string] {
  const dot = qualified.indexOf('.');
  return dot < 0 ? ['public', qualified] : [qualified.slice(0, dot), qualified.slice(dot + 1)];
}
