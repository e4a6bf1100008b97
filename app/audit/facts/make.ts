import {
  type Check,
  type Column,
  type ForeignKey,
  type Index,
  objectId,
  type PrimaryKey,
  type QualifiedName,
  type Table,
} from '#app/catalog';

/** Objects that remedies put into a catalog, with PostgreSQL's defaults for whatever is not said. */

type On = Pick<Table, 'schema' | 'name'>;

export interface IndexKeySpec {
  readonly column: string;
  readonly descending?: boolean;
}

type IndexParts = Partial<Pick<Index, 'unique' | 'method' | 'predicate'>>;

export function makeIndex(
  on: On,
  name: string,
  keys: readonly (string | IndexKeySpec)[],
  parts: IndexParts = {},
): Index {
  return {
    kind: 'index',
    id: objectId('index', on.schema, name),
    comment: null,
    origins: [],
    owner: null,
    schema: on.schema,
    table: on.name,
    name,
    method: parts.method ?? 'btree',
    unique: parts.unique ?? false,
    nullsNotDistinct: false,
    keys: keys.map((key) => makeIndexKey(typeof key === 'string' ? { column: key } : key)),
    include: [],
    predicate: parts.predicate ?? null,
    options: {},
    tablespace: null,
    statisticsTargets: {},
    valid: true,
    clustered: false,
    inherited: false,
  };
}

function makeIndexKey({ column, descending = false }: IndexKeySpec): Index['keys'][number] {
  return {
    expression: column,
    isExpression: false,
    operatorClass: null,
    operatorClassOptions: {},
    collation: null,
    descending,
    // PostgreSQL's own choice: NULLs come first in descending order.
    nullsFirst: descending,
  };
}

export interface ForeignKeyEnds {
  readonly columns: readonly string[];
  readonly references: QualifiedName;
  readonly referencedColumns: readonly string[];
}

export function makeForeignKey(
  on: On,
  name: string,
  { columns, references, referencedColumns }: ForeignKeyEnds,
  onDelete: ForeignKey['onDelete'] = 'no action',
): ForeignKey {
  return {
    ...constraintOf('foreign-key', on, name),
    columns,
    references: { schema: references.schema, name: references.name },
    referencedColumns,
    onUpdate: 'no action',
    onDelete,
    onDeleteColumns: [],
    match: 'simple',
    deferrability: 'not deferrable',
    validated: true,
    enforced: true,
    period: false,
  };
}

export function makeCheck(on: On, name: string, expression: string): Check {
  return { ...constraintOf('check', on, name), expression, noInherit: false, validated: true, enforced: true };
}

export function makePrimaryKey(on: On, name: string, columns: readonly string[]): PrimaryKey {
  return {
    ...constraintOf('primary-key', on, name),
    columns,
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    options: {},
    tablespace: null,
    clustered: false,
  };
}

/** A column at the end of its table. */
export function makeColumn(
  on: On,
  { name, type, position }: Pick<Column, 'name' | 'type' | 'position'>,
  rest: Partial<Pick<Column, 'notNull' | 'default'>> = {},
): Column {
  return {
    kind: 'column',
    id: objectId('column', on.schema, on.name, name),
    comment: null,
    origins: [],
    schema: on.schema,
    table: on.name,
    name,
    position,
    type,
    collation: null,
    notNull: rest.notNull ?? false,
    notNullConstraint: null,
    default: rest.default ?? null,
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

function constraintOf<K extends 'primary-key' | 'foreign-key' | 'check'>(kind: K, on: On, name: string) {
  const id = objectId(kind, on.schema, on.name, name);
  return { kind, id, comment: null, origins: [], schema: on.schema, table: on.name, name, inherited: false };
}
