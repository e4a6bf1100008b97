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
import type { ConstraintRow, ReferentialActionCode } from '../queries/constraints.ts';
import type { IndexRow } from '../queries/indexes.ts';
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
  ' ': 'no action',
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
    const index = indexes.get(row.index);
    if (row.type === 'p') {
      found['primary-key'].push({
        kind: 'primary-key',
        ...indexedFields('primary-key', row, relation, index, names, keys),
      });
    } else if (row.type === 'u') {
      found.unique.push({
        kind: 'unique',
        ...indexedFields('unique', row, relation, index, names, keys),
        nullsNotDistinct: index?.nulls_not_distinct ?? false,
      });
    } else if (row.type === 'f') {
      // A key to a partitioned table has a hidden copy for each partition it may point into.
      if (row.parent !== 0 && relationOf.get(row.parent) === row.relation) continue;
      found['foreign-key'].push(foreignKey(row, relation, names));
    } else if (row.type === 'c') {
      found.check.push({
        kind: 'check',
        ...fields('check', row, relation, names),
        expression: row.expression ?? '',
        noInherit: row.no_inherit,
        validated: row.validated,
        enforced: row.enforced,
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

/** What every constraint carries. */
function fields(kind: Kind, row: ConstraintRow, relation: RelationName, names: Names) {
  return {
    id: childId(kind, relation, row.name),
    comment: names.comment('pg_constraint', row.oid),
    origins: names.origins,
    schema: relation.schema,
    table: relation.name,
    name: row.name,
    inherited: !row.local,
  };
}

function deferrability(row: ConstraintRow): Deferrability {
  if (!row.deferrable) return 'not deferrable';
  return row.deferred ? 'deferrable initially deferred' : 'deferrable initially immediate';
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
    include: index ? keys.include(index) : [],
    deferrability: deferrability(row),
    withoutOverlaps: row.period,
    options: optionsOf(index?.options ?? null),
    tablespace: index ? names.tablespace(index.tablespace) : null,
  };
}

function foreignKey(row: ConstraintRow, relation: RelationName, names: Names): ForeignKey {
  const target = names.relations.get(row.references);
  return {
    kind: 'foreign-key',
    ...fields('foreign-key', row, relation, names),
    columns: names.columns(relation, numbersOfArray(row.columns)),
    references: target ? { schema: target.schema, name: target.name } : { schema: '', name: String(row.references) },
    referencedColumns: target ? names.columns(target, numbersOfArray(row.referenced_columns)) : [],
    onUpdate: ACTIONS[row.on_update],
    onDelete: ACTIONS[row.on_delete],
    onDeleteColumns: names.columns(relation, numbersOfArray(row.on_delete_columns)),
    match: MATCHES[row.match],
    deferrability: deferrability(row),
    validated: row.validated,
    enforced: row.enforced,
    period: row.period,
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
  const elements = index ? keys.keys(index) : [];
  return {
    kind: 'exclusion',
    ...fields('exclusion', row, relation, names),
    method: index ? names.accessMethod(index.method) : '',
    elements: elements.map((key, at) => ({
      expression: key.expression,
      isExpression: key.isExpression,
      operatorClass: key.operatorClass,
      collation: key.collation,
      operator: operators[at] ?? '',
    })),
    predicate: index?.predicate ?? null,
    include: index ? keys.include(index) : [],
    deferrability: deferrability(row),
    options: optionsOf(index?.options ?? null),
    tablespace: index ? names.tablespace(index.tablespace) : null,
  };
}
