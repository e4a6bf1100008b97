import * as fc from 'fast-check';
import {
  type Catalog,
  type CatalogObject,
  type Column,
  type ForeignKey,
  objectId,
  type Table,
  type Unique,
} from '#app/catalog';

/** One thing that a catalog says otherwise, chosen by numbers; the catalog itself where it has nothing of the kind. */
export type Mutation = (catalog: Catalog, pick: (below: number) => number) => Catalog;

type Place = { readonly schema: string; readonly table: string };

const inTable = (place: Place) => (object: Place) => object.schema === place.schema && object.table === place.table;
const placeOf = ({ schema, name }: Table): Place => ({ schema, table: name });

function one<T>(list: readonly T[], pick: (below: number) => number): T | undefined {
  return list.length === 0 ? undefined : list[pick(list.length)];
}

function withObjects<K extends keyof Catalog['objects']>(
  catalog: Catalog,
  kind: K,
  change: (list: Catalog['objects'][K]) => readonly unknown[],
): Catalog {
  return { ...catalog, objects: { ...catalog.objects, [kind]: change(catalog.objects[kind]) } };
}

const put = (catalog: Catalog, object: CatalogObject): Catalog =>
  withObjects(catalog, object.kind, (list) => [
    ...(list as readonly CatalogObject[]).filter(({ id }) => id !== object.id),
    object,
  ]);
const drop = (catalog: Catalog, object: CatalogObject): Catalog =>
  withObjects(catalog, object.kind, (list) => (list as readonly CatalogObject[]).filter(({ id }) => id !== object.id));

const constraint = (place: Place, kind: string, name: string) => ({
  id: objectId(kind as 'check', place.schema, place.table, name),
  comment: null,
  origins: [],
  ...place,
  name,
  inherited: false,
});
const indexed = {
  include: [],
  deferrability: 'not deferrable',
  withoutOverlaps: false,
  options: {},
  tablespace: null,
  clustered: false,
} as const;

const TYPES = [
  ['integer', '7'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what would end a template literal.
  ['text', "'it''s \\ `x` ${y}'"],
  ['character varying(30)', "'a'"],
  ['boolean', 'false'],
  ['timestamp with time zone', 'now()'],
  ['timestamp(3) without time zone', null],
  ['numeric(10,2)', "'1.50'"],
  ['bigint', '5'],
  ['uuid', 'gen_random_uuid()'],
  ['jsonb', "'{}'::jsonb"],
  ['text[]', "'{}'::text[]"],
  ['tsvector', null],
  ['date', null],
  ['double precision', '0.5'],
] as const;

function columnOf(place: Place, name: string, position: number, kind: number): Column {
  const [type, value] = TYPES[kind % TYPES.length] ?? TYPES[0];
  return {
    kind: 'column',
    id: objectId('column', place.schema, place.table, name),
    comment: null,
    origins: [],
    ...place,
    name,
    position,
    type,
    collation: null,
    notNull: kind % 3 === 0,
    notNullConstraint: null,
    default: kind % 2 === 0 ? value : null,
    identity: null,
    generated: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: {},
    foreignOptions: {},
    inherited: false,
  };
}

/** Whether anything besides the column itself names it. */
function isFree(catalog: Catalog, column: Column): boolean {
  const { objects } = catalog;
  const own = inTable(column);
  const word = new RegExp(`\\b${column.name}\\b`);
  const texts = [
    ...objects.check.filter(own).map(({ expression }) => expression),
    ...objects.policy.filter(own).flatMap(({ using, check }) => [using ?? '', check ?? '']),
    ...objects.index
      .filter(own)
      .flatMap(({ keys, predicate }) => [predicate ?? '', ...keys.map((key) => key.expression)]),
    ...objects.column.filter(own).map(({ generated }) => generated?.expression ?? ''),
    ...[...objects.view, ...objects['materialized-view']].map(({ definition }) => definition),
  ];
  const keyed = [...objects['primary-key'], ...objects.unique, ...objects['foreign-key']]
    .filter(own)
    .some(({ columns }) => columns.includes(column.name));
  const referenced = objects['foreign-key'].some(
    ({ references, referencedColumns }) =>
      references.schema === column.schema &&
      references.name === column.table &&
      referencedColumns.includes(column.name),
  );
  return !keyed && !referenced && !column.identity && !texts.some((text) => word.test(text));
}

/** Plain: neither key nor identity nor generated nor serial, so that each attribute is its own. */
const plainColumns = (catalog: Catalog) =>
  catalog.objects.column.filter(
    (column) =>
      !column.generated &&
      !column.identity &&
      !column.default?.startsWith('nextval(') &&
      !catalog.objects['primary-key'].some((key) => inTable(column)(key) && key.columns.includes(column.name)),
  );

const editColumn =
  (change: (column: Column, pick: (below: number) => number) => Column, free = false): Mutation =>
  (catalog, pick) => {
    const column = one(
      plainColumns(catalog).filter((each) => !free || isFree(catalog, each)),
      pick,
    );
    return column ? put(catalog, change(column, pick)) : catalog;
  };

const dropOne =
  <K extends 'index' | 'check' | 'unique' | 'foreign-key' | 'policy'>(kind: K): Mutation =>
  (catalog, pick) => {
    const object = one(catalog.objects[kind] as readonly CatalogObject[], pick);
    if (!object) return catalog;
    const isNeeded =
      object.kind === 'unique' &&
      catalog.objects['foreign-key'].some(({ references }) => references.name === object.table);
    return isNeeded ? catalog : drop(catalog, object);
  };

const inRandomTable =
  (make: (catalog: Catalog, table: Table, pick: (below: number) => number) => CatalogObject | null): Mutation =>
  (catalog, pick) => {
    const table = one(catalog.objects.table, pick);
    const object = table && make(catalog, table, pick);
    return object ? put(catalog, object) : catalog;
  };

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'adds a column': inRandomTable((catalog, table, pick) => {
    const place = placeOf(table);
    const position = catalog.objects.column.filter(inTable(place)).length + 1;
    return columnOf(place, ['added_later', 'extra', 'odd-name'][pick(3)] ?? 'extra', position, pick(42));
  }),
  'drops a column': (catalog, pick) => {
    const columns = plainColumns(catalog).filter((column) => isFree(catalog, column));
    const column = one(columns, pick);
    const isOnly = column && catalog.objects.column.filter(inTable(column)).length === 1;
    return column && !isOnly ? drop(catalog, column) : catalog;
  },
  'turns NOT NULL': editColumn((column) => ({ ...column, notNull: !column.notNull })),
  'sets a default': editColumn((column, pick) => ({
    ...column,
    default: pick(2) === 0 ? null : column.type === 'text' ? "'fresh'" : 'null::text',
  })),
  'changes a type': editColumn((column, pick) => {
    const [type] = TYPES[pick(TYPES.length)] ?? TYPES[0];
    return { ...column, type, default: null };
  }, true),
  'adds an index': inRandomTable((catalog, table, pick) => {
    const columns = catalog.objects.column.filter(inTable(placeOf(table)));
    const [a, b] = [one(columns, pick), one(columns, pick)];
    if (!a || !b || a.name === b.name) return null;
    const name = `${table.name}_made_idx`.slice(0, 60);
    const key = (expression: string, isExpression: boolean, descending: boolean) => ({
      expression,
      isExpression,
      operatorClass: null,
      operatorClassOptions: {},
      collation: null,
      descending,
      nullsFirst: descending,
    });
    return {
      kind: 'index',
      id: objectId('index', table.schema, name),
      comment: null,
      origins: [],
      owner: null,
      ...placeOf(table),
      name,
      method: 'btree',
      unique: pick(2) === 0,
      nullsNotDistinct: false,
      keys: [key(a.name, false, pick(2) === 0), key(b.name, false, false)],
      include: [],
      predicate: pick(2) === 0 ? null : `"${a.name}" is not null`,
      options: pick(2) === 0 ? {} : { fillfactor: '70' },
      tablespace: null,
      statisticsTargets: {},
      valid: true,
      clustered: false,
      inherited: false,
    };
  }),
  'adds a check': inRandomTable((_catalog, table) => ({
    kind: 'check',
    ...constraint(placeOf(table), 'check', `${table.name}_made`.slice(0, 60)),
    expression: '1 < 2',
    noInherit: false,
    validated: true,
    enforced: true,
  })),
  'adds a unique key': inRandomTable((catalog, table, pick): Unique | null => {
    const columns = catalog.objects.column.filter(inTable(placeOf(table)));
    const [a, b] = [one(columns, pick), one(columns, pick)];
    if (!a || !b) return null;
    const names = a === b ? [a.name] : [a.name, b.name];
    const name = `${table.name}_made_key`.slice(0, 60);
    const nullsNotDistinct = pick(2) === 0;
    return {
      kind: 'unique',
      ...constraint(placeOf(table), 'unique', name),
      ...indexed,
      columns: names,
      nullsNotDistinct,
    };
  }),
  'adds a foreign key': inRandomTable((catalog, table, pick): ForeignKey | null => {
    const target = one(
      catalog.objects['primary-key'].filter(({ columns }) => columns.length === 1),
      pick,
    );
    const column = one(catalog.objects.column.filter(inTable(placeOf(table))), pick);
    if (!target || !column) return null;
    return {
      kind: 'foreign-key',
      ...constraint(placeOf(table), 'foreign-key', `${table.name}_made_fk`.slice(0, 60)),
      columns: [column.name],
      references: { schema: target.schema, name: target.table },
      referencedColumns: target.columns,
      onUpdate: 'no action',
      onDelete: pick(2) === 0 ? 'cascade' : 'no action',
      onDeleteColumns: [],
      match: 'simple',
      deferrability: 'not deferrable',
      validated: true,
      enforced: true,
      period: false,
    };
  }),
  'adds a policy': (catalog, pick) => {
    const table = one(catalog.objects.table, pick);
    if (!table) return catalog;
    const { inherited: _inherited, ...named } = constraint(placeOf(table), 'policy', 'made_policy');
    const using = pick(2) === 0 ? 'true' : "current_setting('app.x', true) = 'it''s'";
    const permissive = pick(2) === 0;
    // A policy switches row security on.
    return put(put(catalog, { ...table, rowSecurity: true }), {
      kind: 'policy',
      ...named,
      permissive,
      command: 'select',
      roles: ['public'],
      using,
      check: null,
    });
  },
  'drops an index': dropOne('index'),
  'drops a check': dropOne('check'),
  'drops a unique key': dropOne('unique'),
  'drops a foreign key': dropOne('foreign-key'),
  'changes what a delete does': (catalog, pick) => {
    const key = one(catalog.objects['foreign-key'], pick);
    return key ? put(catalog, { ...key, onDelete: key.onDelete === 'cascade' ? 'set null' : 'cascade' }) : catalog;
  },
  'adds a label': (catalog, pick) => {
    const type = one(catalog.objects.enum, pick);
    if (!type) return catalog;
    const at = pick(type.labels.length + 1);
    return put(catalog, { ...type, labels: [...type.labels.slice(0, at), `made's ${at}`, ...type.labels.slice(at)] });
  },
  'adds a table': (catalog, pick) => {
    const place = { schema: 'public', table: 'made_things' };
    const like = one(catalog.objects.table, pick);
    if (!like || catalog.objects.table.some(({ name }) => name === place.table)) return catalog;
    const table: Table = {
      ...like,
      id: objectId('table', 'public', place.table),
      ...place,
      name: place.table,
      rowSecurity: pick(2) === 0,
      origins: [],
    } as Table;
    const { table: _table, ...plain } = table as Table & { table: string };
    const withTable = put(catalog, plain);
    const columns = [
      { ...columnOf(place, 'id', 1, 0), notNull: true, default: null },
      columnOf(place, 'big_note', 2, pick(42)),
    ];
    return put(columns.reduce<Catalog>(put, withTable), {
      kind: 'primary-key',
      ...constraint(place, 'primary-key', 'made_things_pkey'),
      ...indexed,
      columns: ['id'],
    });
  },
  'adds an enum': (catalog) =>
    put(catalog, {
      kind: 'enum',
      id: objectId('enum', 'public', 'made_kind'),
      comment: null,
      origins: [],
      owner: null,
      schema: 'public',
      name: 'made_kind',
      labels: ['one', "it's two"],
    }),
};

export interface Choice {
  readonly name: string;
  readonly numbers: readonly number[];
}

/** Some mutations, with the numbers that choose what they are done to. */
export const choices = (most: number): fc.Arbitrary<readonly Choice[]> =>
  fc.array(
    fc.record({
      name: fc.constantFrom(...Object.keys(MUTATIONS)),
      numbers: fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
    }),
    { minLength: 1, maxLength: most },
  );

/** A catalog after some mutations. Constraints of a column that went go with it. */
export function mutate(catalog: Catalog, chosen: readonly Choice[]): Catalog {
  return chosen.reduce((current, { name, numbers }) => {
    let at = 0;
    const pick = (below: number) => {
      const number = numbers[at % numbers.length] ?? 0;
      at += 1;
      return number % below;
    };
    return MUTATIONS[name]?.(current, pick) ?? current;
  }, catalog);
}
