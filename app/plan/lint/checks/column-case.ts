import { quoteIdent } from '#app/catalog';
import type { Check, CheckContext } from '../check.ts';
import { type LintMark, rangeOf } from '../lint-mark.ts';
import { isAlike, sayTable } from '../names.ts';
import type { TableThen } from '../schema-then.ts';
import type { NamedColumn } from '../sql-action.ts';

/** A column that the table has in another case or spelling at that point. */
export const checkColumnCase: Check = (context) =>
  unknownColumns(context).flatMap(({ named, table }): readonly LintMark[] => {
    const meant = [...table.columns.keys()].find((one) => isAlike(one, named.column));
    if (meant === undefined) return [];
    const { sql } = context.words;
    const range = rangeOf(sql, named.at, named.column);
    const isName =
      sql
        .slice(range.at, range.at + range.length)
        .replaceAll('"', '')
        .toLowerCase() === named.column.toLowerCase();
    const where = sayTable(context.then, named.table);
    return [
      {
        rule: 'migration-column-case',
        severity: 'error',
        ...range,
        message: `${where} has no column ${quoteIdent(named.column)} at this point: it is called ${quoteIdent(meant)}.`,
        table: [table.schema, table.name],
        fix: isName ? { title: `Write ${quoteIdent(meant)}`, edits: [{ ...range, text: quoteIdent(meant) }] } : null,
      },
    ];
  });

/** A column that the table has not, under no spelling: for drafts, where the catalog knows them all. */
export const checkUnknownColumn: Check = (context) =>
  unknownColumns(context).flatMap(({ named, table }): readonly LintMark[] => {
    if ([...table.columns.keys()].some((one) => isAlike(one, named.column))) return [];
    // A block asks before it acts.
    if (context.words.block !== null) return [];
    return [
      {
        rule: 'lint-unknown-column',
        severity: 'error',
        ...rangeOf(context.words.sql, named.at, named.column),
        message: `${sayTable(context.then, named.table)} has no column ${quoteIdent(named.column)}.`,
        table: [table.schema, table.name],
        fix: null,
      },
    ];
  });

interface Unknown {
  readonly named: NamedColumn;
  readonly table: TableThen;
}

/** Columns named of tables whose columns are all known; what the statement adds itself is there. */
function unknownColumns({ words, then }: CheckContext): readonly Unknown[] {
  const added = new Set(
    words.actions.flatMap((action) =>
      action.does === 'add-column' ? [`${sayTable(then, action.table)}.${action.column.name}`] : [],
    ),
  );
  const told = new Set<string>();
  return words.columns.flatMap((named): readonly Unknown[] => {
    const table = then.table(named.table);
    if (!table?.isComplete || table.columns.has(named.column) || SYSTEM.has(named.column)) return [];
    const key = `${table.schema}.${table.name}.${named.column}`;
    if (added.has(`${sayTable(then, named.table)}.${named.column}`) || told.has(key)) return [];
    told.add(key);
    return [{ named, table }];
  });
}

/** Columns that every table has. */
const SYSTEM = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);
