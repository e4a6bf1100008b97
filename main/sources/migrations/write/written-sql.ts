import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import { BREAKPOINT, type MigrationSql } from './migration-sql.ts';

/**
 * A migration as a person wrote it: every word of it stays, with drizzle-kit's breakpoints between its statements where the
 * project has them. Empty where there is no statement.
 */
export async function writtenSql(text: string, breakpoints: boolean): Promise<MigrationSql> {
  const bytes = Buffer.from(text);
  const statements = await splitSql(bytes);
  const ends = statements.map(({ sql, offset }) => endOf(bytes, offset + Buffer.byteLength(sql)));
  const parts = ends.map((end, at) => {
    const isLast = at === ends.length - 1;
    const part = bytes.subarray(ends[at - 1] ?? 0, isLast ? bytes.length : end).toString();
    return `${closed(part.replace(/^[ \t]*\n+/, '').trimEnd(), statements[at]?.sql ?? '')}\n`;
  });
  return { migration: parts.join(breakpoints ? BREAKPOINT : '\n'), byHand: [], down: null };
}

/** Behind the semicolon, and behind a comment on its line. */
function endOf(bytes: Buffer, from: number): number {
  const semicolon = bytes.indexOf(59, from);
  if (semicolon < 0) return bytes.length;
  const comment = /^[ \t]*--[^\n]*/.exec(bytes.subarray(semicolon + 1).toString())?.[0] ?? '';
  return semicolon + 1 + Buffer.byteLength(comment);
}

/** The last statement may lack its semicolon; what is written behind it may be a comment. */
function closed(part: string, sql: string): string {
  const end = part.lastIndexOf(sql) + sql.length;
  if (part.slice(end).includes(';')) return part;
  // A semicolon in a comment would be none.
  return `${part.slice(0, end)}${/--[^\n]*$/.test(sql) ? '\n' : ''};${part.slice(end)}`;
}
