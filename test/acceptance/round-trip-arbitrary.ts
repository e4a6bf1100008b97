import fc from 'fast-check';
import {
  buildCatalog,
  type Catalog,
  type Check,
  type Column,
  type Enum,
  emptyObjects,
  type ForeignKey,
  type Index,
  type MutableObjects,
  objectId,
  type Policy,
  type PrimaryKey,
  quoteIdent,
  quoteQualified,
  type Table,
  type Unique,
} from '#app/catalog';
import { defaultSequenceName, defaultSequenceOptions } from '#app/sql';
import { addBehaviour, type BehaviourSpec, behaviourSpec } from './round-trip-arbitrary-behaviour.ts';
import { addParts, type PartsSpec, PREFIX, partsSpec } from './round-trip-arbitrary-parts.ts';

/** The one schema of the generated catalogs. */
export const SCHEMA = 'gen "x".y';

const OWNER = 'postgres';
const BASE = { comment: null, origins: [{ source: 'live' }] } as const;

/** Types with defaults, both as the server deparses them. */
const TYPES: readonly (readonly [type: string, defaults: readonly string[], isText?: boolean])[] = [
  ['integer', ['0', "'-1'::integer", '(1 + 2)']],
  ['bigint', ["'9007199254740993'::bigint", '(random() * (10)::double precision)']],
  ['text', ["''::text", "'it''s; -- \"x\"'::text", "'back\\slash'::text", "upper('a'::text)"], true],
  ['character varying(30)', ["'x'::character varying"], true],
  ['character(3)', ["'abc'::bpchar"], true],
  ['numeric(10,2)', ['1.50', "'NaN'::numeric"]],
  ['boolean', ['true', 'false', '(NOT true)']],
  ['uuid', ['gen_random_uuid()']],
  ['timestamp with time zone', ['now()', 'CURRENT_TIMESTAMP', "(now() + '1 day'::interval)"]],
  ['timestamp(3) without time zone', ["(now() AT TIME ZONE 'utc'::text)"]],
  ['date', ['CURRENT_DATE', "'2024-02-29'::date"]],
  ['jsonb', ["'{}'::jsonb", '\'{"a": [1, "b"]}\'::jsonb']],
  ['text[]', ["'{}'::text[]", "ARRAY['a'::text, 'b'::text]"]],
  ['"char"', ['\'x\'::"char"']],
  ['bytea', ["'\\x00'::bytea"]],
  ['interval day to second(2)', ["'01:00:00'::interval day to second(2)"]],
];

const oddName = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/) },
  fc.constantFrom(
    'select',
    'Mixed Case',
    'a.b',
    'a"b',
    "a'b",
    'semi;colon',
    'ünïcödé',
    '1digit',
    '$dollar',
    '(x)',
    ' ',
    '--',
  ),
);
const comment = fc.option(fc.constantFrom('plain', "it's", 'back\\slash', 'two\nlines', 'ü “quoted”'), { freq: 4 });

interface ColumnSpec {
  readonly name: string;
  readonly type: number;
  readonly default: number | null;
  readonly notNull: boolean;
  readonly collation: string | null;
  readonly special: 'none' | 'identity' | 'named identity' | 'generated';
  readonly comment: string | null;
  readonly statisticsTarget: number | null;
  readonly distinct: string | null;
  /** Name and state of its NOT NULL, where that is not PostgreSQL's own. */
  readonly notNullName: string | null;
  readonly notNullState: number;
}

const columnSpec = (names: fc.Arbitrary<string>): fc.Arbitrary<ColumnSpec> =>
  fc.record({
    name: names,
    type: fc.nat(TYPES.length - 1),
    default: fc.option(fc.nat(9), { freq: 2 }),
    notNull: fc.boolean(),
    collation: fc.option(fc.constantFrom('pg_catalog."C"', 'pg_catalog."POSIX"'), { freq: 3 }),
    special: fc.constantFrom('none', 'none', 'none', 'identity', 'named identity', 'generated'),
    comment,
    statisticsTarget: fc.option(fc.integer({ min: 0, max: 10_000 }), { freq: 2 }),
    distinct: fc.option(fc.constantFrom('5', '-0.5'), { freq: 2 }),
    notNullName: fc.option(names, { freq: 3 }),
    notNullState: fc.nat(3),
  });

interface IndexSpec {
  readonly name: string;
  readonly columns: readonly number[];
  readonly unique: boolean;
  readonly flags: number;
  readonly include: boolean;
  readonly partial: boolean;
  readonly nullsNotDistinct: boolean;
  readonly fillfactor: number | null;
  readonly expression: boolean;
  readonly statisticsTarget: number | null;
}

const indexSpec = (names: fc.Arbitrary<string>): fc.Arbitrary<IndexSpec> =>
  fc.record({
    name: names,
    columns: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    unique: fc.boolean(),
    flags: fc.nat(3),
    include: fc.boolean(),
    partial: fc.boolean(),
    nullsNotDistinct: fc.boolean(),
    fillfactor: fc.option(fc.integer({ min: 10, max: 100 }), { freq: 3 }),
    expression: fc.boolean(),
    statisticsTarget: fc.option(fc.integer({ min: 0, max: 10_000 }), { freq: 2 }),
  });

const policySpec = (names: fc.Arbitrary<string>) =>
  fc.record({
    name: names,
    command: fc.constantFrom('all', 'select', 'insert', 'update', 'delete'),
    permissive: fc.boolean(),
    toOwner: fc.boolean(),
    using: fc.nat(20),
    check: fc.option(fc.nat(20)),
    /** The predicates are subqueries, whose parentheses are their own. */
    asksOnce: fc.boolean(),
  });
type PolicySpec = ReturnType<typeof policySpec> extends fc.Arbitrary<infer T> ? T : never;

const tableSpec = (names: fc.Arbitrary<string>) =>
  fc.record({
    name: names,
    columns: fc.array(columnSpec(names), { minLength: 1, maxLength: 8 }),
    key: fc.option(fc.array(fc.nat(20), { minLength: 1, maxLength: 3 })),
    uniques: fc.array(indexSpec(names), { maxLength: 2 }),
    checks: fc.array(
      fc.record({ name: names, column: fc.nat(20), validated: fc.boolean(), noInherit: fc.boolean(), comment }),
      {
        maxLength: 2,
      },
    ),
    references: fc.array(
      fc.record({
        name: names,
        table: fc.nat(20),
        onDelete: fc.constantFrom('no action', 'restrict', 'cascade', 'set null', 'set default'),
        onUpdate: fc.constantFrom('no action', 'restrict', 'cascade', 'set null', 'set default'),
        deferrability: fc.constantFrom(
          'not deferrable',
          'deferrable initially immediate',
          'deferrable initially deferred',
        ),
        match: fc.constantFrom('simple', 'full'),
        validated: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    indexes: fc.array(indexSpec(names), { maxLength: 3 }),
    policies: fc.array(policySpec(names), { maxLength: 3 }),
    rowSecurity: fc.boolean(),
    forceRowSecurity: fc.boolean(),
    unlogged: fc.boolean(),
    fillfactor: fc.option(fc.integer({ min: 10, max: 100 }), { freq: 3 }),
    comment,
  });
type TableSpec = ReturnType<typeof tableSpec> extends fc.Arbitrary<infer T> ? T : never;

/** Small catalogs whose texts are already what the server would deparse them to, so that they come back unchanged. */
const catalogsNamed = (names: fc.Arbitrary<string>): fc.Arbitrary<Catalog> =>
  fc
    .record({
      labels: fc.uniqueArray(names, { minLength: 1, maxLength: 5 }),
      tables: fc.array(tableSpec(names), { minLength: 1, maxLength: 5 }),
      parts: partsSpec(names),
      behaviour: behaviourSpec(names),
    })
    .map(({ labels, tables, parts, behaviour }) => toCatalog(labels, tables, parts, behaviour));

export const arbitraryCatalog: fc.Arbitrary<Catalog> = catalogsNamed(oddName);

/**
 * Two catalogs with few names: what one has under a name the other mostly has too, as something else. With names of their own they
 * would have next to nothing in common, and nothing would be altered.
 */
export const arbitraryPair: fc.Arbitrary<readonly [Catalog, Catalog]> = fc
  .constantFrom(['a', 'b', 'c'], ['a', 'b', 'select', 'Mixed Case', 'a"b', "a'b", 'a.b'])
  .chain((names) => {
    const catalogs = catalogsNamed(fc.constantFrom(...names)).map(withoutMemberships);
    return fc.tuple(catalogs, catalogs).filter(([one, other]) => !addsLabels(one, other));
  });

/** Roles belong to the cluster and are those of both: each could be a member of the other. */
function withoutMemberships(catalog: Catalog): Catalog {
  const role = catalog.objects.role.map((one) => ({ ...one, memberOf: [] }));
  return buildCatalog({ ...catalog, objects: { ...catalog.objects, role } });
}

/** A label that is added can be used only after the transaction that the test is: draft-ends.test.ts tries that. */
function addsLabels(one: Catalog, other: Catalog): boolean {
  const [before, after] = [one, other].map((catalog) => catalog.objects.enum[0]?.labels ?? []);
  const kept = after?.filter((label) => before?.includes(label)) ?? [];
  return (after?.length ?? 0) > kept.length && JSON.stringify(kept) === JSON.stringify(before);
}

/** Gives every name once: names of relations are unique in a schema, those of columns and policies in a table. */
class Names {
  readonly #taken = new Set<string>();

  /** The name, or with the first number that makes it free here and there. */
  take(name: string, there?: Names | null): string {
    let free = name;
    for (let number = 1; this.has(free) || there?.has(free); number += 1) free = `${name}${number}`;
    this.#taken.add(free);
    there?.take(free);
    return free;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }
}

interface TablePlan {
  readonly spec: TableSpec;
  readonly name: string;
  readonly columns: Column[];
  readonly key: PrimaryKey | null;
  readonly columnNames: Names;
  readonly constraintNames: Names;
}

function toCatalog(
  labels: readonly string[],
  specs: readonly TableSpec[],
  parts: PartsSpec,
  behaviour: BehaviourSpec,
): Catalog {
  const objects = emptyObjects();
  const relations = new Names();
  const mood: Enum = {
    kind: 'enum',
    id: objectId('enum', SCHEMA, 'mood'),
    ...BASE,
    owner: OWNER,
    schema: SCHEMA,
    name: relations.take('mood'),
    labels,
  };
  objects.enum.push(mood);
  objects.schema.push({ kind: 'schema', id: objectId('schema', SCHEMA), ...BASE, owner: OWNER, name: SCHEMA });
  const plans = specs.map((spec) => planTable(spec, relations, labels));
  for (const plan of plans) {
    addReferences(plan, plans, objects);
    for (const unique of plan.spec.uniques) objects.unique.push(uniqueOf(plan, unique, relations));
    for (const check of plan.spec.checks) objects.check.push(checkOf(plan, check));
    for (const index of plan.spec.indexes) objects.index.push(indexOf(plan, index, relations));
    const policyNames = new Names();
    for (const policy of plan.spec.policies) objects.policy.push(policyOf(plan, policy, policyNames));
    if (plan.key) objects['primary-key'].push(plan.key);
    objects.table.push(tableOf(plan));
    objects.column.push(...plan.columns);
  }
  const place = {
    schema: SCHEMA,
    tables: plans,
    names: {
      relation: (wanted: string) => relations.take(wanted),
      constraint: (table: string, wanted: string) =>
        plans.find(({ name }) => name === table)?.constraintNames.take(wanted, relations) ?? wanted,
    },
    objects,
  };
  addParts(parts, place);
  addBehaviour(behaviour, place, PREFIX);
  return buildCatalog({ objects });
}

function planTable(spec: TableSpec, relations: Names, labels: readonly string[]): TablePlan {
  const name = relations.take(spec.name);
  const columnNames = new Names();
  const constraintNames = new Names();
  const columns = spec.columns.map((column, at) =>
    columnOf(column, name, columnNames.take(column.name), at + 1, relations, labels),
  );
  const keyColumns = comparable(columns, spec.key ?? []);
  const key: PrimaryKey | null =
    spec.key === null || keyColumns.length === 0
      ? null
      : {
          ...constraintBase(relations, constraintNames, name, `${name.slice(0, 20)}_pkey`, 'primary-key'),
          kind: 'primary-key',
          columns: keyColumns.map((column) => column.name),
          include: [],
          deferrability: 'not deferrable',
          withoutOverlaps: false,
          clustered: false,
          options: {},
          tablespace: null,
        };
  const inKey = new Set(key?.columns);
  return {
    spec,
    name,
    columns: columns.map((column, at) =>
      inKey.has(column.name) ? { ...column, notNull: true } : withOwnNotNull(column, spec.columns[at], constraintNames),
    ),
    key,
    columnNames,
    constraintNames,
  };
}

/** Since 18 NOT NULL has a name; one that is not validated or not inherited has a state that is told, too. */
function withOwnNotNull(column: Column, spec: ColumnSpec | undefined, names: Names): Column {
  const wanted = spec?.notNullName ?? null;
  if (!column.notNull || column.identity !== null || wanted === null || spec === undefined) return column;
  const name = names.take(`own ${wanted}`);
  const validated = (spec.notNullState & 1) === 0;
  return { ...column, notNullConstraint: { name, validated, noInherit: (spec.notNullState & 2) !== 0 } };
}

function columnOf(
  spec: ColumnSpec,
  table: string,
  name: string,
  position: number,
  relations: Names,
  labels: readonly string[],
): Column {
  const isEnum = spec.type === 0 && spec.collation !== null;
  const [type = '', defaults = [], isText = false] = TYPES[spec.type] ?? [];
  const isIdentity = !isEnum && (type === 'integer' || type === 'bigint') && spec.special.endsWith('identity');
  const isGenerated = !isEnum && type === 'integer' && spec.special === 'generated';
  const isVirtual = isGenerated && position % 2 === 0;
  const enumDefault = `${literal(labels[0] ?? '')}::${quoteQualified(SCHEMA, 'mood')}`;
  const text = isEnum ? enumDefault : (defaults[(spec.default ?? 0) % defaults.length] ?? null);
  return {
    kind: 'column',
    id: objectId('column', SCHEMA, table, name),
    ...BASE,
    comment: spec.comment,
    schema: SCHEMA,
    table,
    name,
    position,
    type: isEnum ? quoteQualified(SCHEMA, 'mood') : type,
    collation: isText ? spec.collation : null,
    notNull: spec.notNull || isIdentity,
    default: spec.default === null || isIdentity || isGenerated ? null : text,
    identity: isIdentity
      ? {
          generated: position % 2 === 0 ? 'always' : 'by default',
          sequence: {
            schema: SCHEMA,
            name: relations.take(spec.special === 'identity' ? defaultSequenceName(table, name) : `own ${name}`),
          },
          options: {
            ...defaultSequenceOptions(type === 'integer' ? 'integer' : 'bigint'),
            cache: spec.default === null ? '1' : '7',
            cycle: spec.default !== null,
          },
        }
      : null,
    generated: isGenerated ? { expression: '(1 + 2)', storage: isVirtual ? 'virtual' : 'stored' } : null,
    storage: null,
    compression: null,
    // Nothing is counted of what is computed when it is read.
    statisticsTarget: isVirtual ? null : spec.statisticsTarget,
    notNullConstraint: null,
    foreignOptions: {},
    options: spec.distinct === null || isVirtual ? {} : { n_distinct: spec.distinct },
    inherited: false,
  };
}

function tableOf({ spec, name }: TablePlan): Table {
  return {
    kind: 'table',
    id: objectId('table', SCHEMA, name),
    ...BASE,
    comment: spec.comment,
    owner: OWNER,
    schema: SCHEMA,
    name,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    rowSecurity: spec.rowSecurity,
    forceRowSecurity: spec.forceRowSecurity,
    replicaIdentity: spec.unlogged ? 'full' : 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: fillfactor(spec.fillfactor),
  };
}

/** Adds the columns a foreign key needs to the table that refers, then the key. */
function addReferences(plan: TablePlan, plans: readonly TablePlan[], objects: MutableObjects): void {
  for (const spec of plan.spec.references) {
    const target = plans[spec.table % plans.length];
    if (!target?.key) continue;
    const columns = target.key.columns.map((referenced) => {
      const origin = target.columns.find((column) => column.name === referenced);
      const name = plan.columnNames.take(`ref ${referenced}`);
      const column: Column = {
        ...columnOf({ ...PLAIN, name }, plan.name, name, plan.columns.length + 1, new Names(), []),
        type: origin?.type ?? '',
        collation: origin?.collation ?? null,
      };
      plan.columns.push(column);
      return name;
    });
    const base = constraintBase(null, plan.constraintNames, plan.name, spec.name, 'foreign-key');
    const key: ForeignKey = {
      ...base,
      kind: 'foreign-key',
      columns,
      references: { schema: SCHEMA, name: target.name },
      referencedColumns: target.key.columns,
      onUpdate: spec.onUpdate,
      onDelete: spec.onDelete,
      onDeleteColumns: [],
      match: spec.match,
      deferrability: spec.deferrability,
      validated: spec.validated,
      enforced: true,
      period: false,
    };
    objects['foreign-key'].push(key);
  }
}

const PLAIN: ColumnSpec = {
  name: '',
  type: 1,
  default: null,
  notNull: false,
  collation: null,
  special: 'none',
  comment: null,
  statisticsTarget: null,
  distinct: null,
  notNullName: null,
  notNullState: 0,
};

function uniqueOf(plan: TablePlan, spec: IndexSpec, relations: Names): Unique {
  const columns = comparable(plan.columns, spec.columns);
  const first = plan.columns.find((column) => !column.generated) ?? plan.columns[0];
  const names = columns.length > 0 ? columns.map((column) => column.name) : [first?.name ?? ''];
  return {
    ...constraintBase(relations, plan.constraintNames, plan.name, spec.name, 'unique'),
    kind: 'unique',
    columns: names,
    include: [],
    deferrability: spec.partial ? 'deferrable initially deferred' : 'not deferrable',
    withoutOverlaps: false,
    clustered: false,
    options: fillfactor(spec.fillfactor),
    tablespace: null,
    nullsNotDistinct: spec.nullsNotDistinct,
  };
}

function checkOf(plan: TablePlan, spec: TableSpec['checks'][number]): Check {
  return {
    ...constraintBase(null, plan.constraintNames, plan.name, spec.name, 'check'),
    kind: 'check',
    comment: spec.comment,
    expression: condition(plan, spec.column),
    noInherit: spec.noInherit,
    validated: spec.validated,
    enforced: true,
  };
}

function indexOf(plan: TablePlan, spec: IndexSpec, relations: Names): Index {
  const name = relations.take(spec.name);
  const columns = comparable(plan.columns, spec.columns);
  const keys = columns.map((column, at) => ({
    expression: column.name,
    isExpression: false,
    operatorClass: null,
    operatorClassOptions: {},
    collation: null,
    descending: ((spec.flags + at) & 1) !== 0,
    nullsFirst: ((spec.flags + at) & 2) !== 0,
  }));
  const expressionKey: Index['keys'][number] = {
    expression: '(1 + 2)',
    isExpression: true,
    operatorClass: null,
    operatorClassOptions: {},
    collation: null,
    descending: false,
    nullsFirst: false,
  };
  const allKeys = keys.length === 0 ? [expressionKey] : spec.expression ? [...keys, expressionKey] : keys;
  const target = allKeys.at(-1)?.isExpression ? spec.statisticsTarget : null;
  return {
    kind: 'index',
    id: objectId('index', SCHEMA, name),
    ...BASE,
    owner: OWNER,
    schema: SCHEMA,
    table: plan.name,
    name,
    method: 'btree',
    statisticsTargets: target === null ? {} : { [String(allKeys.length)]: target },
    unique: spec.unique,
    nullsNotDistinct: spec.unique && spec.nullsNotDistinct,
    keys: allKeys,
    include: spec.include
      ? plan.columns
          .filter((column) => column.generated?.storage !== 'virtual')
          .slice(0, 1)
          .map((column) => column.name)
      : [],
    predicate: spec.partial ? condition(plan, spec.flags) : null,
    options: fillfactor(spec.fillfactor),
    tablespace: null,
    valid: true,
    clustered: false,
    inherited: false,
  };
}

function policyOf(plan: TablePlan, spec: PolicySpec, names: Names): Policy {
  const name = names.take(spec.name);
  const asked = (pick: number) => (spec.asksOnce ? '( SELECT true AS bool)' : condition(plan, pick));
  const using = spec.command === 'insert' ? null : asked(spec.using);
  const takesCheck = spec.command !== 'select' && spec.command !== 'delete';
  return {
    kind: 'policy',
    id: objectId('policy', SCHEMA, plan.name, name),
    ...BASE,
    schema: SCHEMA,
    table: plan.name,
    name,
    permissive: spec.permissive,
    command: spec.command,
    roles: spec.toOwner ? [OWNER] : ['public'],
    using,
    check: takesCheck && spec.check !== null ? asked(spec.check) : null,
  };
}

function constraintBase(
  relations: Names | null,
  constraints: Names,
  table: string,
  wanted: string,
  kind: 'primary-key' | 'unique' | 'check' | 'foreign-key',
) {
  // The index of a key shares its name with the relations; its constraint with those of the table.
  const name = constraints.take(wanted, relations);
  return { id: objectId(kind, SCHEMA, table, name), ...BASE, schema: SCHEMA, table, name, inherited: false };
}

/** `(column IS NOT NULL)` of a column that indexes and checks may use, as the server deparses it. */
function condition(plan: TablePlan, pick: number): string {
  const usable = plan.columns.filter((column) => column.generated?.storage !== 'virtual');
  const column = usable[pick % Math.max(usable.length, 1)];
  return column ? `(${quoteIdent(column.name)} IS NOT NULL)` : 'true';
}

/** Columns, each once, whose type has an order and that an index may hold. */
function comparable(columns: readonly Column[], picks: readonly number[]): readonly Column[] {
  const usable = columns.filter((column) => column.generated?.storage !== 'virtual');
  return [...new Set(picks.flatMap((pick) => usable[pick % Math.max(usable.length, 1)] ?? []))];
}

function fillfactor(value: number | null): Readonly<Record<string, string>> {
  return value === null ? {} : { fillfactor: String(value) };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
