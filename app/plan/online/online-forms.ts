import {
  type Catalog,
  type Column,
  lookupOf,
  type ObjectId,
  objectId,
  type PrimaryKey,
  quoteIdent,
  quoteQualified,
  type Unique,
} from '#app/catalog';
import { makeObjectName } from '#app/sql';
import type { CaredStatement } from '../care/care-for-rows.ts';

/** A statement and when it is run. */
export interface SteppedStatement extends CaredStatement {
  /** From 1: the migration itself; what comes after is run by hand, in this order. */
  readonly step: number;
}

/** How a statement is done while others read and write. */
interface Forms {
  /** In the migration. */
  readonly now: readonly string[];
  /** After it, outside of any transaction. */
  readonly outside: readonly string[];
  /** Last: what takes long, under a lock that lets others work. */
  readonly later: readonly string[];
}

/** How long a statement may wait for its lock, with everybody else waiting behind it. */
const LOCK_TIMEOUT = "lock_timeout = '5s'";

/**
 * The forms that let others work meanwhile: constraints that are validated after they were added, columns that are NOT NULL by a
 * validated check, indexes that are built concurrently. Dropping an index takes no time and stays in its place. Tables that the plan makes have no rows and stay as they are.
 */
export function onlineForms(
  statements: readonly CaredStatement[],
  from: Catalog,
  to: Catalog,
): readonly SteppedStatement[] {
  const before = lookupOf(from);
  const isThere = (table: ObjectId) => before.find(table) !== undefined;
  const steps: [CaredStatement[], CaredStatement[], CaredStatement[], CaredStatement[]] = [[], [], [], []];
  const [migration, outside, dependent, last] = steps;
  for (const statement of statements) {
    if (outside.some((built) => needs(statement, built, to))) {
      dependent.push(statement);
      continue;
    }
    const forms = formsOf(statement, to, isThere) ?? { now: [statement.sql], outside: [], later: [] };
    const { gap, ...bare } = statement;
    forms.now.forEach((sql, at) => {
      migration.push({ ...(at === 0 ? statement : bare), sql });
    });
    for (const sql of forms.outside) outside.push({ ...bare, sql });
    for (const sql of forms.later) last.push({ ...bare, sql });
  }
  return numbered([migration, outside, [...dependent, ...last]]);
}

/** Each with a limit of how long it may wait for a lock. */
function numbered(steps: readonly (readonly CaredStatement[])[]): readonly SteppedStatement[] {
  return steps.flatMap((own, at): readonly SteppedStatement[] => {
    const [first] = own;
    if (!first) return [];
    const step = at + 1;
    const sql = at === 0 ? `SET LOCAL ${LOCK_TIMEOUT}` : `SET ${LOCK_TIMEOUT}`;
    return [{ sql, object: first.object, step }, ...own.map((statement) => ({ ...statement, step }))];
  });
}

/** Whether a statement has to wait for an index: it names it, or is a foreign key that refers to what it makes unique. */
function needs({ object, sql }: CaredStatement, built: CaredStatement, to: Catalog): boolean {
  if (object === built.object) return true;
  const lookup = lookupOf(to);
  const [own, key] = [lookup.find(object), lookup.find(built.object)];
  if (!key || !('table' in key) || !('name' in key)) return false;
  if (own?.kind === 'foreign-key') {
    const isIts = own.references.schema === key.schema && own.references.name === key.table;
    const columns =
      'columns' in key ? key.columns : key.kind === 'index' ? key.keys.map(({ expression }) => expression) : [];
    if (isIts && own.referencedColumns.every((column) => columns.includes(column))) return true;
  }
  const isAbout = /^(COMMENT ON|ALTER INDEX)|\b(CLUSTER ON|REPLICA IDENTITY USING)\b/.test(sql);
  return isAbout && sql.includes(quoteIdent(key.name));
}

type IsThere = (table: ObjectId) => boolean;

function formsOf({ sql, object }: CaredStatement, to: Catalog, isThere: IsThere): Forms | null {
  const now = lookupOf(to).find(object);
  if (!now || !('table' in now) || !isThere(objectId('table', now.schema, now.table))) return null;
  const isPartitioned = lookupOf(to).find(objectId('table', now.schema, now.table));
  const isPlain = isPartitioned?.kind === 'table' && isPartitioned.partitionKey === null;
  switch (now.kind) {
    case 'index':
      if (/^REINDEX INDEX /.test(sql)) return outside(sql.replace('REINDEX INDEX', 'REINDEX INDEX CONCURRENTLY'));
      return isPlain && /^CREATE (UNIQUE )?INDEX /.test(sql)
        ? outside(sql.replace(/^(CREATE (?:UNIQUE )?INDEX)/, '$1 CONCURRENTLY'))
        : null;
    case 'foreign-key':
    case 'check':
      return isPlain && now.validated && now.enforced && isAddition(sql) ? validatedLater(sql, now) : null;
    case 'primary-key':
    case 'unique':
      return isPlain && isAddition(sql) && !now.withoutOverlaps ? byIndex(now) : null;
    case 'column':
      return /\bSET NOT NULL$/.test(sql) ? provenLater(now) : null;
    default:
      return null;
  }
}

function isAddition(sql: string): boolean {
  return / ADD CONSTRAINT /.test(sql);
}

function outside(...statements: readonly string[]): Forms {
  return { now: [], outside: statements, later: [] };
}

function validatedLater(sql: string, { schema, table, name }: { schema: string; table: string; name: string }): Forms {
  const validate = `ALTER TABLE ${quoteQualified(schema, table)} VALIDATE CONSTRAINT ${quoteIdent(name)}`;
  return { now: [`${sql} NOT VALID`], outside: [], later: [validate] };
}

/** The index is built while others write; the constraint then only takes it over. */
function byIndex(key: PrimaryKey | Unique): Forms {
  const table = quoteQualified(key.schema, key.table);
  const name = quoteIdent(key.name);
  const columns = key.columns.map((column) => quoteIdent(column)).join(', ');
  const include = key.include.length === 0 ? '' : ` INCLUDE (${key.include.map((one) => quoteIdent(one)).join(', ')})`;
  const nulls = key.kind === 'unique' && key.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const options = Object.entries(key.options).map(([option, value]) => `${option} = '${value.replaceAll("'", "''")}'`);
  const settings = options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
  const deferrable = key.deferrability === 'not deferrable' ? '' : ` ${key.deferrability.toUpperCase()}`;
  const what = key.kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
  return outside(
    `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${columns})${include}${nulls}${settings}`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${what} USING INDEX ${name}${deferrable}`,
  );
}

/** A check that is valid spares SET NOT NULL the reading of the table (since PostgreSQL 12). */
function provenLater(column: Column): Forms {
  const table = `ALTER TABLE ${quoteQualified(column.schema, column.table)}`;
  const check = quoteIdent(makeObjectName(column.table, column.name, 'present'));
  const name = quoteIdent(column.name);
  return {
    now: [`${table} ADD CONSTRAINT ${check} CHECK (${name} IS NOT NULL) NOT VALID`],
    outside: [],
    later: [
      `${table} VALIDATE CONSTRAINT ${check}`,
      `${table} ALTER COLUMN ${name} SET NOT NULL`,
      `${table} DROP CONSTRAINT ${check}`,
    ],
  };
}
