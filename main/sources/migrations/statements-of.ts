import type { Origin, Problem, Source } from '#app/catalog';
import type { StatementWords } from '#app/plan';
import { statementWords } from '#main/sources/sql-file/actions/statement-words.ts';
import type { PlacedStatement } from '#main/sources/sql-file/note-statements.ts';
import { placeAt } from '#main/sources/sql-file/note-statements.ts';
import { loadParser, type ParsedStatement, parseStatement } from '#main/sources/sql-file/parse-statement.ts';
import { blankPsql } from '#main/sources/sql-file/psql-lines.ts';
import { type SqlStatement, splitSql } from '#main/sources/sql-file/split-sql.ts';
import { inFile, migrationProblem } from './migration-problem.ts';
import type { MigrationText } from './migration-text.ts';

export interface ReplayStatement extends PlacedStatement {
  readonly sql: string;
  readonly parsed: ParsedStatement;
  /** What it says, for the lint; absent of what runs before the files. */
  readonly words?: StatementWords;
  /** Index of the file, counted from 1; 0 is what runs before the files. */
  readonly group: number;
}

export interface FileStatements {
  readonly statements: readonly ReplayStatement[];
  readonly problems: readonly Problem[];
}

/** Where Drizzle's migrators cut a file, before PostgreSQL sees any of it. */
const BREAKPOINT = '--> statement-breakpoint';

/** The statements of one file, cut as Drizzle's migrators and then PostgreSQL cut them. */
export async function statementsOf(file: MigrationText, group: number, source: Source): Promise<FileStatements> {
  await loadParser();
  const { text, problem } = uncommented(file);
  const problems: Problem[] = problem ? [problem] : [];
  const found: SqlStatement[] = [];
  for (const piece of await piecesOf(text, file.path)) {
    const { sql, parts } = blankPsql(Buffer.from(piece.text));
    const base: Origin = { source: source.kind, file: file.path, line: piece.line, column: piece.column };
    problems.push(...(piece.problem ? [piece.problem] : []));
    problems.push(
      ...parts.map(({ what, line, text: words }) =>
        psqlProblem(what, words, { ...inFile(file.path), line: piece.line + line - 1 }),
      ),
    );
    for (const statement of await splitSql(sql)) {
      const place = placeAt(base, '\n'.repeat(statement.line - 1) + ' '.repeat(statement.column - 1));
      found.push({ ...statement, line: place.line ?? 1, column: place.column ?? 1 });
    }
  }
  const statements = found.map((statement, index) => {
    const { line, column, sql } = statement;
    const origin: Origin = { source: source.kind, file: file.path, line, column, statement: index + 1 };
    return { sql, group, statement, origin, parsed: parseStatement(sql), words: statementWords(sql) };
  });
  return { statements, problems };
}

interface Piece {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly problem?: Problem;
}

/**
 * The pieces that the migrators send. A breakpoint that stands inside a statement cuts it in two that PostgreSQL refuses;
 * such pieces are joined again, and said.
 */
async function piecesOf(text: string, path: string): Promise<readonly Piece[]> {
  const parts = text.split(BREAKPOINT);
  const pieces: Piece[] = [];
  let line = 1;
  let column = 1;
  for (let index = 0; index < parts.length; index += 1) {
    const own = parts[index] ?? '';
    const joined = opensQuote(own) ? closingPart(parts, index) : index;
    const piece = joined > index ? parts.slice(index, joined + 1).join(BREAKPOINT) : own;
    const problem = joined > index ? cutProblem(path, line + own.split('\n').length - 1) : undefined;
    if (piece.trim() !== '') pieces.push({ text: piece, line, column, ...(problem ? { problem } : {}) });
    const passed = piece + BREAKPOINT;
    const newlines = passed.split('\n');
    line += newlines.length - 1;
    column = (newlines.at(-1)?.length ?? 0) + (newlines.length > 1 ? 1 : column);
    index = joined;
  }
  return pieces;
}

/** True where a text ends inside a quote, a dollar-quoted body or a block comment. */
function opensQuote(text: string): boolean {
  const rest = text.replaceAll(
    /--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"(?:[^"]|"")*"/g,
    (match, tag: string | undefined) => (match.startsWith('$') && !match.endsWith(`$${tag ?? ''}$`) ? match : ' '),
  );
  return /\/\*|\$([A-Za-z_]\w*)?\$|['"]/.test(rest);
}

function closingPart(parts: readonly string[], from: number): number {
  for (let to = from + 1; to < parts.length; to += 1) {
    if (!opensQuote(parts.slice(from, to + 1).join(BREAKPOINT))) return to;
  }
  return from;
}

function cutProblem(path: string, line: number): Problem {
  const message = `${path}:${line}: a statement breakpoint stands inside a statement: Drizzle’s migrators cut it in two there, and fail. It was replayed as one.`;
  const remedy = 'Remove that breakpoint.';
  return migrationProblem('breakpoint-inside-statement', message, {
    effect: 'replaced',
    remedy,
    origin: inFile(path, line),
  });
}

/** What `drizzle-kit pull` writes: the whole schema, in one comment. */
const PULLED = /^\s*(?:--[^\n]*\n\s*)*\/\*([\s\S]*)\*\/\s*$/;

/** A database that was pulled is what the later migrations build on: the pulled statements are its account. */
function uncommented({ path, text }: MigrationText): { readonly text: string; readonly problem?: Problem } {
  const inner = PULLED.exec(text)?.[1];
  if (inner === undefined || !/\b(create|alter)\s+\w/i.test(inner)) return { text };
  const start = text.indexOf('/*');
  const end = text.lastIndexOf('*/');
  const line = text.slice(0, start).split('\n').length;
  const message = `${path}:${line}: the statements that drizzle-kit pull wrote are commented out, so this folder cannot build a database from empty. They were replayed as what was there before.`;
  const remedy = 'Uncomment them, and mark the migration as applied on databases that have all of it.';
  const problem = migrationProblem('pulled-baseline', message, {
    effect: 'replaced',
    remedy,
    origin: inFile(path, line),
  });
  return { text: `${text.slice(0, start)}  ${text.slice(start + 2, end)}  ${text.slice(end + 2)}`, problem };
}

function psqlProblem(what: 'meta-command' | 'copy', words: string, origin: Origin): Problem {
  const place = `${origin.file}:${origin.line}`;
  return what === 'copy'
    ? migrationProblem(
        'copy-data-skipped',
        `${place}: the rows of COPY were left out; Drizzle’s migrators cannot send them.`,
        {
          remedy: 'Write them as INSERT.',
          origin,
        },
      )
    : migrationProblem(
        'psql-command-skipped',
        `${place}: ${words} is a command of psql, which Drizzle’s migrators send to the server; it was left out.`,
        {
          remedy: 'Take it out of the migration: the server refuses it.',
          origin,
        },
      );
}
