import { quoteIdent } from '#app/catalog';
import { type Check, type CheckContext, FEW_ROWS } from '../check.ts';
import { type LintMark, rangeOf, wordFrom } from '../lint-mark.ts';
import { sayTable } from '../names.ts';
import type { ColumnWords, Name, SqlAction } from '../sql-action.ts';

/** A required column without a value for the rows that are there: it fails on a table that has any. */
export const checkRequiredColumn: Check = ({ words, then, rowsOf }) =>
  words.actions.flatMap((action): readonly LintMark[] => {
    if (action.does !== 'add-column') return [];
    const { column, table } = action;
    const own = then.table(table);
    if (!own || own.isNew || !column.notNull || column.hasDefault || column.generated) return [];
    const rows = rowsOf(table);
    if (rows === 0) return [];
    return [
      {
        rule: 'lint-required-column',
        severity: 'error',
        ...rangeOf(words.sql, column.at, column.name),
        message: `${quoteIdent(column.name)} is NOT NULL and the rows of ${sayTable(then, table)} get no value for it: it fails where there is a row. Add it without NOT NULL, fill it, then SET NOT NULL.`,
        table: [own.schema, own.name],
        fix: withoutNotNull(words.sql, column),
      },
    ];
  });

function withoutNotNull(sql: string, column: ColumnWords): NonNullable<LintMark['fix']> | null {
  const match = /\s+not\s+null\b/i.exec(sql.slice(column.at));
  if (!match || column.primaryKey) return null;
  return {
    title: 'Let it be null for now',
    edits: [{ at: column.at + match.index, length: match[0].length, text: '' }],
  };
}

interface Habit {
  readonly rule: string;
  readonly type: RegExp;
  readonly message: (column: ColumnWords) => string;
  /** What to write for it, where one word does. */
  readonly instead?: string;
}

const HABITS: readonly Habit[] = [
  {
    rule: 'lint-timestamp-without-zone',
    type: /^timestamp(\(\d\))? without time zone$/,
    message: ({ name }) =>
      `${quoteIdent(name)} has no time zone: what it says depends on the session that wrote it. timestamptz keeps the instant.`,
    instead: 'timestamptz',
  },
  {
    rule: 'lint-char-type',
    type: /^character(\(\d+\))?$/,
    message: ({ name }) => `${quoteIdent(name)} is padded with blanks to its length; text with a check is not.`,
    instead: 'text',
  },
  {
    rule: 'lint-serial',
    type: /^(big|small)?serial$/,
    message: ({ name }) =>
      `${quoteIdent(name)} gets a sequence that is granted and dumped apart from it: GENERATED … AS IDENTITY belongs to the column.`,
  },
];

/** Types of new columns that are chosen by habit. */
export const checkColumnTypes: Check = ({ words }) =>
  newColumns(words.actions).flatMap(([table, column]): readonly LintMark[] => {
    const own = HABITS.filter(({ type }) => type.test(column.type)).map(({ rule, message, instead }): LintMark => {
      const range = typeRange(words.sql, column);
      const isPlain = /^[A-Za-z]+$/.test(words.sql.slice(range.at, range.at + range.length));
      const isWhole = !/^\s*(\(|without)/i.test(words.sql.slice(range.at + range.length));
      return {
        rule,
        severity: 'info',
        ...range,
        message: message(column),
        table,
        fix: instead && isPlain && isWhole ? { title: `Write ${instead}`, edits: [{ ...range, text: instead }] } : null,
      };
    });
    const isShort = column.primaryKey && /^(integer|smallint|serial|smallserial)$/.test(column.type);
    return isShort ? [...own, shortKey(words.sql, table, column)] : own;
  });

function shortKey(sql: string, table: Name, column: ColumnWords): LintMark {
  const end = /small/.test(column.type) ? '32,767' : '2,147,483,647';
  const message = `The key ${quoteIdent(column.name)} ends at ${end}; making it bigint later rewrites the table and all that refers to it.`;
  return { rule: 'lint-short-key', severity: 'info', ...typeRange(sql, column), message, table, fix: null };
}

function typeRange(sql: string, { typeAt }: ColumnWords): Pick<LintMark, 'at' | 'length'> {
  return wordFrom(sql, typeAt);
}

function newColumns(actions: readonly SqlAction[]): readonly (readonly [Name, ColumnWords])[] {
  return actions.flatMap((action) => {
    if (action.does === 'create-table')
      return action.columns.map((column): readonly [Name, ColumnWords] => [action.table, column]);
    return action.does === 'add-column' ? [[action.table, action.column] as const] : [];
  });
}

/** Every row is written in the migration's one transaction. */
export const checkWholeTableWrites: Check = ({ words, then, rowsOf }: CheckContext) =>
  words.actions.flatMap((action): readonly LintMark[] => {
    if (action.does !== 'update' || action.restricted || action.within !== undefined) return [];
    const rows = rowsOf(action.table);
    const table = then.table(action.table);
    if (!table || table.isNew || rows === null || rows < FEW_ROWS) return [];
    return [
      {
        rule: 'lint-writes-every-row',
        severity: 'warning',
        ...wordFrom(words.sql, action.at),
        message: `It writes some ${rows.toLocaleString('en')} rows of ${sayTable(then, action.table)} in one transaction and keeps each locked until its end; write them in batches.`,
        table: [table.schema, table.name],
        fix: null,
      },
    ];
  });
