import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { messageOf } from '#main/platform/failure.ts';
import { effectsOfBlock } from './block-effects.ts';
import { commandTag } from './command-tag.ts';
import type { Effect } from './effect.ts';
import { effectsOf } from './effects.ts';
import { child, list, only, text } from './parse-node.ts';
import { PLAIN, type StatementTraits, traitsOf } from './statement-traits.ts';

/** PostgreSQL's own grammar, compiled to WASM: loaded once per process. */
export const loadParser: () => Promise<void> = loadModule;

export interface ParsedStatement extends StatementTraits {
  /** `CREATE TABLE`; `unknown` where the text does not parse. */
  readonly command: string;
  readonly effects: readonly Effect[];
  /** The grammar's words where the text does not parse, with the 0-based character they are about. */
  readonly error: { readonly message: string; readonly position: number } | null;
}

type ParseResult = ReturnType<typeof parseSync>;

let last: { readonly sql: string; readonly tree: ParseResult } | null = null;

/** The parse tree; that of the last text is kept, since several look at each statement in turn. */
export function parseTree(sql: string): ParseResult {
  if (last?.sql !== sql) last = { sql, tree: parseSync(sql) };
  return last.tree;
}

/** Parses one statement. What PL/pgSQL blocks run is looked for in their text. */
export function parseStatement(sql: string): ParsedStatement {
  try {
    const [first] = parseTree(sql).stmts ?? [];
    const [type, node] = only(first?.stmt);
    const command = commandTag(type, node);
    const effects = type === 'DoStmt' ? effectsOfBlock(sql, blockOf(node)) : effectsOf(first?.stmt);
    return { command, effects, error: null, ...traitsOf(type, node) };
  } catch (error) {
    const position = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    return { ...PLAIN, command: 'unknown', effects: meantBy(sql), error: { message: messageOf(error), position } };
  }
}

const RELATION = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(TABLE|VIEW|MATERIALIZED\s+VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?/i;
const NAME = /^(?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?/;

/** What a text that does not parse was to make: the relation that its first words name, if they do. */
function meantBy(sql: string): readonly Effect[] {
  const [head, what = ''] = RELATION.exec(sql) ?? [];
  const [name] = (head === undefined ? null : NAME.exec(sql.slice(head.length))) ?? [];
  if (name === undefined) return [];
  try {
    const tree = parseSync(`CREATE ${what} ${name} ${/table/i.test(what) ? '()' : 'AS SELECT 1'}`);
    return effectsOf(tree.stmts?.[0]?.stmt);
  } catch {
    return [];
  }
}

function blockOf(node: Readonly<Record<string, unknown>>): string {
  for (const arg of list(node.args)) {
    const element = child(child(arg).DefElem);
    if (element.defname === 'as') return text(child(child(element.arg).String).sval);
  }
  return '';
}
