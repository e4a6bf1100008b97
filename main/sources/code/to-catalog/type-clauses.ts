import { makeObjectName, scanSql, type Token } from '#app/sql';
import type { CheckValues, ColumnValues, TableValues } from '../inside/values.ts';

/**
 * A table whose columns' types are types. What `dataType()` of a `customType` gives stands as it is in drizzle-kit's
 * `CREATE TABLE`, so code says there what Drizzle has no word for: `tsvector generated always as (…) stored`,
 * `varchar(20) collate "C"`, `text not null`.
 */
export interface PlainTable {
  readonly values: TableValues;
  /** Qualified and quoted, by column name. */
  readonly collations: ReadonlyMap<string, string>;
  /** What stands behind a type and is no clause that is read: the column, and its words. */
  readonly unread: readonly { readonly column: ColumnValues; readonly clause: string }[];
}

const NONE: ReadonlyMap<string, string> = new Map();
const MAY_HAVE_CLAUSES = /\b(not|null|default|generated|collate|unique|primary|references|check|constraint)\b/i;
const STARTS = new Set(
  'not null default generated collate unique primary references check constraint storage compression'.split(' '),
);

export function withoutTypeClauses(values: TableValues): PlainTable {
  if (!values.columns.some(mayHaveClauses)) return { values, collations: NONE, unread: [] };
  const collations = new Map<string, string>();
  const unread: PlainTable['unread'][number][] = [];
  const checks: CheckValues[] = [];
  const columns = values.columns.map((column) => {
    if (!mayHaveClauses(column)) return column;
    const [type = '', ...clauses] = splitClauses(column.type);
    let plain: ColumnValues = { ...column, type };
    for (const clause of clauses) {
      const read = readClause(clause, values.name, column.name);
      if (read === null) unread.push({ column, clause });
      else if ('collation' in read) collations.set(column.name, read.collation);
      else if ('check' in read) checks.push(read.check);
      else plain = { ...plain, ...read };
    }
    return plain;
  });
  return { values: { ...values, columns, checks: [...values.checks, ...checks] }, collations, unread };
}

function mayHaveClauses({ type, enumSchema }: ColumnValues): boolean {
  return enumSchema === undefined && MAY_HAVE_CLAUSES.test(type);
}

/** The type, then each clause behind it. */
function splitClauses(text: string): readonly string[] {
  const starts: number[] = [];
  const tokens = scanSql(text);
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'symbol') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (index === 0 || depth > 0 || token.type !== 'word' || !STARTS.has(token.text)) continue;
    // NULL after NOT and DEFAULT, and NOT after NULLS, belong to what began before them.
    if (isContinued(tokens[index - 1], token)) continue;
    starts.push(token.start);
  }
  return [0, ...starts].map((start, index) => text.slice(start, starts[index]).trim());
}

function isContinued(before: Token | undefined, { text }: Token): boolean {
  if (before?.type !== 'word') return false;
  return text === 'null'
    ? before.text === 'not' || before.text === 'default'
    : text === 'not' && before.text === 'nulls';
}

type Read = Partial<ColumnValues> | { readonly collation: string } | { readonly check: CheckValues };

/** `null` for what is none of those that are read. */
function readClause(clause: string, table: string, column: string): Read | null {
  if (/^not\s+null$/i.test(clause)) return { notNull: true };
  if (/^null$/i.test(clause)) return {};
  if (/^primary\s+key$/i.test(clause)) return { primary: true };
  const unique = /^unique(\s+nulls\s+not\s+distinct)?$/i.exec(clause);
  if (unique) {
    return { unique: { name: makeObjectName(table, column, 'key'), nullsNotDistinct: unique[1] !== undefined } };
  }
  const [, ofDefault] = /^default\s+([\s\S]+)$/i.exec(clause) ?? [];
  if (ofDefault !== undefined) return { default: ofDefault };
  const [, generated, mode] = /^generated\s+always\s+as\s*\(([\s\S]*)\)\s*(stored|virtual)?$/i.exec(clause) ?? [];
  // PostgreSQL 18 makes those virtual that do not say so.
  if (generated !== undefined) return { generated: { expression: generated, mode: mode?.toLowerCase() ?? 'virtual' } };
  const [, ofCheck] = /^check\s*\(([\s\S]*)\)$/i.exec(clause) ?? [];
  if (ofCheck !== undefined) return { check: { name: makeObjectName(table, column, 'check'), expression: ofCheck } };
  const [, collation] = /^collate\s+([\s\S]+)$/i.exec(clause) ?? [];
  return collation === undefined ? null : { collation: qualified(collation) };
}

/** A collation that names no schema is one of the server's own: few have others, and those are named in full. */
function qualified(name: string): string {
  return /^(\w+|"(?:[^"]|"")*")\s*\./.test(name) ? name : `pg_catalog.${name}`;
}
