import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  type Column,
  emptyObjects,
  functionId,
  type Kind,
  type ObjectOf,
  objectId,
} from '#app/catalog';
import { defaultSequenceOptions, renderObjectDdl } from '#app/sql';

type Made<K extends Kind> = Partial<Omit<ObjectOf<K>, 'kind' | 'id'>>;

const BASE = { comment: null, origins: [] } as const;
const OWNED = { ...BASE, owner: null } as const;
const IN_TABLE = { schema: 'public', table: 'guests', inherited: false } as const;
const KEY = {
  include: [],
  deferrability: 'not deferrable',
  withoutOverlaps: false,
  clustered: false,
  options: {},
  tablespace: null,
} as const;

/** An object of each kind in its plainest form. */
const PLAIN: { readonly [K in Kind]: Omit<ObjectOf<K>, 'id'> } = {
  schema: { kind: 'schema', ...OWNED, name: 'core' },
  extension: { kind: 'extension', ...BASE, name: 'pg_trgm', schema: 'public', version: '1.6' },
  role: {
    kind: 'role',
    ...BASE,
    name: 'app_user',
    superuser: false,
    createDb: false,
    createRole: false,
    inherit: true,
    login: false,
    replication: false,
    bypassRls: false,
    connectionLimit: -1,
    validUntil: null,
    config: [],
    memberOf: [],
  },
  collation: {
    kind: 'collation',
    ...OWNED,
    schema: 'public',
    name: 'loose',
    provider: 'icu',
    locale: 'und',
    characterType: null,
    deterministic: true,
    rules: null,
  },
  enum: { kind: 'enum', ...OWNED, schema: 'public', name: 'mood', labels: ['sad', 'ok'] },
  domain: {
    kind: 'domain',
    ...OWNED,
    schema: 'public',
    name: 'slug',
    type: 'text',
    collation: null,
    default: null,
    notNull: false,
    checks: [],
  },
  'composite-type': {
    kind: 'composite-type',
    ...OWNED,
    schema: 'public',
    name: 'pair',
    attributes: [{ name: 'a', type: 'integer', collation: null, comment: null }],
  },
  'range-type': {
    kind: 'range-type',
    ...OWNED,
    schema: 'public',
    name: 'span',
    subtype: 'time without time zone',
    operatorClass: null,
    collation: null,
    canonical: null,
    subtypeDiff: null,
    multirange: null,
  },
  sequence: {
    kind: 'sequence',
    ...OWNED,
    schema: 'public',
    name: 'numbers',
    options: defaultSequenceOptions('bigint'),
    persistence: 'permanent',
    ownedBy: null,
  },
  table: {
    kind: 'table',
    ...OWNED,
    schema: 'public',
    name: 'guests',
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  },
  column: {
    kind: 'column',
    ...BASE,
    ...IN_TABLE,
    name: 'id',
    position: 1,
    type: 'integer',
    collation: null,
    notNull: false,
    default: null,
    identity: null,
    generated: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    notNullConstraint: null,
    foreignOptions: {},
    options: {},
  },
  'primary-key': { kind: 'primary-key', ...BASE, ...IN_TABLE, ...KEY, name: 'guests_pkey', columns: ['id'] },
  unique: {
    kind: 'unique',
    ...BASE,
    ...IN_TABLE,
    ...KEY,
    name: 'guests_key',
    columns: ['email'],
    nullsNotDistinct: false,
  },
  'foreign-key': {
    kind: 'foreign-key',
    ...BASE,
    ...IN_TABLE,
    name: 'guests_event_fk',
    columns: ['event_id'],
    references: { schema: 'public', name: 'events' },
    referencedColumns: ['id'],
    onUpdate: 'no action',
    onDelete: 'no action',
    onDeleteColumns: [],
    match: 'simple',
    deferrability: 'not deferrable',
    validated: true,
    enforced: true,
    period: false,
  },
  check: {
    kind: 'check',
    ...BASE,
    ...IN_TABLE,
    name: 'positive',
    expression: 'amount > 0',
    noInherit: false,
    validated: true,
    enforced: true,
  },
  exclusion: {
    kind: 'exclusion',
    ...BASE,
    ...IN_TABLE,
    name: 'no_overlap',
    method: 'gist',
    elements: [
      {
        expression: 'during',
        isExpression: false,
        operatorClass: null,
        operatorClassOptions: {},
        collation: null,
        descending: false,
        nullsFirst: false,
        operator: '&&',
      },
    ],
    predicate: null,
    include: [],
    deferrability: 'not deferrable',
    options: {},
    tablespace: null,
  },
  index: {
    kind: 'index',
    ...OWNED,
    ...IN_TABLE,
    name: 'guests_email_idx',
    method: 'btree',
    statisticsTargets: {},
    unique: false,
    nullsNotDistinct: false,
    keys: [
      {
        expression: 'email',
        isExpression: false,
        operatorClass: null,
        operatorClassOptions: {},
        collation: null,
        descending: false,
        nullsFirst: false,
      },
    ],
    include: [],
    predicate: null,
    options: {},
    tablespace: null,
    valid: true,
    clustered: false,
  },
  statistics: {
    kind: 'statistics',
    ...OWNED,
    schema: 'public',
    name: 'guests_stats',
    on: { schema: 'public', name: 'guests' },
    types: ['mcv'],
    columns: ['city', 'country'],
    expressions: [],
    target: null,
  },
  view: { kind: 'view', ...OWNED, schema: 'public', name: 'seen', columns: [], definition: 'SELECT 1', options: {} },
  'materialized-view': {
    kind: 'materialized-view',
    ...OWNED,
    schema: 'public',
    name: 'kept',
    columns: [],
    definition: 'SELECT 1',
    populated: true,
    options: {},
    accessMethod: null,
    tablespace: null,
  },
  function: {
    kind: 'function',
    ...OWNED,
    schema: 'public',
    name: 'touch',
    routine: 'function',
    identityArguments: '',
    arguments: '',
    returns: 'trigger',
    language: 'plpgsql',
    body: 'BEGIN RETURN new; END',
    sqlBody: false,
    support: null,
    transforms: [],
    library: null,
    volatility: 'volatile',
    strict: false,
    securityDefiner: false,
    leakproof: false,
    parallel: 'unsafe',
    cost: 100,
    rows: 0,
    config: [],
  },
  trigger: {
    kind: 'trigger',
    ...BASE,
    ...IN_TABLE,
    name: 'touched',
    timing: 'before',
    level: 'row',
    events: ['update'],
    updateOf: [],
    when: null,
    function: { schema: 'public', name: 'touch' },
    arguments: [],
    oldTable: null,
    referencedTable: null,
    newTable: null,
    constraint: false,
    deferrability: 'not deferrable',
    enabled: 'origin',
  },
  'event-trigger': {
    kind: 'event-trigger',
    ...OWNED,
    name: 'watch',
    event: 'ddl_command_end',
    tags: [],
    function: { schema: 'public', name: 'on_ddl' },
    enabled: 'origin',
  },
  rule: {
    kind: 'rule',
    ...BASE,
    schema: 'public',
    table: 'guests',
    name: 'keep',
    definition: 'CREATE RULE keep AS ON DELETE TO public.guests DO INSTEAD NOTHING',
    enabled: 'origin',
  },
  policy: {
    kind: 'policy',
    ...BASE,
    schema: 'public',
    table: 'guests',
    name: 'tenant',
    permissive: true,
    command: 'all',
    roles: ['public'],
    using: 'true',
    check: null,
  },
  grant: {
    kind: 'grant',
    ...BASE,
    on: 'table:public.guests',
    grantee: 'app_user',
    privileges: [{ privilege: 'SELECT', grantable: false }],
    revoked: [],
  },
  'default-privilege': {
    kind: 'default-privilege',
    ...BASE,
    role: 'owner',
    schema: null,
    objectType: 'tables',
    grantee: 'app_user',
    privileges: [{ privilege: 'SELECT', grantable: false }],
    revoked: [],
  },
  publication: {
    kind: 'publication',
    ...OWNED,
    name: 'changes',
    allTables: false,
    operations: ['insert', 'update', 'delete', 'truncate'],
    viaRoot: false,
    generatedColumns: 'none',
    schemas: [],
    tables: [],
  },
};

/** An object in its plainest form, but for what is said. */
export function make<K extends Kind>(kind: K, changes: Made<K> = {}): ObjectOf<K> {
  const object = { ...PLAIN[kind], ...changes } as unknown as ObjectOf<K>;
  return { ...object, id: idOf(object) };
}

/** Columns of a table as `name type`, then `!` for NOT NULL. */
export function makeColumns(table: string, ...specs: readonly string[]): readonly Column[] {
  return specs.map((spec, at) => {
    const [, name = '', type = '', notNull] = /^(\S+) (.*?)( !)?$/.exec(spec) ?? [];
    return make('column', { table, name, type, position: at + 1, notNull: notNull !== undefined });
  });
}

export function catalogOf(...objects: readonly CatalogObject[]): Catalog {
  const lists = emptyObjects();
  for (const object of objects) (lists[object.kind] as CatalogObject[]).push(object);
  return buildCatalog({ objects: lists });
}

/** The DDL of an object that is alone in its catalog. */
export function ddlOf<K extends Kind>(kind: K, changes: Made<K> = {}): string {
  const object = make(kind, changes) as CatalogObject;
  return renderObjectDdl(catalogOf(object), object.id).trimEnd();
}

function idOf(object: CatalogObject): string {
  if (object.kind === 'function') return functionId(object.schema, object.name, object.identityArguments);
  if (object.kind === 'grant') return objectId('grant', object.on, object.grantee);
  if (object.kind === 'default-privilege') return objectId(object.kind, object.role, object.objectType, object.grantee);
  if ('table' in object && object.kind !== 'index') {
    return objectId(object.kind, object.schema, object.table, object.name);
  }
  return 'schema' in object && object.kind !== 'extension'
    ? objectId(object.kind, object.schema, object.name)
    : objectId(object.kind, object.name);
}
