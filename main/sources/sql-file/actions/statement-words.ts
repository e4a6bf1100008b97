import { hasSqlDetails } from 'libpg-query';
import type { StatementWords } from '#app/plan';
import { messageOf } from '#main/platform/failure.ts';
import { commandTag } from '../command-tag.ts';
import { child, list, type Node, only, text } from '../parse-node.ts';
import { parseTree } from '../parse-statement.ts';
import { traitsOf } from '../statement-traits.ts';
import { actionsOf } from './actions-of.ts';
import { blockContent } from './block-actions.ts';
import { namedColumns } from './named-columns.ts';

/** Parses one statement by PostgreSQL's grammar into what it does, with places in characters. The parser must be loaded. */
export function statementWords(sql: string): StatementWords {
  try {
    const [first] = parseTree(sql).stmts ?? [];
    const [type, node] = only(first?.stmt);
    const { outsideTransaction } = traitsOf(type, node);
    const command = commandTag(type, node);
    if (type === 'DoStmt') {
      const { actions, columns, words } = blockContent(sql, bodyOf(node));
      return { sql, command, outsideTransaction, actions, columns, block: words, error: null };
    }
    const place = characters(sql);
    return {
      sql,
      command,
      outsideTransaction,
      actions: actionsOf(first?.stmt).map((action) => placed(action, place)),
      columns: namedColumns(first?.stmt).map((column) => ({ ...column, at: place(column.at) })),
      block: null,
      error: null,
    };
  } catch (error) {
    const position = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    const at = [...sql].slice(0, position).join('').length;
    return {
      sql,
      command: 'unknown',
      outsideTransaction: false,
      actions: [],
      columns: [],
      block: null,
      error: { message: messageOf(error), at },
    };
  }
}

function bodyOf(node: Node): string {
  for (const arg of list(node.args)) {
    const element = child(child(arg).DefElem);
    if (element.defname === 'as') return text(child(child(element.arg).String).sval);
  }
  return '';
}

/** The grammar counts bytes. */
function characters(sql: string): (bytes: number) => number {
  const bytes = Buffer.from(sql);
  if (bytes.length === sql.length) return (at) => at;
  return (at) => bytes.subarray(0, at).toString().length;
}

function placed(action: StatementWords['actions'][number], place: (bytes: number) => number): typeof action {
  if (action.does === 'create-table')
    return {
      ...action,
      at: place(action.at),
      columns: action.columns.map((column) => ({ ...column, at: place(column.at), typeAt: place(column.typeAt) })),
    };
  if (action.does === 'add-column') {
    const { column } = action;
    return {
      ...action,
      at: place(action.at),
      column: { ...column, at: place(column.at), typeAt: place(column.typeAt) },
    };
  }
  return { ...action, at: place(action.at) };
}
