import { lineStarts } from '#main/sources/code/syntax/source-file.ts';
import { blankPsql } from '#main/sources/sql-file/psql-lines.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';

export interface PlacedSql {
  readonly sql: string;
  /** UTF-16, in the file. */
  readonly offset: number;
}

/** The statements of a file, without what only psql understands. */
export async function statementsOf(text: string): Promise<readonly PlacedSql[]> {
  const lines = lineStarts(text);
  const statements = await splitSql(blankPsql(Buffer.from(text)).sql);
  return statements.map(({ sql, line, column }) => ({ sql, offset: (lines[line - 1] ?? 0) + column - 1 }));
}
