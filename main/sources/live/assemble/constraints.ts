import type {
  Check,
  Deferrability,
  Exclusion,
  ForeignKey,
  Kind,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import { CONSTRAINT_FLAGS, type ConstraintRow, type ReferentialActionCode } from '../queries/constraints.ts';
import { INDEX_FLAGS, type IndexRow } from '../queries/indexes.ts';
import { groupBy } from './group.ts';
import type { IndexKeys } from './indexes.ts';
import { childId, type Names, type RelationName } from './names.ts';
import { numbersOfArray, optionsOf } from './text.ts';

interface Constraints {
  readonly 'primary-key': PrimaryKey[];
  readonly unique: Unique[];
  readonly 'foreign-key': ForeignKey[];
  readonly check: Check[];
  readonly exclusion: Exclusion[];
}

const ACTIONS: Readonly<Record<ReferentialActionCode, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

const MATCHES = { s: 'simple', f: 'full', p: 'partial' } as const;

export function assembleConstraints(rows: CatalogRows, names: Names, keys: IndexKeys): Constraints {
  const found: Constraints = { 'primary-key': [], unique: [], 'foreign-key': [], check: [], exclusion: [] };
  const indexes = new Map(rows.indexes.map((row) => [row.oid, row]));
  const relationOf = new Map(rows.constraints.map((row) => [row.oid, row.relation]));
  const operators = groupBy(rows.exclusionOperators, (row) => row.constraint);
  for (const row of rows.constraints) {
    const relation = names.listed(row.relation);
    if (!relation) continue;
    const index = row.index === null ? undefined : indexes.get(row.index);
    if (row.type === 'p') {
      found['primary-key'].push({
        kind: 'primary-key',
        ...indexedFields('primary-key', row, relation, index, names, keys),
      });
    } else if (row.type === 'u') {
      found.unique.push({
        kind: 'unique',
        ...indexedFields('unique', row, relation, index, names, keys),
        nullsNotDistinct: index !== undefined && (index.flags & INDEX_FLAGS.nullsNotDistinct) !== 0,
      });
    } else if (row.type === 'f') {
      // A key to a partitioned table has a hidden copy for each partition it may point into.
      if (row.parent !== null && relationOf.get(row.parent) === row.relation) continue;
      found['foreign-key'].push(foreignKey(row, relation, names));
    } else if (row.type === 'c') {
      found.check.push({
        kind: 'check',
        ...fields('check', row, relation, names),
        expression: row.expression ?? '',
        noInherit: has(row, 'noInherit'),
        validated: has(row, 'validated'),
        enforced: has(row, 'enforced'),
      });
    } else {
      const sorted = [...(operators.get(row.oid) ?? [])].sort((a, b) => a.position - b.position);
      const symbols = sorted.map(({ schema, operator }) =>
        schema === 'pg_catalog' ? operator : `OPERATOR(${schema}.${operator})`,
      );
      found.exclusion.push(exclusion(row, relation, index, symbols, names, keys));
    }
  }
  return found;
}

function has(row: ConstraintRow, flag: keyof typeof CONSTRAINT_FLAGS): boolean {
  return (row.flags & CONSTRAINT_FLAGS[flag]) !== 0;
}

/** What every constraint carries. */
function fields(kind: Kind, row: ConstraintRow, relation: RelationName, names: Names) {
  return {
    id: childId(kind, relation, row.name),
    comment: names.comment('pg_constraint', row.oid),
    origins: names.origins,
    schema: relation.schema,
    table: relation.name,
    name: row.name,
    inherited: !has(row, 'local'),
  };
}

function deferrability(row: ConstraintRow): Deferrability {
  if (!has(row, 'deferrable')) return 'not deferrable';
  return has(row, 'deferred') ? 'deferrable initially deferred' : 'deferrable initially immediate';
}

function indexedFields(
  kind: Kind,
  row: ConstraintRow,
  relation: RelationName,
  index: IndexRow | undefined,
  names: Names,
  keys: IndexKeys,
) {
  return {
    ...fields(kind, row, relation, names),
    columns: names.columns(relation, numbersOfArray(row.columns)),
    include: index ? keys.include(index, relation) : [],
    deferrability: deferrability(row),
    withoutOverlaps: has(row, 'period'),
    options: optionsOf(index?.options ?? null),
    tablespace: index ? names.tablespace(index.tablespace) : null,
    clustered: index !== undefined && (index.flags & INDEX_FLAGS.clustered) !== 0,
  };
}

function foreignKey(row: ConstraintRow, relation: RelationName, names: Names): ForeignKey {
  const target = row.references === null ? undefined : names.relations.get(row.references);
  const [onUpdate = 'a', onDelete = 'a', match = 's'] = (row.actions ?? '') as Iterable<string>;
  return {
    kind: 'foreign-key',
    ...fields('foreign-key', row, relation, names),
    columns: names.columns(relation, numbersOfArray(row.columns)),
    references: target ? { schema: target.schema, name: target.name } : { schema: '', name: String(row.references) },
    referencedColumns: target ? names.columns(target, numbersOfArray(row.referenced_columns)) : [],
    onUpdate: ACTIONS[onUpdate as ReferentialActionCode],
    onDelete: ACTIONS[onDelete as ReferentialActionCode],
    onDeleteColumns: names.columns(relation, numbersOfArray(row.on_delete_columns)),
    match: MATCHES[match as keyof typeof MATCHES],
    deferrability: deferrability(row),
    validated: has(row, 'validated'),
    enforced: has(row, 'enforced'),
    period: has(row, 'period'),
  };
}

function exclusion(
  row: ConstraintRow,
  relation: RelationName,
  index: IndexRow | undefined,
  operators: readonly string[],
  names: Names,
  keys: IndexKeys,
): Exclusion {
  const elements = index ? keys.keys(index, relation) : [];
  return {
    kind: 'exclusion',
    ...fields('exclusion', row, relation, names),
    method: index ? names.accessMethod(index.method) : '',
    elements: elements.map((key, at) => ({
      expression: key.expression,
      isExpression: key.isExpression,
      operatorClass: key.operatorClass,
      operatorClassOptions: key.operatorClassOptions,
      collation: key.collation,
      descending: key.descending,
      nullsFirst: key.nullsFirst,
      operator: operators[at] ?? '',
    })),
    predicate: index?.predicate ?? null,
    include: index ? keys.include(index, relation) : [],
    deferrability: deferrability(row),
    options: optionsOf(index?.options ?? null),
    tablespace: index ? names.tablespace(index.tablespace) : null,
  };
}
