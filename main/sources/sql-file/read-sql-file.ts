import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { ObjectId, Origin, Problem, Reading, Source, StatementObject } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE } from '#app/compare';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { extensionsCreated, type LackingExtension, stubExtensions } from '#main/shadow/stub-extensions.ts';
import { readAppliedMigrations } from '#main/sources/live/applied-migrations.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { readObjectXmins } from './catalog-xmins.ts';
import { causesOf } from './follow-ups.ts';
import { sayLacking } from './lacking-extensions.ts';
import { noteStatements, placeOfPosition } from './note-statements.ts';
import { withOrigins } from './origins.ts';
import { loadParser, parseStatement } from './parse-statement.ts';
import { builtInPrelude, preludeFiles, type Whose, withoutPrelude } from './prelude/prelude.ts';
import { statementProblems, timeoutFailure, withoutEffect } from './problems.ts';
import { blankPsql, type PsqlPart } from './psql-lines.ts';
import { splitSql } from './split-sql.ts';
import { decodeSql } from './sql-text.ts';

export interface ReadSqlFileOptions {
  readonly shadow: Shadow;
  /** `sql` for a file named as a source, `live` for an embedded live database. */
  readonly source: Source;
  /** The role the catalog is read as; by default the shadow's superuser. */
  readonly asRole?: string | null;
  /** What `origin.file` is relative to; by default the file's own folder. */
  readonly root?: string;
  /** Where Drizzle notes the migrations it applied; by default `drizzle.__drizzle_migrations`. */
  readonly migrationsTable?: { readonly schema: string; readonly table: string };
  readonly work: Work;
}

const MADE_ELSEWHERE = 'Where it is made outside of this file, put the statement that makes it before this one.';

const FILE: Whose = {
  name: 'The statements',
  otherwise: 'Where it is something else, make it in the file.',
  where: 'the file',
};

/**
 * Builds a file of SQL on the shadow, statement by statement, and reads the result with the live reader. A statement that
 * fails is a problem with its line; the others count. pg_dump's output is accepted: psql's own commands and COPY data are
 * left out and listed.
 * @throws {Failure} `file-not-found`, `bad-input` for what is no text, `timed-out` for a statement that does not end, `shadow-failed`.
 */
export async function readSqlFile(path: string, options: ReadSqlFileOptions): Promise<Reading> {
  const { shadow, source, work } = options;
  const file = relative(options.root ?? dirname(path), path).replaceAll('\\', '/');
  const text = decodeSql(await readBytes(path, file), file, source);
  const { sql, parts } = blankPsql(text.sql);
  const own = await placedStatements(sql, source, file);
  const prelude = builtInPrelude(own, source.kind, FILE);
  const written = [...prelude.statements, ...own];
  const originOf = (index: number, position?: number | null) => {
    const { origin, sql: text } = written[index] ?? {};
    return origin && placeOfPosition(origin, text ?? '', position);
  };
  const lacking = await shadow.lacking(extensionsCreated(written), work);
  const stubbed = stubExtensions(written, lacking, shadow.standsIn);
  const script = { statements: stubbed.statements, mode: 'each' as const, asRole: options.asRole ?? null };
  const building = shadow.build(
    script,
    async (session, built) => {
      const reading = await readLive(session, { source, work });
      const marked = withOrigins(reading.catalog, await readObjectXmins(session), built.marks, originOf);
      const { book, meant } = await noteStatements(written, withoutEffect(built));
      const { schema, table } = options.migrationsTable ?? DEFAULT_MIGRATIONS_TABLE;
      const noted = await readAppliedMigrations(session, { schema, name: table });
      const problems = [
        ...text.problems,
        ...parts.map((part) => psqlProblem(part, source, file)),
        ...prelude.problems,
        ...stubbed.lacking.map((each) => lackingProblem(each, originOf(each.index) ?? { source: source.kind, file })),
        ...statementProblems(built, originOf, {
          lost: (index) => lostWith(meant.get(index) ?? []),
          causes: causesOf(built.failures, meant),
          elsewhere: MADE_ELSEWHERE,
        }),
      ];
      return {
        source,
        catalog: withoutPrelude(stubbed.restore(book.apply(marked)), preludeFiles(prelude)),
        report: [...problems, ...reading.report],
        appliedState: noted.state,
        ...(noted.state === 'read' ? { applied: noted.rows } : {}),
      };
    },
    work,
  );
  return building.catch((error: unknown) => {
    throw timeoutFailure(error, originOf);
  });
}

/** What a statement that failed was to make, or which part of a table it was to change: not to be known of this file. */
function lostWith(meant: readonly StatementObject[]): ObjectId | null {
  const lost = meant.find(({ object, did }) => did === 'made' || (did === 'changed' && !object.startsWith('table:')));
  return lost?.object ?? null;
}

async function readBytes(path: string, file: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Failure({
      code: 'file-not-found',
      message: `${file} could not be read.`,
      remedy: 'Check the path and that the file may be read.',
      cause: error,
    });
  }
}

/** The file's statements, parsed: what it uses and does not make is known before it runs. */
async function placedStatements(sql: Buffer, source: Source, file: string) {
  const statements = await splitSql(sql);
  await loadParser();
  return statements.map((statement, index) => {
    const { line, column, sql: text } = statement;
    const origin: Origin = { source: source.kind, file, line, column, statement: index + 1 };
    return { sql: text, statement, origin, group: 1, parsed: parseStatement(text) };
  });
}

function lackingProblem(lacking: LackingExtension, origin: Origin): Problem {
  return { ...sayLacking(lacking, origin), object: null, origin, cause: null };
}

function psqlProblem(part: PsqlPart, source: Source, file: string): Problem {
  return {
    code: part.what === 'copy' ? 'copy-data-skipped' : 'psql-command-skipped',
    effect: 'note',
    message: `${file}:${part.line}: ${part.what === 'copy' ? 'rows of COPY were' : `psql's ${part.text} was`} left out.`,
    remedy: null,
    object: null,
    origin: { source: source.kind, file, line: part.line },
    cause: null,
  };
}
