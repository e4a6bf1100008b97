/**
 * The schema the benchmarks run on: `n` multi-tenant tables described once, as values, from which both the SQL and the
 * Drizzle code are printed. Nothing is random: table `i` is the same in every run and in every size of schema.
 */

export interface GeneratedColumn {
  /** Property name in the Drizzle code. */
  readonly property: string;
  readonly name: string;
  /** SQL after the name, as drizzle-kit prints it: type, PRIMARY KEY, DEFAULT, NOT NULL. */
  readonly sql: string;
  /** Drizzle expression up to, and without, `.references(…)`. */
  readonly code: string;
}

export interface GeneratedReference {
  readonly column: GeneratedColumn;
  /** Index of the referenced table; its key is always `id`. */
  readonly table: number;
  readonly onDelete: 'cascade' | 'set null';
}

export interface GeneratedIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly columns: readonly GeneratedColumn[];
  /** SQL over bare column names; `null` for a full index. */
  readonly predicate: string | null;
}

export interface GeneratedConstraint {
  readonly name: string;
  readonly columns: readonly GeneratedColumn[];
}

export interface GeneratedCheck {
  readonly name: string;
  readonly expression: string;
}

export interface GeneratedEnum {
  readonly name: string;
  readonly export: string;
  readonly labels: readonly string[];
}

export interface GeneratedTable {
  readonly index: number;
  readonly name: string;
  readonly export: string;
  /** The module's enum, used by the table's `status`; `null` for the tenant root. */
  readonly status: GeneratedEnum | null;
  readonly columns: readonly GeneratedColumn[];
  readonly references: readonly GeneratedReference[];
  readonly indexes: readonly GeneratedIndex[];
  readonly uniques: readonly GeneratedConstraint[];
  readonly checks: readonly GeneratedCheck[];
  /** Whether the table has row-level security and the policy `tenant_isolation`. */
  readonly tenantPolicy: boolean;
}

/** USING and WITH CHECK of every tenant policy. */
export const TENANT_PREDICATE = "organization_id = current_setting('app.organization_id', true)::uuid";

/** A module is a dozen tables that reference one another in a chain and share one enum. */
const TABLES_PER_MODULE = 12;
const MODULES = ['billing', 'catalog', 'crm', 'dispatch', 'fleet', 'hiring', 'ledger', 'messaging', 'orders', 'stock'];
const NOUNS: readonly (readonly [plural: string, singular: string])[] = [
  ['accounts', 'account'],
  ['batches', 'batch'],
  ['contracts', 'contract'],
  ['drafts', 'draft'],
  ['entries', 'entry'],
  ['folders', 'folder'],
  ['grants', 'grant'],
  ['holds', 'hold'],
  ['items', 'item'],
  ['jobs', 'job'],
  ['lots', 'lot'],
  ['notes', 'note'],
];

/** Tables 0 … `count − 1`. Table 0 is `organizations`, the tenant root. */
export function describeTables(count: number): readonly GeneratedTable[] {
  const tables: GeneratedTable[] = [];
  for (let index = 0; index < count; index += 1) tables.push(index === 0 ? tenantRoot() : scopedTable(index));
  return tables;
}

function tenantRoot(): GeneratedTable {
  const slug = text('slug');
  return {
    index: 0,
    name: 'organizations',
    export: 'organizations',
    status: null,
    columns: [ID, text('name'), slug, text('plan', 'free'), ...TIMESTAMPS],
    references: [],
    indexes: [],
    uniques: [{ name: 'organizations_slug_unique', columns: [slug] }],
    checks: [],
    tenantPolicy: false,
  };
}

function scopedTable(index: number): GeneratedTable {
  const place = (index - 1) % TABLES_PER_MODULE;
  const name = tableName(index);
  const organizationId = column('organizationId', 'uuid NOT NULL', "uuid('organization_id').notNull()");
  const parent = place === 0 ? null : parentReference(index - 1);
  const status = moduleEnum(index);
  const statusColumn: GeneratedColumn = {
    property: 'status',
    name: 'status',
    sql: `"${status.name}" DEFAULT 'draft' NOT NULL`,
    code: `${status.export}('status').default('draft').notNull()`,
  };
  const code = column('code', 'varchar(40) NOT NULL', "varchar('code', { length: 40 }).notNull()");
  const createdAt = TIMESTAMPS[0];
  return {
    index,
    name,
    export: camelCase(name),
    status,
    columns: [
      ID,
      organizationId,
      ...(parent ? [parent.column] : []),
      code,
      text('title'),
      statusColumn,
      ...(VARIANTS[index % VARIANTS.length] ?? []),
      ...TIMESTAMPS,
    ],
    references: [{ column: organizationId, table: 0, onDelete: 'cascade' }, ...(parent ? [parent] : [])],
    indexes: [
      { name: `${name}_organization_id_idx`, unique: false, columns: [organizationId], predicate: null },
      {
        name: `${name}_org_status_idx`,
        unique: false,
        columns: [organizationId, statusColumn, createdAt],
        predicate: index % 5 === 2 ? "status <> 'archived'" : null,
      },
      ...(parent
        ? [{ name: `${name}_${parent.column.name}_idx`, unique: false, columns: [parent.column], predicate: null }]
        : []),
    ],
    uniques: index % 3 === 0 ? [{ name: `${name}_organization_id_code_unique`, columns: [organizationId, code] }] : [],
    checks: index % 4 === 1 ? [{ name: `${name}_code_present`, expression: 'length(code) > 0' }] : [],
    tenantPolicy: ![0, 4, 8].includes(index % 10),
  };
}

function tableName(index: number): string {
  const module = Math.floor((index - 1) / TABLES_PER_MODULE);
  return `${moduleName(module)}_${nounOf(index)[0]}`;
}

function nounOf(index: number): readonly [plural: string, singular: string] {
  return NOUNS[(index - 1) % TABLES_PER_MODULE] ?? ['records', 'record'];
}

function moduleName(module: number): string {
  const round = Math.floor(module / MODULES.length);
  return `${MODULES[module % MODULES.length]}${round === 0 ? '' : round + 1}`;
}

function moduleEnum(index: number): GeneratedEnum {
  const name = `${moduleName(Math.floor((index - 1) / TABLES_PER_MODULE))}_status`;
  return { name, export: camelCase(name), labels: ['draft', 'active', 'paused', 'archived'] };
}

function parentReference(parent: number): GeneratedReference {
  const name = `${nounOf(parent)[1]}_id`;
  const required = parent % 2 === 0;
  return {
    column: {
      property: camelCase(name),
      name,
      sql: required ? 'uuid NOT NULL' : 'uuid',
      code: `uuid('${name}')${required ? '.notNull()' : ''}`,
    },
    table: parent,
    onDelete: required ? 'cascade' : 'set null',
  };
}

function column(property: string, sql: string, code: string): GeneratedColumn {
  return { property, name: snakeCase(property), sql, code };
}

function text(name: string, defaultValue?: string): GeneratedColumn {
  return defaultValue === undefined
    ? column(name, 'text NOT NULL', `text('${name}').notNull()`)
    : column(name, `text DEFAULT '${defaultValue}' NOT NULL`, `text('${name}').default('${defaultValue}').notNull()`);
}

const ID = column(
  'id',
  'uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL',
  "uuid('id').primaryKey().defaultRandom()",
);

const TIMESTAMPS = [
  column(
    'createdAt',
    'timestamp with time zone DEFAULT now() NOT NULL',
    "timestamp('created_at', { withTimezone: true }).defaultNow().notNull()",
  ),
  column(
    'updatedAt',
    'timestamp with time zone DEFAULT now() NOT NULL',
    "timestamp('updated_at', { withTimezone: true }).defaultNow().notNull()",
  ),
] as const;

/** Three sets of columns, so that not every table is alike. */
const VARIANTS = [
  [
    column(
      'amount',
      "numeric(12, 2) DEFAULT '0' NOT NULL",
      "numeric('amount', { precision: 12, scale: 2 }).default('0').notNull()",
    ),
    column('currency', "char(3) DEFAULT 'EUR' NOT NULL", "char('currency', { length: 3 }).default('EUR').notNull()"),
    column('dueOn', 'date', "date('due_on')"),
    column('settings', "jsonb DEFAULT '{}'::jsonb NOT NULL", "jsonb('settings').default({}).notNull()"),
  ],
  [
    column('quantity', 'integer DEFAULT 0 NOT NULL', "integer('quantity').default(0).notNull()"),
    column('weight', 'double precision', "doublePrecision('weight')"),
    column('isActive', 'boolean DEFAULT true NOT NULL', "boolean('is_active').default(true).notNull()"),
    column('tags', "text[] DEFAULT '{}' NOT NULL", "text('tags').array().default([]).notNull()"),
  ],
  [
    column('position', 'smallint DEFAULT 0 NOT NULL', "smallint('position').default(0).notNull()"),
    column('size', 'bigint', "bigint('size', { mode: 'number' })"),
    column('startsAt', 'timestamp', "timestamp('starts_at')"),
    column('notes', 'text', "text('notes')"),
  ],
] as const satisfies readonly (readonly GeneratedColumn[])[];

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
