import fc from 'fast-check';
import {
  type Column,
  compareText,
  functionId,
  grantId,
  type MutableObjects,
  type ObjectId,
  objectId,
  type Privilege,
  type QualifiedName,
  quoteIdent,
  quoteQualified,
  type Routine,
  type Table,
  type Trigger,
} from '#app/catalog';
import type { PartNames, PartTable } from './round-trip-arbitrary-parts.ts';

/** Beside the generated tables: what runs, who may do what, and tables in parts. */

const OWNER = 'postgres';
const BASE = { comment: null, origins: [{ source: 'live' }] } as const;

/** Arguments as they are printed, and the types of those that tell overloads apart. */
const ARGUMENTS: readonly (readonly [printed: string, identity: string, hasOut?: boolean])[] = [
  ['', ''],
  ['a integer', 'integer'],
  ["a integer DEFAULT 1, b text DEFAULT 'it''s'::text", 'integer, text'],
  ['VARIADIC xs text[]', 'text[]'],
  ['"odd name" numeric, timestamp with time zone[]', 'numeric, timestamp with time zone[]'],
  ['INOUT a integer, OUT b text', 'integer', true],
];
const RESULTS = ['integer', 'SETOF text', 'TABLE(x integer, "odd y" text)', 'void', 'numeric[]'] as const;
const SETTINGS = ['search_path="$user", public', 'statement_timeout=5s', "app.tenant=it's", 'DateStyle=ISO, DMY'];
const RAISES = "\nBEGIN\n  RAISE EXCEPTION 'not $$ made to run';\nEND\n";

const EVENTS = ['insert', 'delete', 'update', 'truncate'] as const;
const STATES = ['origin', 'always', 'replica', 'disabled'] as const;
const DEFERRABILITIES = ['not deferrable', 'deferrable initially immediate', 'deferrable initially deferred'] as const;
const TABLE_PRIVILEGES = ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE'];
const SUBTYPES: readonly (readonly [type: string, collation: string | null, difference: string | null])[] = [
  ['integer', null, 'int4range_subdiff'],
  ['double precision', null, 'float8mi'],
  ['text', 'pg_catalog."C"', null],
  ['text', null, null],
  ['timestamp with time zone', null, null],
];

const grantSpec = fc.record({
  on: fc.constantFrom('schema', 'table', 'column', 'sequence', 'function', 'type', 'owner'),
  object: fc.nat(20),
  column: fc.nat(20),
  role: fc.option(fc.nat(5)),
  privileges: fc.nat(127),
  grantable: fc.nat(127),
  revokes: fc.boolean(),
});

export const behaviourSpec = (name: fc.Arbitrary<string>) =>
  fc.record({
    routines: fc.array(
      fc.record({
        name,
        procedure: fc.boolean(),
        arguments: fc.nat(ARGUMENTS.length - 1),
        returns: fc.nat(RESULTS.length - 1),
        body: fc.constantFrom('plpgsql', 'sql', 'standard'),
        volatility: fc.constantFrom('immutable', 'stable', 'volatile'),
        flags: fc.nat(7),
        parallel: fc.constantFrom('unsafe', 'restricted', 'safe'),
        cost: fc.constantFrom(100, 1, 0.5, 12_345),
        rows: fc.constantFrom(1000, 7),
        config: fc.subarray(SETTINGS),
        comment: fc.option(fc.constant("a routine's")),
      }),
      { maxLength: 3 },
    ),
    triggers: fc.array(
      fc.record({
        name,
        table: fc.nat(20),
        timing: fc.constantFrom('before', 'after'),
        level: fc.constantFrom('row', 'statement'),
        events: fc.subarray([...EVENTS], { minLength: 1 }),
        of: fc.array(fc.nat(20), { maxLength: 2 }),
        when: fc.boolean(),
        arguments: fc.array(fc.constantFrom('x', "it's", '', ') EXECUTE FUNCTION (', 'back\\slash'), { maxLength: 3 }),
        transition: fc.boolean(),
        constraint: fc.boolean(),
        deferrability: fc.constantFrom(...DEFERRABILITIES),
        enabled: fc.constantFrom(...STATES),
        comment: fc.option(fc.constant('fires')),
      }),
      { maxLength: 3 },
    ),
    rules: fc.array(
      fc.record({
        name,
        table: fc.nat(20),
        event: fc.constantFrom('INSERT', 'UPDATE', 'DELETE'),
        where: fc.boolean(),
        nothing: fc.boolean(),
        enabled: fc.constantFrom(...STATES),
        comment: fc.option(fc.constant('instead')),
      }),
      { maxLength: 2 },
    ),
    ranges: fc.array(fc.record({ name, multirange: name, of: fc.nat(SUBTYPES.length - 1) }), { maxLength: 2 }),
    partitioned: fc.option(
      fc.record({
        name,
        by: fc.constantFrom('range', 'list', 'hash'),
        parts: fc.array(name, { maxLength: 3 }),
        rest: fc.boolean(),
        key: fc.boolean(),
        index: fc.option(name),
        ownDefault: fc.boolean(),
        notNull: fc.boolean(),
        /** Of the parts alone. */
        ownNotNull: fc.boolean(),
        nested: fc.boolean(),
        attached: fc.boolean(),
      }),
    ),
    eventTriggers: fc.uniqueArray(
      fc.record({
        name,
        event: fc.constantFrom('ddl_command_start', 'ddl_command_end', 'sql_drop', 'table_rewrite'),
        tags: fc.boolean(),
        enabled: fc.constantFrom(...STATES),
        comment: fc.option(fc.constant('of all')),
      }),
      { maxLength: 2, selector: (trigger) => trigger.name },
    ),
    grants: fc.array(grantSpec, { maxLength: 6 }),
    defaults: fc.array(
      fc.record({
        role: fc.nat(5),
        inSchema: fc.boolean(),
        type: fc.constantFrom('tables', 'sequences', 'functions', 'types'),
        grantee: fc.option(fc.nat(5)),
        grantable: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  });
export type BehaviourSpec = ReturnType<typeof behaviourSpec> extends fc.Arbitrary<infer T> ? T : never;

interface Place {
  readonly schema: string;
  readonly tables: readonly PartTable[];
  readonly names: PartNames;
  readonly objects: MutableObjects;
}

/** After all other parts: privileges are on what these made. `prefix` begins the names of what is in no schema. */
export function addBehaviour(spec: BehaviourSpec, place: Place, prefix: string): void {
  for (const routine of spec.routines) addRoutine(routine, place);
  for (const trigger of spec.triggers) addTrigger(trigger, place);
  for (const rule of spec.rules) addRule(rule, place);
  for (const range of spec.ranges) addRange(range, place);
  if (spec.partitioned) addPartitioned(spec.partitioned, place);
  for (const trigger of spec.eventTriggers) addEventTrigger(trigger, place, prefix);
  for (const grant of spec.grants) addGrant(grant, place);
  for (const privilege of spec.defaults) addDefault(privilege, place);
}

const PLAIN_ROUTINE = {
  ...BASE,
  kind: 'function',
  owner: OWNER,
  routine: 'function',
  identityArguments: '',
  arguments: '',
  returns: 'trigger',
  language: 'plpgsql',
  body: 'BEGIN RETURN NULL; END',
  sqlBody: false,
  library: null,
  volatility: 'volatile',
  strict: false,
  securityDefiner: false,
  leakproof: false,
  parallel: 'unsafe',
  cost: 100,
  rows: 0,
  support: null,
  transforms: [],
  config: [],
} as const satisfies Partial<Routine>;

function addRoutine(spec: BehaviourSpec['routines'][number], { schema, names, objects }: Place): void {
  const name = names.relation(spec.name);
  const [printed = '', identityArguments = '', hasOut = false] = ARGUMENTS[spec.arguments] ?? [];
  const has = (bit: number) => !spec.procedure && (spec.flags & (1 << bit)) !== 0;
  // Only what returns nothing but a number can be written in one line of SQL.
  const isPlain = spec.procedure || hasOut || spec.returns !== 0;
  const form = isPlain ? 'plpgsql' : spec.body;
  const returns = spec.procedure ? null : hasOut ? 'record' : (RESULTS[spec.returns] ?? 'void');
  objects.function.push({
    ...PLAIN_ROUTINE,
    id: functionId(schema, name, identityArguments),
    comment: spec.comment,
    schema,
    name,
    routine: spec.procedure ? 'procedure' : 'function',
    identityArguments,
    arguments: spec.procedure ? withModes(printed) : printed,
    returns,
    language: form === 'plpgsql' ? 'plpgsql' : 'sql',
    body: { plpgsql: RAISES, sql: 'SELECT 1', standard: 'RETURN (1 + 2)' }[form],
    sqlBody: form === 'standard',
    volatility: spec.procedure ? 'volatile' : spec.volatility,
    strict: has(0),
    securityDefiner: (spec.flags & 2) !== 0,
    leakproof: has(2),
    parallel: spec.procedure ? 'unsafe' : spec.parallel,
    cost: spec.procedure ? 100 : spec.cost,
    rows: returns !== null && /^(SETOF|TABLE)/.test(returns) ? spec.rows : 0,
    config: [...spec.config].sort(compareText),
  });
}

/** As servers print the arguments of a procedure since 14. */
function withModes(printed: string): string {
  if (printed === '' || /^(INOUT|VARIADIC)/.test(printed)) return printed;
  return `IN ${printed.replace(', ', ', IN ')}`;
}

/** The function that triggers call; made once for each kind of them. */
function firedFunction({ schema, names, objects }: Place, returns: 'trigger' | 'event_trigger'): QualifiedName {
  const known = objects.function.find((each) => each.returns === returns);
  const name = known?.name ?? names.relation('fired');
  const body = returns === 'trigger' ? PLAIN_ROUTINE.body : 'BEGIN END';
  if (!known)
    objects.function.push({ ...PLAIN_ROUTINE, id: functionId(schema, name, ''), schema, name, returns, body });
  return { schema, name };
}

function plainColumns(table: PartTable): readonly Column[] {
  return table.columns.filter(({ generated }) => generated === null);
}

function addTrigger(spec: BehaviourSpec['triggers'][number], place: Place): void {
  const { schema, tables, names, objects } = place;
  const table = tables[spec.table % tables.length];
  const columns = table ? plainColumns(table) : [];
  if (!table) return;
  const level = spec.constraint ? 'row' : spec.level;
  const timing = spec.constraint ? 'after' : spec.timing;
  const wanted = spec.events.filter((event) => level === 'statement' || event !== 'truncate');
  const events = EVENTS.filter((event) => (wanted.length > 0 ? wanted : ['update']).includes(event));
  const isTransition = spec.transition && timing === 'after' && !spec.constraint && events.length === 1;
  const hasNew = isTransition && (events[0] === 'insert' || events[0] === 'update');
  const hasOld = isTransition && (events[0] === 'delete' || events[0] === 'update');
  const picked = [...new Set(spec.of.flatMap((pick) => columns[pick % Math.max(columns.length, 1)]?.name ?? []))];
  const [first] = columns;
  const row = events.every((event) => event !== 'insert') ? 'old' : events.includes('delete') ? null : 'new';
  const name = names.constraint(table.name, spec.name);
  const isConditional = spec.when && level === 'row' && row !== null && first !== undefined;
  const trigger: Trigger = {
    kind: 'trigger',
    id: objectId('trigger', schema, table.name, name),
    ...BASE,
    comment: spec.comment,
    schema,
    table: table.name,
    name,
    timing,
    level,
    events,
    updateOf: events.includes('update') && !isTransition ? picked : [],
    when: isConditional ? `(${row}.${quoteIdent(first.name)} IS NOT NULL)` : null,
    function: firedFunction(place, 'trigger'),
    arguments: spec.arguments,
    oldTable: hasOld ? 'old rows' : null,
    newTable: hasNew ? 'new_rows' : null,
    constraint: spec.constraint,
    referencedTable: null,
    deferrability: spec.constraint ? spec.deferrability : 'not deferrable',
    enabled: spec.enabled,
    inherited: false,
  };
  objects.trigger.push(trigger);
}

function addRule(spec: BehaviourSpec['rules'][number], { schema, tables, objects, names }: Place): void {
  const table = tables[spec.table % tables.length];
  const column = table?.columns[0];
  if (!table || !column) return;
  const name = names.constraint(table.name, spec.name);
  const row = spec.event === 'INSERT' ? 'new' : 'old';
  const where = spec.where ? ` WHERE (${row}.${quoteIdent(column.name)} IS NOT NULL)` : '';
  // With a condition there is no NOTIFY.
  const action = spec.nothing || spec.where ? ' INSTEAD NOTHING' : '\n NOTIFY "odd channel"';
  objects.rule.push({
    kind: 'rule',
    id: objectId('rule', schema, table.name, name),
    ...BASE,
    comment: spec.comment,
    schema,
    table: table.name,
    name,
    definition: `CREATE RULE ${quoteIdent(name)} AS\n    ON ${spec.event} TO ${quoteQualified(schema, table.name)}${where === '' ? '' : `\n  ${where}`} DO${action}`,
    enabled: spec.enabled,
  });
}

function addRange(spec: BehaviourSpec['ranges'][number], { schema, names, objects }: Place): void {
  const name = names.relation(spec.name);
  const [subtype = '', collation = null, subtypeDiff = null] = SUBTYPES[spec.of] ?? [];
  objects['range-type'].push({
    kind: 'range-type',
    id: objectId('range-type', schema, name),
    ...BASE,
    owner: OWNER,
    schema,
    name,
    subtype,
    operatorClass: null,
    collation,
    canonical: null,
    subtypeDiff,
    multirange: quoteQualified(schema, names.relation(`${spec.multirange} many`)),
  });
}

const BOUNDS = {
  range: (at: number) => `FOR VALUES FROM (${at * 10}) TO (${at * 10 + 10})`,
  list: (at: number) => `FOR VALUES IN (${at * 2}, ${at * 2 + 1})`,
  hash: (at: number, of: number) => `FOR VALUES WITH (modulus ${of}, remainder ${at})`,
};

type PartitionedSpec = NonNullable<BehaviourSpec['partitioned']>;

function addPartitioned(spec: PartitionedSpec, place: Place): void {
  const { names } = place;
  const parent = names.relation(spec.name);
  const key = `${spec.by.toUpperCase()} (id)`;
  addPart(spec, place, parent, { partitionKey: key, partitionOf: null });
  const parts = spec.parts.map((part) => names.relation(part));
  const of = (name: string) => ({ schema: place.schema, name });
  parts.forEach((name, at) => {
    const bound = BOUNDS[spec.by](at, parts.length);
    const isNested = spec.nested && at === 0;
    addPart(spec, place, name, {
      partitionKey: isNested ? 'LIST (id)' : null,
      partitionOf: { parent: of(parent), bound },
    });
    if (isNested)
      addPart(spec, place, names.relation(`${name} leaf`), {
        partitionKey: null,
        partitionOf: { parent: of(name), bound: 'FOR VALUES IN (0)' },
      });
  });
  if (spec.rest && spec.by !== 'hash')
    addPart(spec, place, names.relation('the rest'), {
      partitionKey: null,
      partitionOf: { parent: of(parent), bound: 'DEFAULT' },
    });
}

/** A partitioned table, or a part of one, with what it has from its parent. */
function addPart(
  spec: PartitionedSpec,
  { schema, names, objects }: Place,
  name: string,
  place: Pick<Table, 'partitionKey' | 'partitionOf'>,
): void {
  const inherited = place.partitionOf !== null;
  objects.table.push({
    kind: 'table',
    id: objectId('table', schema, name),
    ...BASE,
    owner: OWNER,
    schema,
    name,
    persistence: 'permanent',
    ...place,
    inherits: [],
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  });
  const column = (own: string, type: string, position: number): Column => ({
    kind: 'column',
    id: objectId('column', schema, name, own),
    ...BASE,
    schema,
    table: name,
    name: own,
    position,
    type,
    collation: null,
    notNull: own === 'id' ? spec.key || spec.notNull : inherited && spec.ownNotNull,
    default: own === 'id' ? null : inherited && spec.ownDefault ? "'of the part'::text" : "'x'::text",
    identity: null,
    generated: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    notNullConstraint: null,
    foreignOptions: {},
    options: {},
    inherited,
  });
  // A part that was made alone may have its columns in another order.
  const isTurned = spec.attached && inherited;
  objects.column.push(column('id', 'integer', isTurned ? 2 : 1), column('note', 'text', isTurned ? 1 : 2));
  if (spec.key) {
    const own = names.relation(`${name.slice(0, 20)} key`);
    objects['primary-key'].push({
      kind: 'primary-key',
      id: objectId('primary-key', schema, name, own),
      ...BASE,
      schema,
      table: name,
      name: own,
      inherited,
      columns: ['id'],
      include: [],
      deferrability: 'not deferrable',
      withoutOverlaps: false,
      clustered: false,
      options: {},
      tablespace: null,
    });
  }
  if (spec.index !== null) {
    const own = names.relation(spec.index);
    objects.index.push({
      kind: 'index',
      id: objectId('index', schema, own),
      ...BASE,
      owner: OWNER,
      schema,
      table: name,
      name: own,
      method: 'btree',
      statisticsTargets: {},
      unique: false,
      nullsNotDistinct: false,
      keys: [
        {
          expression: 'note',
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
      inherited,
    });
  }
}

function addEventTrigger(spec: BehaviourSpec['eventTriggers'][number], place: Place, prefix: string): void {
  const name = `${prefix}${spec.name}`;
  place.objects['event-trigger'].push({
    kind: 'event-trigger',
    id: objectId('event-trigger', name),
    ...BASE,
    comment: spec.comment,
    owner: OWNER,
    name,
    event: spec.event,
    tags: spec.tags ? (spec.event === 'table_rewrite' ? ['ALTER TABLE'] : ['ALTER TABLE', 'DROP TABLE']) : [],
    function: firedFunction(place, 'event_trigger'),
    enabled: spec.enabled,
  });
}

interface Grantable {
  readonly on: ObjectId;
  readonly privileges: readonly string[];
  /** What everybody has of it by default. */
  readonly everyone: readonly string[];
}

function grantableOf(spec: BehaviourSpec['grants'][number], { schema, objects }: Place): Grantable | null {
  const pick = <T>(list: readonly T[]): T | undefined => list[spec.object % Math.max(list.length, 1)];
  switch (spec.on) {
    case 'schema':
      return { on: objectId('schema', schema), privileges: ['CREATE', 'USAGE'], everyone: [] };
    case 'table':
    case 'owner':
    case 'column': {
      const table = pick(objects.table);
      const columns = objects.column.filter((column) => column.table === table?.name);
      const column = columns[spec.column % Math.max(columns.length, 1)];
      if (!table || !column) return null;
      return spec.on === 'column'
        ? { on: column.id, privileges: ['INSERT', 'REFERENCES', 'SELECT', 'UPDATE'], everyone: [] }
        : { on: table.id, privileges: TABLE_PRIVILEGES, everyone: [] };
    }
    case 'sequence': {
      const sequence = pick(objects.sequence);
      return sequence ? { on: sequence.id, privileges: ['SELECT', 'UPDATE', 'USAGE'], everyone: [] } : null;
    }
    case 'function': {
      const routine = pick(objects.function);
      return routine ? { on: routine.id, privileges: ['EXECUTE'], everyone: ['EXECUTE'] } : null;
    }
    case 'type': {
      const type = pick([...objects.enum, ...objects.domain, ...objects['range-type']]);
      return type ? { on: type.id, privileges: ['USAGE'], everyone: ['USAGE'] } : null;
    }
  }
}

/** One grant for each object and grantee; what takes away from the defaults takes all of it away. */
function addGrant(spec: BehaviourSpec['grants'][number], place: Place): void {
  const { objects } = place;
  const target = grantableOf(spec, place);
  const role = spec.role === null ? undefined : objects.role[spec.role % Math.max(objects.role.length, 1)];
  const grantee = spec.on === 'owner' ? OWNER : (role?.name ?? 'public');
  if (!target) return;
  const id = grantId(target.on, grantee);
  if (objects.grant.some((grant) => grant.id === id)) return;
  const has = (bits: number, at: number) => (bits & (1 << at)) !== 0;
  const picked = target.privileges.filter((_, at) => has(spec.privileges, at));
  const defaults = grantee === OWNER ? target.privileges : grantee === 'public' ? target.everyone : [];
  const revoked = defaults.length === 0 ? [] : grantee === OWNER ? picked : spec.revokes ? defaults : [];
  const privileges: readonly Privilege[] =
    grantee === OWNER
      ? []
      : picked
          .filter((privilege) => !defaults.includes(privilege))
          .map((privilege, at) => ({ privilege, grantable: role !== undefined && has(spec.grantable, at) }));
  if (privileges.length === 0 && revoked.length === 0) return;
  objects.grant.push({ kind: 'grant', id, ...BASE, on: target.on, grantee, privileges, revoked });
}

const DEFAULTS = { tables: 'SELECT', sequences: 'USAGE', functions: 'EXECUTE', types: 'USAGE' } as const;

function addDefault(spec: BehaviourSpec['defaults'][number], { schema, objects }: Place): void {
  const pick = (at: number) => objects.role[at % Math.max(objects.role.length, 1)]?.name;
  const role = pick(spec.role);
  const grantee = spec.grantee === null ? 'public' : pick(spec.grantee);
  if (role === undefined || grantee === undefined || role === grantee) return;
  const inSchema = spec.inSchema ? schema : null;
  const isTaken = inSchema === null && grantee === 'public' && (spec.type === 'functions' || spec.type === 'types');
  const id = objectId('default-privilege', role, inSchema ?? '', spec.type, grantee);
  if (objects['default-privilege'].some((each) => each.id === id)) return;
  const privilege = DEFAULTS[spec.type];
  objects['default-privilege'].push({
    kind: 'default-privilege',
    id,
    ...BASE,
    role,
    schema: inSchema,
    objectType: spec.type,
    grantee,
    privileges: isTaken ? [] : [{ privilege, grantable: spec.grantable && grantee !== 'public' }],
    revoked: isTaken ? [privilege] : [],
  });
}
