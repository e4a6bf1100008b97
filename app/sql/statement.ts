import type { ObjectId } from '#app/catalog';
import { scanSql } from './scan.ts';

/** One SQL statement without its trailing semicolon, and the object it makes or changes. */
export interface Statement {
  readonly sql: string;
  readonly object: ObjectId;
}

/** One script of many statements: each ends with a semicolon and stands apart from the next. */
export function joinStatements(statements: readonly Statement[]): string {
  return joinSql(statements.map(({ sql }) => sql));
}

/** As {@link joinStatements}, of bare texts. */
export function joinSql(statements: readonly string[]): string {
  return statements.map((sql) => `${sql}${endsInComment(sql) ? '\n' : ''};\n`).join('\n');
}

/** A line comment at the end (a view's query, as a person wrote it) would swallow the semicolon. */
function endsInComment(sql: string): boolean {
  if (!sql.slice(sql.lastIndexOf('\n') + 1).includes('--')) return false;
  // The last line may hold the two dashes in a string, where they are no comment.
  return sql.slice(scanSql(sql).at(-1)?.end ?? 0).includes('--');
}
