import { parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { BlockWords, NamedColumn, SqlAction, Within } from '#app/plan';
import { child, list, text } from '../parse-node.ts';
import { actionsOf } from './actions-of.ts';
import { namedColumns } from './named-columns.ts';

interface Inner {
  readonly sql: string;
  readonly line: number;
  readonly dynamic: boolean;
  readonly within: Within;
  readonly condition: string | null;
}

export interface BlockContent {
  readonly actions: readonly SqlAction[];
  readonly columns: readonly NamedColumn[];
  readonly words: BlockWords;
}

/**
 * What a `DO` block would do, condition by condition, as far as its text tells: statements that are written out, and those
 * that EXECUTE is given as plain strings. Places are characters from the start of the statement.
 */
export function blockContent(statement: string, body: string): BlockContent {
  const found: Inner[] = [];
  const conditions: { text: string; line: number }[] = [];
  try {
    collect(parsePlPgSQLSync(statement), { within: 'block', condition: null }, found, conditions);
  } catch {
    // Another language, or something the server will refuse.
  }
  const start = Math.max(statement.indexOf(body), 0);
  const actions: SqlAction[] = [];
  const columns: NamedColumn[] = [];
  for (const inner of found) {
    const at = placeOf(statement, start, inner.line, inner.sql);
    const sql = inner.dynamic ? plainString(inner.sql) : inner.sql;
    for (const tree of sql === null ? [] : treesOf(sql)) {
      const { within, condition } = inner;
      const more = { at, within, sql: sql ?? '', ...(condition === null ? {} : { condition }) };
      actions.push(...actionsOf(tree).map((action): SqlAction => ({ ...action, ...more })));
      columns.push(...namedColumns(tree).map((column) => ({ ...column, at })));
    }
  }
  for (const { text: condition, line } of conditions) {
    const at = placeOf(statement, start, line, condition);
    columns.push(...askedColumns(condition).map((column) => ({ ...column, at })));
  }
  return {
    actions,
    columns,
    words: {
      conditions: conditions.map(({ text: words, line }) => ({
        text: words,
        at: placeOf(statement, start, line, words),
      })),
      literals: [...new Set([...body.matchAll(/'((?:[^']|'')*)'/g)].map(([, literal = '']) => literal))],
      rowSecurity: /\brow\s+level\s+security\b|\bcreate\s+policy\b/i.test(body),
    },
  };
}

interface Around {
  readonly within: Within;
  readonly condition: string | null;
}

function collect(node: unknown, around: Around, found: Inner[], conditions: { text: string; line: number }[]): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, around, found, conditions);
    return;
  }
  for (const [type, value] of Object.entries(child(node))) {
    const part = child(value);
    const line = typeof part.lineno === 'number' ? part.lineno : 1;
    if (type === 'PLpgSQL_stmt_execsql' || type === 'PLpgSQL_stmt_dynexecute') {
      const dynamic = type === 'PLpgSQL_stmt_dynexecute';
      const sql = text(child(child(dynamic ? part.query : part.sqlstmt).PLpgSQL_expr).query);
      if (sql !== '') found.push({ sql, line, dynamic, ...around });
    } else if (type === 'PLpgSQL_stmt_if' || type === 'PLpgSQL_if_elsif') {
      const condition = text(child(child(part.cond).PLpgSQL_expr).query);
      if (condition !== '') conditions.push({ text: condition, line });
      collect(
        Object.values(part),
        { within: 'condition', condition: condition || around.condition },
        found,
        conditions,
      );
    } else if (/^PLpgSQL_stmt_(case|fors|foreach_a|fori|while|loop|dynfors)$/.test(type)) {
      const within = around.within === 'block' ? 'condition' : around.within;
      collect(Object.values(part), { ...around, within }, found, conditions);
    } else if (type === 'PLpgSQL_stmt_block' && part.exceptions !== undefined) {
      collect(Object.values(part), { ...around, within: 'handler' }, found, conditions);
    } else if (typeof value === 'object') collect(value, around, found, conditions);
  }
}

function treesOf(sql: string): readonly unknown[] {
  try {
    return list(parseSync(sql).stmts).map((each) => child(each).stmt);
  } catch {
    return [];
  }
}

/** The text of `'CREATE …'` or `$q$CREATE …$q$`; `null` for any other expression. */
export function plainString(expression: string): string | null {
  const [tree] = treesOf(`SELECT ${expression}`);
  const [target] = list(child(child(tree).SelectStmt).targetList);
  const constant = child(child(child(child(target).ResTarget).val).A_Const);
  return 'sval' in constant ? text(child(constant.sval).sval) : null;
}

/** A column that a condition looks for by `information_schema.columns` or `pg_attribute`, of the table it names beside it. */
function askedColumns(condition: string): readonly Omit<NamedColumn, 'at'>[] {
  const literal = (names: string) => new RegExp(`\\b(?:${names})\\s*=\\s*'([^']+)'`, 'i').exec(condition)?.[1];
  const column = literal('column_name|attname');
  const table = literal('table_name|relname') ?? /'([^']+)'::regclass/i.exec(condition)?.[1];
  if (column === undefined || table === undefined || /\bnot\s+exists\b/i.test(condition)) return [];
  const [schema = '', name = ''] = table.includes('.') ? table.split('.') : ['', table];
  return [{ table: [literal('table_schema|nspname') ?? schema, name.replaceAll('"', '')], column }];
}

/** Where a text stands, from a line of the body on; the line's start where the text is not found as it is. */
function placeOf(statement: string, bodyAt: number, line: number, sql: string): number {
  let at = bodyAt;
  for (let current = 1; current < line; current += 1) {
    const newline = statement.indexOf('\n', at);
    if (newline < 0) break;
    at = newline + 1;
  }
  const found = statement.indexOf(sql.trim(), at);
  return found < 0 ? at : found;
}
