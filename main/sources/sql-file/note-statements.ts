import type { Origin, StatementObject } from '#app/catalog';
import { OriginBook } from './origin-book.ts';
import { loadParser, type ParsedStatement, parseStatement } from './parse-statement.ts';
import type { SqlStatement } from './split-sql.ts';

/** A statement with the place of its first word. */
export interface PlacedStatement {
  readonly statement: SqlStatement;
  readonly origin: Origin;
  /** What its text says, where it was parsed already. */
  readonly parsed?: ParsedStatement;
  /** Statements of one group share a transaction. */
  readonly group?: number;
}

export interface Noted {
  readonly book: OriginBook;
  /** Per statement what it did; `null` where it found nothing to do, or failed. */
  readonly did: readonly (readonly StatementObject[] | null)[];
  /** Of each that failed, what it was to do. */
  readonly meant: ReadonlyMap<number, readonly StatementObject[]>;
}

/** Notes the origins of what the statements make, to the line inside CREATE TABLE. Statements that failed are left out. */
export async function noteStatements(
  placed: readonly PlacedStatement[],
  failed: ReadonlySet<number>,
  options: { readonly oneTransaction?: boolean } = {},
): Promise<Noted> {
  await loadParser();
  const book = new OriginBook();
  let group: number | undefined;
  const meant = new Map<number, readonly StatementObject[]>();
  const did = placed.map(({ statement, origin, parsed, ...rest }, index) => {
    if (rest.group !== group && !options.oneTransaction) book.search.endTransaction();
    group = rest.group;
    const { effects } = parsed ?? parseStatement(statement.sql);
    if (failed.has(index)) {
      meant.set(index, book.meant(effects));
      return null;
    }
    let bytes: Buffer | undefined;
    return book.note(effects, (location) => {
      if (!location) return origin;
      bytes ??= Buffer.from(statement.sql, 'utf8');
      return placeAt(origin, bytes.subarray(0, location).toString('utf8'));
    });
  });
  return { book, did, meant };
}

/** The place of a position in a statement as the server counts: 1-based characters. */
export function placeOfPosition(origin: Origin, sql: string, position: number | null | undefined): Origin {
  return position ? placeAt(origin, [...sql].slice(0, position - 1).join('')) : origin;
}

/** The place of what follows `before` in a statement that begins at `origin`. */
export function placeAt(origin: Origin, before: string): Origin {
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  const isFirst = lines.length === 1;
  return {
    ...origin,
    line: (origin.line ?? 1) + lines.length - 1,
    column: last.length + (isFirst ? (origin.column ?? 1) : 1),
  };
}
