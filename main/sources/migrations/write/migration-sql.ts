import { type PlannedStatement, renderDown, renderStatement, renderSteps } from '#app/plan';
import { scanSql } from '#app/sql';

/** A script that stands beside a migration, since Drizzle's migrators run all pending files in one transaction. */
export interface ByHand {
  readonly when: 'before' | 'after';
  readonly reason: string;
  readonly sql: string;
}

export interface MigrationSql {
  readonly migration: string;
  readonly byHand: readonly ByHand[];
  readonly down: string | null;
}

export const BREAKPOINT = '--> statement-breakpoint\n';

/**
 * The text of a migration, with drizzle-kit's breakpoints where the project has them, and what cannot run in it. A label that
 * is used where it is added must be there before (PostgreSQL: "unsafe use of new value"): it is added by hand first, and
 * the migration adds it only where it is not there, as on a new database.
 */
export function migrationSql(
  statements: readonly PlannedStatement[],
  down: readonly PlannedStatement[] | null,
  breakpoints: boolean,
): MigrationSql {
  const own = statements.filter(({ step = 1 }) => step === 1).map(inTransaction);
  const labels = usedLabels(own);
  const texts = own.map((statement) =>
    labels.includes(statement) ? renderStatement(guarded(statement)) : renderStatement(statement),
  );
  return {
    migration: texts.join(breakpoints ? BREAKPOINT : '\n'),
    byHand: [...before(labels), ...after(statements)],
    down: down && renderDown(statements, down),
  };
}

/** A setting of the session would outlive the transaction on a connection that others get from a pool. */
function inTransaction(statement: PlannedStatement): PlannedStatement {
  return { ...statement, sql: statement.sql.replace(/^SET (?=\w+ (?:=|TO) )/i, 'SET LOCAL ') };
}

const ADDS = /^ALTER TYPE (.+?) ADD VALUE (?:IF NOT EXISTS )?/;

/** Statements that add a label which a later one names. */
function usedLabels(statements: readonly PlannedStatement[]): readonly PlannedStatement[] {
  return statements.filter(({ sql }, at) => {
    if (!ADDS.test(sql)) return false;
    const [label] = stringsIn(sql);
    return statements
      .slice(at + 1)
      .some((later) => !ADDS.test(later.sql) && stringsIn(later.sql).includes(label ?? ''));
  });
}

function stringsIn(sql: string): readonly string[] {
  return scanSql(sql).flatMap(({ type, text }) => (type === 'string' ? [text] : []));
}

function guarded<T extends { readonly sql: string }>(statement: T): T {
  return { ...statement, sql: statement.sql.replace(ADDS, 'ALTER TYPE $1 ADD VALUE IF NOT EXISTS ') };
}

function before(labels: readonly PlannedStatement[]): readonly ByHand[] {
  if (labels.length === 0) return [];
  const reason =
    'A label can be used only after the transaction that adds it, and Drizzle’s migrators run all pending migrations in one.';
  const head = `-- By hand, before the migration. ${reason}\n-- A database that is built anew from the migrations does not need it.\n\n`;
  return [
    { when: 'before', reason, sql: `${head}${labels.map((label) => renderStatement(guarded(label))).join('\n')}` },
  ];
}

function after(statements: readonly PlannedStatement[]): readonly ByHand[] {
  const [, ...steps] = renderSteps(statements, null);
  if (steps.length === 0) return [];
  const reason =
    'Building indexes while others write, and checking rows under a short lock, take transactions of their own; Drizzle’s migrators run all pending migrations in one.';
  return [{ when: 'after', reason, sql: `-- By hand, after the migration. ${reason}\n\n${steps.join('\n')}` }];
}
