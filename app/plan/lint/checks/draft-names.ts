import { MAX_IDENTIFIER_BYTES, quoteIdent, truncateIdentifier } from '#app/catalog';
import type { Check, CheckContext } from '../check.ts';
import { type LintMark, rangeOf } from '../lint-mark.ts';
import { isAlike, sayTable } from '../names.ts';
import type { Name, SqlAction } from '../sql-action.ts';

/** Tables that a statement needs and that are not there at that point. */
export const checkUnknownTable: Check = (context) => {
  const { words, then } = context;
  if (words.block !== null) return [];
  const told = new Set<string>();
  return words.actions.flatMap((action): readonly LintMark[] => {
    const wanted = neededTable(action);
    if (wanted === null || told.has(wanted.join('.')) || !isMissing(context, wanted)) return [];
    told.add(wanted.join('.'));
    const alike = [...then.names()].find((name) => isAlike(name, wanted[1]));
    const range = rangeOf(words.sql, 0, wanted[1]);
    return [
      {
        rule: 'lint-unknown-table',
        severity: 'error',
        ...range,
        message: `There is no table ${sayTable(then, wanted)} at this point${alike === undefined ? '' : `; there is ${quoteIdent(alike)}`}.`,
        table: null,
        fix:
          alike === undefined
            ? null
            : { title: `Write ${quoteIdent(alike)}`, edits: [{ ...range, text: quoteIdent(alike) }] },
      },
    ];
  });
};

/** The table that has to be there for an action. */
function neededTable(action: SqlAction): Name | null {
  if (action.within !== undefined) return null;
  switch (action.does) {
    case 'add-column':
    case 'drop-column':
    case 'alter-column':
    case 'add-constraint':
    case 'drop-constraint':
    case 'create-index':
    case 'row-security':
    case 'insert':
    case 'update':
    case 'delete':
      return action.table;
    case 'create':
      return action.on;
    case 'drop':
      return action.what === 'table' && !action.guarded ? action.name : action.guarded ? null : action.on;
    case 'rename':
      return action.what === 'table' || action.what === 'column' ? action.of : null;
    default:
      return null;
  }
}

/** Only of schemas that the catalog knows: what a platform keeps may not be in it. */
function isMissing({ then }: CheckContext, [schema, name]: Name): boolean {
  if (schema !== '' && !then.knowsSchema(schema)) return false;
  if (schema === 'pg_temp' || name === '') return false;
  return then.table([schema, name]) === null && !then.isView([schema, name]);
}

/** Names that PostgreSQL cuts, with a notice that nobody reads. The grammar hands them over cut, so they are looked for as written. */
export const checkLongNames: Check = ({ words }) =>
  words.actions.flatMap((action): readonly LintMark[] =>
    namesGiven(action).flatMap((name) => {
      const written = name.length < LONG ? null : writtenAs(words.sql, name);
      if (written === null || truncateIdentifier(written.text) === written.text) return [];
      return [
        {
          rule: 'lint-name-too-long',
          severity: 'warning' as const,
          at: written.at,
          length: written.length,
          message: `PostgreSQL keeps ${MAX_IDENTIFIER_BYTES} bytes of a name: this one becomes ${truncateIdentifier(written.text)}.`,
          table: null,
          fix: null,
        },
      ];
    }),
  );

/** Characters below which no name has too many bytes. */
const LONG = Math.floor(MAX_IDENTIFIER_BYTES / 4);

/** The word in the statement that begins with a name. */
function writtenAs(
  sql: string,
  name: string,
): { readonly text: string; readonly at: number; readonly length: number } | null {
  for (const match of sql.matchAll(/"((?:[^"]|"")+)"|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/g)) {
    const text = match[1]?.replaceAll('""', '"') ?? (match[2] ?? '').toLowerCase();
    if (text.startsWith(name)) return { text, at: match.index, length: match[0].length };
  }
  return null;
}

function namesGiven(action: SqlAction): readonly string[] {
  switch (action.does) {
    case 'create-table':
      return [action.table[1], ...action.columns.map(({ name }) => name)];
    case 'add-column':
      return [action.column.name];
    case 'add-constraint':
    case 'create-index':
      return action.name === null ? [] : [action.name];
    case 'rename':
      return [action.to];
    case 'create':
      return [action.name[1]];
    default:
      return [];
  }
}
