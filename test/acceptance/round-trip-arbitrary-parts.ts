import fc from 'fast-check';
import {
  type Column,
  compareText,
  type MutableObjects,
  objectId,
  quoteIdent,
  quoteQualified,
  type ViewColumn,
} from '#app/catalog';
import { defaultSequenceOptions } from '#app/sql';

/** Beside the generated tables: what stands on them, and what stands alone. */

/** What the names of generated roles and publications begin with: they are in no schema. */
export const PREFIX = 'gen ';

const OWNER = 'postgres';
const BASE = { comment: null, origins: [{ source: 'live' }] } as const;

/** Types of attributes, with a default as the server deparses it. */
const ATTRIBUTES: readonly (readonly [type: string, fallback: string])[] = [
  ['integer', '7'],
  ['text', "'x'::text"],
  ['numeric(6,2)', '0.5'],
  ['timestamp with time zone', 'now()'],
  ['integer[]', "'{}'::integer[]"],
];

const SETTINGS = [
  'search_path="$user", public, "odd ""schema"',
  'statement_timeout=5s',
  "app.tenant=it's = \\ odd",
  'DateStyle=ISO, DMY',
  'enable_seqscan=off',
];

const OPERATIONS = ['insert', 'update', 'delete', 'truncate'] as const;

export interface PartNames {
  /** Free names: of relations and types in the schema, and of anything else that is unique somewhere. */
  readonly relation: (wanted: string) => string;
  readonly constraint: (table: string, wanted: string) => string;
}

export interface PartTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

export const partsSpec = (name: fc.Arbitrary<string>) =>
  fc.record({
    typed: fc.option(
      fc.record({
        type: name,
        table: name,
        attributes: fc.uniqueArray(fc.record({ name, type: fc.nat(ATTRIBUTES.length - 1) }), {
          minLength: 1,
          maxLength: 4,
          selector: (attribute) => attribute.name,
        }),
        notNull: fc.boolean(),
        withDefault: fc.boolean(),
        comment: fc.option(fc.constant('typed')),
      }),
    ),
    views: fc.array(
      fc.record({
        name,
        table: fc.nat(20),
        withDefault: fc.boolean(),
        barrier: fc.boolean(),
        comment: fc.option(fc.constant("a view's")),
        materialized: fc.boolean(),
        populated: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    exclusions: fc.array(
      fc.record({
        name,
        table: fc.nat(20),
        columns: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }),
        partial: fc.boolean(),
        include: fc.boolean(),
        descending: fc.boolean(),
        deferrability: fc.constantFrom(
          'not deferrable',
          'deferrable initially immediate',
          'deferrable initially deferred',
        ),
        fillfactor: fc.option(fc.integer({ min: 10, max: 100 })),
      }),
      { maxLength: 2 },
    ),
    publications: fc.uniqueArray(
      fc.record({
        name,
        what: fc.constantFrom('nothing', 'all', 'schema', 'tables'),
        operations: fc.subarray([...OPERATIONS], { minLength: 1 }),
        viaRoot: fc.boolean(),
        stored: fc.boolean(),
        columns: fc.boolean(),
        where: fc.boolean(),
        comment: fc.option(fc.constant('published')),
      }),
      { maxLength: 2, selector: (publication) => publication.name },
    ),
    roles: fc.uniqueArray(
      fc.record({
        name,
        flags: fc.nat(127),
        limit: fc.constantFrom(-1, 0, 3),
        until: fc.option(fc.constant('2030-01-02 03:04:05+00')),
        settings: fc.subarray(SETTINGS),
        member: fc.boolean(),
        admin: fc.boolean(),
        comment: fc.option(fc.constant('of a role')),
      }),
      { maxLength: 3, selector: (role) => role.name },
    ),
    sequences: fc.array(
      fc.record({
        name,
        type: fc.constantFrom('smallint', 'integer', 'bigint'),
        increment: fc.constantFrom('1', '5', '-2'),
        start: fc.option(fc.constantFrom('3', '11')),
        cycle: fc.boolean(),
        unlogged: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    domains: fc.array(
      fc.record({ name, type: fc.nat(1), notNull: fc.boolean(), withDefault: fc.boolean(), check: fc.option(name) }),
      { maxLength: 2 },
    ),
  });
export type PartsSpec = ReturnType<typeof partsSpec> extends fc.Arbitrary<infer T> ? T : never;

export function addParts(spec: PartsSpec, { schema, tables, names, objects }: Place): void {
  const place = { schema, tables, names, objects };
  if (spec.typed) addTyped(spec.typed, place);
  for (const view of spec.views) addView(view, place);
  for (const exclusion of spec.exclusions) addExclusion(exclusion, place);
  for (const publication of spec.publications) addPublication(publication, place);
  addRoles(spec.roles, objects);
  for (const sequence of spec.sequences) addSequence(sequence, place);
  for (const domain of spec.domains) addDomain(domain, place);
}

interface Place {
  readonly schema: string;
  readonly tables: readonly PartTable[];
  readonly names: PartNames;
  readonly objects: MutableObjects;
}

function addTyped(spec: NonNullable<PartsSpec['typed']>, { schema, names, objects }: Place): void {
  const type = names.relation(spec.type);
  const table = names.relation(spec.table);
  const attributes = spec.attributes.map((attribute) => ({ ...attribute, of: ATTRIBUTES[attribute.type] ?? ['', ''] }));
  objects['composite-type'].push({
    kind: 'composite-type',
    id: objectId('composite-type', schema, type),
    ...BASE,
    owner: OWNER,
    schema,
    name: type,
    attributes: attributes.map(({ name, of: [text] }) => ({ name, type: text, collation: null, comment: null })),
  });
  objects.table.push({
    kind: 'table',
    id: objectId('table', schema, table),
    ...BASE,
    comment: spec.comment,
    owner: OWNER,
    schema,
    name: table,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: { schema, name: type },
    accessMethod: null,
    tablespace: null,
    options: {},
  });
  attributes.forEach(({ name, of: [text, fallback] }, index) => {
    objects.column.push({
      kind: 'column',
      id: objectId('column', schema, table, name),
      ...BASE,
      schema,
      table,
      name,
      position: index + 1,
      type: text,
      collation: null,
      notNull: spec.notNull && index === 0,
      default: spec.withDefault ? fallback : null,
      identity: null,
      generated: null,
      storage: null,
      compression: null,
      statisticsTarget: null,
      notNullConstraint: null,
      foreignOptions: {},
      options: {},
      inherited: false,
    });
  });
}

function addView(spec: PartsSpec['views'][number], { schema, tables, names, objects }: Place): void {
  const table = tables[spec.table % tables.length];
  if (!table) return;
  const name = names.relation(spec.name);
  const listed = table.columns.map((column) => quoteIdent(column.name)).join(',\n    ');
  const definition = ` SELECT ${listed}\n   FROM ${quoteQualified(schema, table.name)}`;
  const columns = table.columns.map((column, index): ViewColumn => {
    const fallback = column.default ?? (column.type === 'text' ? "'of the view'::text" : null);
    const takes = spec.withDefault && !spec.materialized && index % 2 === 0;
    return { name: column.name, type: column.type, default: takes ? fallback : null, comment: null };
  });
  const base = { ...BASE, comment: spec.comment, owner: OWNER, schema, name, columns, definition };
  if (spec.materialized) {
    objects['materialized-view'].push({
      kind: 'materialized-view',
      id: objectId('materialized-view', schema, name),
      ...base,
      populated: spec.populated,
      options: {},
      accessMethod: null,
      tablespace: null,
    });
  } else {
    const options: Readonly<Record<string, string>> = spec.barrier ? { security_barrier: 'true' } : {};
    objects.view.push({ kind: 'view', id: objectId('view', schema, name), ...base, options });
  }
}

/** By B-tree and equality, which every type of the generator has. */
function addExclusion(spec: PartsSpec['exclusions'][number], { schema, tables, names, objects }: Place): void {
  const table = tables[spec.table % tables.length];
  const usable = table?.columns.filter((column) => column.generated?.storage !== 'virtual') ?? [];
  const columns = [...new Set(spec.columns.flatMap((pick) => usable[pick % Math.max(usable.length, 1)] ?? []))];
  const [first] = columns;
  if (!table || !first) return;
  const name = names.constraint(table.name, spec.name);
  objects.exclusion.push({
    kind: 'exclusion',
    id: objectId('exclusion', schema, table.name, name),
    ...BASE,
    schema,
    table: table.name,
    name,
    inherited: false,
    method: 'btree',
    elements: columns.map((column) => ({
      expression: column.name,
      isExpression: false,
      operatorClass: null,
      operatorClassOptions: {},
      collation: null,
      descending: spec.descending,
      nullsFirst: spec.descending,
      operator: '=',
    })),
    predicate: spec.partial ? `(${quoteIdent(first.name)} IS NOT NULL)` : null,
    include: spec.include ? [first.name] : [],
    deferrability: spec.deferrability,
    options: spec.fillfactor === null ? {} : { fillfactor: String(spec.fillfactor) },
    tablespace: null,
  });
}

function addPublication(spec: PartsSpec['publications'][number], { schema, tables, objects }: Place): void {
  const name = `${PREFIX}${spec.name}`;
  const published = tables.map((table) => {
    // A row filter takes built-in types only.
    const [first] = table.columns.filter(({ generated, type }) => generated === null && !type.endsWith('.mood'));
    return {
      schema,
      name: table.name,
      columns: spec.columns && first ? [first.name] : [],
      where: spec.where && first ? `(${quoteIdent(first.name)} IS NOT NULL)` : null,
    };
  });
  objects.publication.push({
    kind: 'publication',
    id: objectId('publication', name),
    ...BASE,
    comment: spec.comment,
    owner: OWNER,
    name,
    allTables: spec.what === 'all',
    operations: spec.operations,
    viaRoot: spec.viaRoot,
    generatedColumns: spec.stored ? 'stored' : 'none',
    schemas: spec.what === 'schema' ? [schema] : [],
    tables: spec.what === 'tables' ? published.sort((a, b) => compareText(a.name, b.name)) : [],
  });
}

/** Each may be a member of the one before. */
function addRoles(specs: PartsSpec['roles'], objects: MutableObjects): void {
  specs.forEach((spec, index) => {
    const has = (bit: number) => (spec.flags & (1 << bit)) !== 0;
    const name = `${PREFIX}${spec.name}`;
    const before = specs[index - 1];
    const inherit = has(2);
    objects.role.push({
      kind: 'role',
      id: objectId('role', name),
      ...BASE,
      comment: spec.comment,
      name,
      superuser: has(6) && has(5),
      createDb: has(0),
      createRole: has(1),
      inherit,
      login: has(3),
      replication: has(4),
      bypassRls: has(5),
      connectionLimit: spec.limit,
      validUntil: spec.until,
      config: [...spec.settings].sort(compareText),
      memberOf:
        spec.member && before ? [{ role: `${PREFIX}${before.name}`, admin: spec.admin, inherit, set: true }] : [],
    });
  });
}

function addSequence(spec: PartsSpec['sequences'][number], { schema, names, objects }: Place): void {
  const name = names.relation(spec.name);
  const implied = defaultSequenceOptions(spec.type, spec.increment);
  objects.sequence.push({
    kind: 'sequence',
    id: objectId('sequence', schema, name),
    ...BASE,
    owner: OWNER,
    schema,
    name,
    options: {
      ...implied,
      start: spec.start === null || spec.increment.startsWith('-') ? implied.start : spec.start,
      cycle: spec.cycle,
    },
    persistence: spec.unlogged ? 'unlogged' : 'permanent',
    ownedBy: null,
  });
}

function addDomain(spec: PartsSpec['domains'][number], { schema, names, objects }: Place): void {
  const name = names.relation(spec.name);
  const [type = '', fallback = ''] = ATTRIBUTES[spec.type] ?? [];
  objects.domain.push({
    kind: 'domain',
    id: objectId('domain', schema, name),
    ...BASE,
    owner: OWNER,
    schema,
    name,
    type,
    collation: null,
    default: spec.withDefault ? fallback : null,
    notNull: spec.notNull,
    checks:
      spec.check === null
        ? []
        : [{ name: spec.check, expression: '(VALUE IS NOT NULL)', validated: true, comment: null }],
  });
}
