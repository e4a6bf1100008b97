import type { Origin } from '#app/catalog';
import { OriginBook } from './origin-book.ts';
import { loadParser, parseStatement } from './parse-statement.ts';
import type { SqlStatement } from './split-sql.ts';

/** A statement with the place of its first word. */
export interface PlacedStatement {
  readonly statement: SqlStatement;
  readonly origin: Origin;
}

/** Notes the origins of what the statements make, to the line inside CREATE TABLE. Statements that failed are left out. */
export async function noteStatements(
  placed: readonly PlacedStatement[],
  failed: ReadonlySet<number>,
): Promise<OriginBook> {
  await loadParser();
  const book = new OriginBook();
  placed.forEach(({ statement, origin }, index) => {
    if (failed.has(index)) return;
    const bytes = Buffer.from(statement.sql, 'utf8');
    book.note(parseStatement(statement.sql).effects, (location) => placeAt(origin, bytes, location));
  });
  return book;
}

/** libpg_query counts bytes from the start of the statement. */
function placeAt(origin: Origin, sql: Buffer, location: number | undefined): Origin {
  if (location === undefined || location === 0) return origin;
  const lines = sql.subarray(0, location).toString('utf8').split('\n');
  const last = lines.at(-1) ?? '';
  const isFirst = lines.length === 1;
  return {
    ...origin,
    line: (origin.line ?? 1) + lines.length - 1,
    column: last.length + (isFirst ? (origin.column ?? 1) : 1),
  };
}
