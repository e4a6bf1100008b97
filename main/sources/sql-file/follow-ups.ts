import { parseObjectId, type StatementObject } from '#app/catalog';
import type { StatementFailure } from '#main/shadow/protocol.ts';

/** in_failed_sql_transaction: all that comes in a script's own transaction after a failure. */
const ABORTED = '25P02';
const UNDEFINED_COLUMN = '42703';

/** undefined_table, _object, _function, invalid_schema_name. Source: postgresql.org/docs/18/errcodes-appendix.html */
export const UNDEFINED: ReadonlySet<string> = new Set(['42P01', '42704', '42883', '3F000']);

/** What PostgreSQL names first where something is not there: `relation "a.b"`, `column t.c`, `function f(integer)`. */
const MISSING = /^\w+(?: \w+)*? (?:"(?<quoted>.+?)"|(?<plain>[^\s"(]+))(?:\(.*\))? (?:of|for|does)\b/;

/**
 * For each statement that failed for want of what an earlier one failed to make, the index of the first of them.
 * @param meant what each that failed was to make, as far as its text tells.
 */
export function causesOf(
  failures: readonly StatementFailure[],
  meant: ReadonlyMap<number, readonly StatementObject[]>,
): ReadonlyMap<number, number> {
  const causes = new Map<number, number>();
  const lacking = new Map<string, number>();
  let last: number | null = null;
  for (const failure of [...failures].sort((a, b) => a.index - b.index)) {
    const { index, code } = failure;
    const before: number | null = code === ABORTED ? last : (lacking.get(missingName(failure)) ?? null);
    const cause: number = before ?? index;
    if (before !== null) causes.set(index, before);
    last = cause;
    for (const name of namesOf(meant.get(index) ?? [])) if (!lacking.has(name)) lacking.set(name, cause);
  }
  return causes;
}

function missingName({ code, message }: StatementFailure): string {
  if (code !== UNDEFINED_COLUMN && !UNDEFINED.has(code ?? '')) return '';
  const { quoted, plain = '' } = MISSING.exec(message)?.groups ?? {};
  const name = quoted ?? plain;
  return code === UNDEFINED_COLUMN ? `column ${name.split('.').at(-1)}` : name;
}

/** As messages may name them: with their schema and without. Columns of a table that was not made are named by the table. */
function namesOf(objects: readonly StatementObject[]): readonly string[] {
  const made = objects.filter(({ did }) => did === 'made').map(({ object }) => parseObjectId(object));
  const tables = new Set(made.filter(({ kind }) => kind === 'table').map(({ parts }) => parts.join('.')));
  return made.flatMap(({ kind, parts }) => {
    const name = parts.at(-1)?.replace(/\(.*$/, '') ?? '';
    if (kind === 'column') return tables.has(parts.slice(0, -1).join('.')) ? [] : [`column ${name}`];
    return [name, [...parts.slice(0, -1), name].join('.')];
  });
}
