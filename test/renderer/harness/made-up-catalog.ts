import {
  buildCatalog,
  type Catalog,
  type Column,
  emptyObjects,
  type ForeignKey,
  type Index,
  type MutableObjects,
  type Origin,
  objectId,
  type Policy,
  type Table,
} from '#app/catalog';

/** What a made-up table is described by: its columns as `name type`, `!` not null, `->table` a foreign key. */
export interface TableSketch {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rls: boolean;
  readonly policies: readonly string[];
}

const TENANT = ['id uuid!', 'org_id uuid! ->organizations'];

function sketch(
  schema: string,
  name: string,
  columns: readonly string[],
  policies: readonly string[] = ['tenant_isolation'],
): TableSketch {
  return { schema, name, columns, rls: policies.length > 0, policies };
}

export const SKETCHES: readonly TableSketch[] = [
  sketch(
    'public',
    'organizations',
    ['id uuid!', 'name text!', 'slug text!', 'plan public.plan!', 'created_at timestamp with time zone!'],
    [],
  ),
  sketch('public', 'users', ['id uuid!', 'email text!', 'full_name text', 'created_at timestamp with time zone!'], []),
  sketch('public', 'memberships', [...TENANT, 'user_id uuid! ->users', 'role public.member_role!']),
  sketch('public', 'venues', [...TENANT, 'name text!', 'capacity integer', 'address jsonb']),
  sketch('public', 'events', [
    ...TENANT,
    'venue_id uuid ->venues',
    'title text!',
    'status public.event_status!',
    'starts_at timestamp with time zone!',
    'ends_at timestamp with time zone!',
    'search tsvector',
  ]),
  sketch('public', 'sessions', [...TENANT, 'event_id uuid! ->events', 'title text!', 'room text']),
  sketch('public', 'guests', [
    ...TENANT,
    'event_id uuid! ->events',
    'email text!',
    'full_name text!',
    'rsvp public.rsvp_status!',
    'notes text',
    'plus_ones integer!',
  ]),
  sketch('public', 'guest_dietary_requirements_and_accessibility_needs', [
    ...TENANT,
    'guest_id uuid! ->guests',
    'kind text!',
    'note text',
  ]),
  sketch('public', 'tickets', [...TENANT, 'guest_id uuid! ->guests', 'code text!', 'price numeric(12,2)!']),
  sketch('public', 'orders', [...TENANT, 'user_id uuid! ->users', 'total numeric(12,2)!', 'currency character(3)!']),
  sketch(
    'public',
    'order_items',
    [...TENANT, 'order_id uuid! ->orders', 'ticket_id uuid ->tickets', 'quantity integer!'],
    [],
  ),
  sketch('billing', 'invoices', [...TENANT, 'number text!', 'due_on date!']),
  sketch('billing', 'payments', [...TENANT, 'invoice_id uuid! ->invoices', 'amount numeric(12,2)!'], []),
  sketch('public', 'audit_log', ['id bigint!', 'org_id uuid', 'action text!', 'at timestamp with time zone!'], []),
];

const ORIGIN: Origin = { source: 'code', file: 'src/db/schema/guests.ts', line: 12, column: 3 };

/** A catalog of the sketches; `copies` repeats them under other names to make it large. */
export function madeUpCatalog(source: Origin['source'], copies = 1): Catalog {
  const objects = emptyObjects();
  for (const schema of ['billing', 'public']) {
    objects.schema.push({
      kind: 'schema',
      id: objectId('schema', schema),
      comment: null,
      origins: [],
      owner: null,
      name: schema,
    });
  }
  const enums = {
    plan: ['free', 'team', 'business'],
    member_role: ['owner', 'planner', 'viewer'],
    event_status: ['draft', 'published', 'cancelled'],
    rsvp_status: ['invited', 'yes', 'no'],
  };
  for (const [name, labels] of Object.entries(enums)) {
    objects.enum.push({
      kind: 'enum',
      id: objectId('enum', 'public', name),
      comment: null,
      origins: originsOf(source),
      owner: null,
      schema: 'public',
      name,
      labels,
    });
  }
  objects.role.push({
    kind: 'role',
    id: objectId('role', 'app_user'),
    comment: null,
    origins: [],
    name: 'app_user',
    superuser: false,
    createDb: false,
    createRole: false,
    inherit: true,
    login: true,
    replication: false,
    bypassRls: false,
    connectionLimit: -1,
    validUntil: null,
    config: [],
    memberOf: [],
  });
  for (let copy = 0; copy < copies; copy += 1) {
    for (const one of SKETCHES) addTable(objects, one, copy === 0 ? '' : `_${copy}`, source);
  }
  return buildCatalog({
    objects,
    server: source === 'live' ? { major: 17, version: '17.5', flavour: 'pglite' } : null,
  });
}

function originsOf(source: Origin['source']): readonly Origin[] {
  return source === 'code' ? [ORIGIN] : [{ source }];
}

function addTable(
  objects: MutableObjects,
  { schema, name, columns, rls, policies }: TableSketch,
  suffix: string,
  source: Origin['source'],
): void {
  const table = name + suffix;
  const base = { comment: null, origins: originsOf(source) };
  const owner = source === 'live' ? 'app_owner' : null;
  objects.table.push({
    kind: 'table',
    id: objectId('table', schema, table),
    ...base,
    owner,
    schema,
    name: table,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    rowSecurity: rls,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  } satisfies Table);
  const changed = source === 'live' && name === 'guests';
  const all = changed
    ? [...columns.map((text) => text.replace('email text!', 'email text')), 'seating_preference text']
    : columns;
  all.forEach((text, index) => {
    const [column = '', rest = ''] = [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)];
    const [type = '', target] = rest.split(' ->');
    objects.column.push({
      kind: 'column',
      id: objectId('column', schema, table, column),
      ...base,
      schema,
      table,
      name: column,
      position: index + 1,
      type: type.replace('!', ''),
      collation: null,
      notNull: type.endsWith('!'),
      default: column === 'id' ? 'gen_random_uuid()' : column.endsWith('_at') ? 'now()' : null,
      identity: null,
      generated: null,
      storage: null,
      compression: null,
      statisticsTarget: null,
      notNullConstraint: null,
      foreignOptions: {},
      options: {},
      inherited: false,
    } satisfies Column);
    if (target) addForeignKey(objects, schema, table, column, target, source);
  });
  objects['primary-key'].push({
    kind: 'primary-key',
    id: objectId('primary-key', schema, table, `${table}_pkey`),
    ...base,
    schema,
    table,
    name: `${table}_pkey`,
    inherited: false,
    columns: ['id'],
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    clustered: false,
    options: {},
    tablespace: null,
  });
  for (const policy of policies) {
    objects.policy.push({
      kind: 'policy',
      id: objectId('policy', schema, table, policy),
      ...base,
      schema,
      table,
      name: policy,
      permissive: true,
      command: 'all',
      roles: ['app_user'],
      using: "(org_id = (current_setting('app.org_id'::text))::uuid)",
      check: null,
    } satisfies Policy);
  }
}

function addForeignKey(
  objects: MutableObjects,
  schema: string,
  table: string,
  column: string,
  target: string,
  source: Origin['source'],
): void {
  const base = { comment: null, origins: originsOf(source) };
  const name = `${table}_${column}_fkey`;
  const references = { schema: target === 'invoices' ? 'billing' : 'public', name: target };
  objects['foreign-key'].push({
    kind: 'foreign-key',
    id: objectId('foreign-key', schema, table, name),
    ...base,
    schema,
    table,
    name,
    inherited: false,
    columns: [column],
    references,
    referencedColumns: ['id'],
    onUpdate: 'no action',
    onDelete: 'cascade',
    onDeleteColumns: [],
    match: 'simple',
    deferrability: 'not deferrable',
    validated: true,
    enforced: true,
    period: false,
  } satisfies ForeignKey);
  const index = `${table}_${column}_idx`;
  objects.index.push({
    kind: 'index',
    id: objectId('index', schema, index),
    ...base,
    owner: null,
    schema,
    table,
    name: index,
    method: 'btree',
    statisticsTargets: {},
    unique: false,
    nullsNotDistinct: false,
    keys: [
      {
        expression: column,
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
    inherited: false,
  } satisfies Index);
}
