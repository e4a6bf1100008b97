import { type Catalog, type Column, lookupOf, type ObjectId, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import { renderColumn, type Statement } from '#app/sql';
import { columnSteps } from '../steps/column.ts';
import { type Filling, fillingOf } from './filling.ts';

/** A statement of a plan; `gap` is what a person has to fill in before it. */
export interface CaredStatement extends Statement {
  readonly gap?: string;
  /** Tables of which FORCE hides rows from their owner while it runs. */
  readonly hidden?: string;
}

const NOT_NULL = /\bSET NOT NULL(?:;|$)|\bADD CONSTRAINT ("(?:[^"]|"")+"|\S+) NOT NULL\b/;
const IN_PLACE = /\b(ADD|ALTER) COLUMN\b/;

/**
 * Gives the rows that are there what they have to have from now on: a column that becomes NOT NULL, or comes as such, is there
 * first, is filled, and is made NOT NULL then; parents are filled before their children.
 */
export function careForRows(statements: readonly Statement[], from: Catalog, to: Catalog): readonly CaredStatement[] {
  const required = requiredColumns(statements, from, to);
  if (required.length === 0) return statements;
  const taken = new Map(required.map(({ at, instead }) => [at, instead]));
  const last = statements.reduce((found, { sql, object }, at) => {
    const isColumn = object.startsWith('column:') && IN_PLACE.test(sql);
    return isColumn || taken.has(at) ? at : found;
  }, -1);
  const block = parentsFirst(required, to).flatMap(({ column, sql, filling }): readonly CaredStatement[] => [
    ...(filling.sql === null ? [] : [{ sql: filling.sql, object: column.id }]),
    ...sql.map((one, at) => ({
      sql: one,
      object: column.id,
      ...(at === 0 && filling.gap ? { gap: filling.gap } : {}),
    })),
  ]);
  return statements.flatMap((statement, at): readonly CaredStatement[] => {
    const instead = taken.get(at);
    const own = instead === undefined ? [statement] : instead === null ? [] : [{ ...statement, sql: instead }];
    return at === last ? [...own, ...block] : own;
  });
}

interface Required {
  readonly column: Column;
  /** The statement that demands a value now. */
  readonly at: number;
  /** What stands there instead: the column without its demand; `null` where nothing does. */
  readonly instead: string | null;
  /** What demands it then. */
  readonly sql: readonly string[];
  readonly filling: Filling;
}

function requiredColumns(statements: readonly Statement[], from: Catalog, to: Catalog): readonly Required[] {
  const [before, after] = [lookupOf(from), lookupOf(to)];
  return statements.flatMap(({ object, sql }, at): readonly Required[] => {
    if (!object.startsWith('column:')) return [];
    const column = after.find(object);
    if (column?.kind !== 'column' || !column.notNull || column.inherited || column.identity || column.generated)
      return [];
    if (!before.find(objectId('table', column.schema, column.table))) return [];
    const old = before.find(object);
    if (old === undefined && column.default === null && /\bADD COLUMN\b/.test(sql)) {
      const nullable: Column = { ...column, notNull: false, notNullConstraint: null };
      const instead = `ALTER TABLE ${quoteQualified(column.schema, column.table)} ADD COLUMN ${renderColumn(nullable)}`;
      return [{ column, at, instead, sql: demandOf(nullable, column, from, to), filling: fillingOf(column, from, to) }];
    }
    const isDemand = old?.kind === 'column' && !old.notNull && NOT_NULL.test(sql);
    return isDemand ? [{ column, at, instead: null, sql: [sql], filling: fillingOf(column, from, to) }] : [];
  });
}

function demandOf(nullable: Column, column: Column, from: Catalog, to: Catalog): readonly string[] {
  const alteration = columnSteps.alter(nullable, column, {
    from,
    to,
    isStored: () => false,
    isStoredWithin: () => false,
  });
  const own = alteration.how === 'statements' ? alteration.sql.filter((sql) => NOT_NULL.test(sql)) : [];
  if (own.length > 0) return own;
  return [
    `ALTER TABLE ${quoteQualified(column.schema, column.table)} ALTER COLUMN ${quoteIdent(column.name)} SET NOT NULL`,
  ];
}

/** A value that comes from a parent has to be there. */
function parentsFirst(required: readonly Required[], { objects }: Catalog): readonly Required[] {
  const byTable = new Map<ObjectId, Required[]>();
  for (const one of required) {
    const table = objectId('table', one.column.schema, one.column.table);
    byTable.set(table, [...(byTable.get(table) ?? []), one]);
  }
  const ordered: Required[] = [];
  const seen = new Set<ObjectId>();
  const visit = (table: ObjectId) => {
    if (seen.has(table)) return;
    seen.add(table);
    for (const { schema, table: name, references } of objects['foreign-key'])
      if (objectId('table', schema, name) === table) visit(objectId('table', references.schema, references.name));
    ordered.push(...(byTable.get(table) ?? []));
  };
  for (const table of byTable.keys()) visit(table);
  return ordered;
}
