import { parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Effect } from './effect.ts';
import { effectsOf } from './effects.ts';
import { child, list, text } from './parse-node.ts';

interface Inner {
  readonly sql: string;
  /** 1-based line in the body. */
  readonly line: number;
  /** Run by EXECUTE: `sql` is an expression. */
  readonly dynamic: boolean;
}

/**
 * What a `DO` block does, as far as its text tells: the statements in it that are written out, and those that EXECUTE is
 * given as a plain string. Whether a condition was true the text does not tell: what is there already is not made again.
 */
export function effectsOfBlock(statement: string, body: string): readonly Effect[] {
  const bodyAt = statement.indexOf(body);
  const effects: Effect[] = [];
  for (const { sql, line, dynamic } of innerStatements(statement)) {
    const lineAt = bodyAt < 0 ? 0 : startOfLine(statement, bodyAt, line);
    const written = dynamic ? plainString(sql) : sql;
    const at = Math.max(statement.indexOf(dynamic ? sql : written?.trim() || sql, lineAt), lineAt);
    const location = Buffer.byteLength(statement.slice(0, at));
    const own = written === null ? [] : effectsOfText(written, dynamic ? null : location);
    // A text that is put together may do anything.
    effects.push(
      ...(own.length > 0
        ? own.map((effect) => placed(effect, location))
        : dynamic
          ? [{ does: 'unknown' as const, location }]
          : []),
    );
  }
  return effects;
}

function innerStatements(statement: string): readonly Inner[] {
  const found: Inner[] = [];
  try {
    collect(parsePlPgSQLSync(statement), found);
  } catch {
    // Another language, or something the server will refuse.
  }
  return found;
}

function collect(node: unknown, found: Inner[]): void {
  if (Array.isArray(node)) for (const each of node) collect(each, found);
  else
    for (const [type, value] of Object.entries(child(node))) {
      const { sqlstmt, query, lineno } = child(value);
      const expression = child(child(type === 'PLpgSQL_stmt_dynexecute' ? query : sqlstmt).PLpgSQL_expr);
      const isStatement = type === 'PLpgSQL_stmt_execsql' || type === 'PLpgSQL_stmt_dynexecute';
      if (isStatement && expression.query !== undefined) {
        const dynamic = type === 'PLpgSQL_stmt_dynexecute';
        found.push({ sql: text(expression.query), line: typeof lineno === 'number' ? lineno : 1, dynamic });
      } else collect(value, found);
    }
}

function startOfLine(statement: string, from: number, line: number): number {
  let at = from;
  for (let current = 1; current < line; current += 1) {
    const newline = statement.indexOf('\n', at);
    if (newline < 0) return at;
    at = newline + 1;
  }
  return at;
}

/** The text of `'CREATE …'` or `$q$CREATE …$q$`; `null` for any other expression. */
function plainString(expression: string): string | null {
  try {
    const [parsed] = parseSync(`SELECT ${expression}`).stmts ?? [];
    const target = child(child(child(child(parsed?.stmt).SelectStmt).targetList as unknown)[0 as never]);
    const constant = child(child(child(target.ResTarget).val).A_Const);
    return 'sval' in constant ? text(child(constant.sval).sval) : null;
  } catch {
    return null;
  }
}

/** `location` is where the text begins, or `null` where its places are no places in the file. */
function effectsOfText(sql: string, location: number | null): readonly Effect[] {
  try {
    return list(parseSync(sql).stmts)
      .flatMap((each) => effectsOf(child(each).stmt))
      .filter(({ does }) => does !== 'search')
      .map((effect) =>
        'location' in effect && effect.location !== undefined && location !== null
          ? { ...effect, location: location + effect.location }
          : { ...effect, location: undefined },
      ) as readonly Effect[];
  } catch {
    return [];
  }
}

/** What is there already was guarded against, or the block would have failed. */
function placed(effect: Effect, location: number): Effect {
  const at = 'location' in effect && effect.location !== undefined ? effect.location : location;
  if (effect.does === 'search') return effect;
  if (effect.does === 'make') return { unless: effect.key, ...effect, location: at };
  if (effect.does === 'remove') return { ...effect, ifThere: true, location: at };
  return { ...effect, location: at };
}
