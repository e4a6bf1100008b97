import { parsePlPgSQLSync, parseSync } from 'libpg-query';
import { quoteQualified, type Routine } from '#app/catalog';
import { quoteDollar } from '#app/sql';
import { child, list, type Node, text } from './node.ts';

/** What a routine's body does, as far as values are followed: statements in order, and what is given back. */
export interface RoutineBody {
  readonly steps: readonly RoutineStep[];
}

export type RoutineStep =
  /** A statement; its result goes into the variables, or is the routine's own where `returns`. */
  | { readonly does: 'statement'; readonly node: Node; readonly into: readonly string[]; readonly returns: boolean }
  /** An expression, as of IF, RETURN or an assignment. */
  | { readonly does: 'expression'; readonly node: Node; readonly into: readonly string[]; readonly returns: boolean }
  | { readonly does: 'return-variable'; readonly name: string };

/** `null` where it cannot be read: another language, or a text that does not parse. */
export function readBody(routine: Routine): RoutineBody | null {
  try {
    if (routine.language === 'sql')
      return { steps: routine.sqlBody ? sqlBody(routine.body) : sqlStrings(routine.body) };
    return routine.language === 'plpgsql' ? { steps: plpgsql(routine) } : null;
  } catch {
    // The server took it, and what it does will be seen when it runs.
    return null;
  }
}

function statements(sql: string): readonly Node[] {
  return (parseSync(sql).stmts ?? []).map(({ stmt }) => child(stmt));
}

/** The expression of a parsed `SELECT …`. */
export function parseExpression(sql: string): Node | null {
  const [select] = statements(`SELECT ${sql}`);
  const [target] = list(child(select?.SelectStmt).targetList);
  return target ? child(child(child(target).ResTarget).val) : null;
}

/** Of several statements the last one gives the result. */
function sqlStrings(body: string): readonly RoutineStep[] {
  const all = statements(body);
  return all.map((node, at) => ({ does: 'statement', node, into: [], returns: at === all.length - 1 }));
}

function sqlBody(body: string): readonly RoutineStep[] {
  const atomic = /^\s*BEGIN\s+ATOMIC\s+([\s\S]*?)\s*END\s*$/i.exec(body)?.[1];
  if (atomic !== undefined) return sqlStrings(atomic);
  const node = parseExpression(body.replace(/^\s*RETURN\s+/i, ''));
  return node ? [{ does: 'expression', node, into: [], returns: true }] : [];
}

function plpgsql(routine: Routine): readonly RoutineStep[] {
  const { schema, name, arguments: args, returns, body } = routine;
  const result = returns === null ? 'PROCEDURE' : 'FUNCTION';
  const returning = returns === null ? '' : ` RETURNS ${returns}`;
  const parsed = child(
    parsePlPgSQLSync(
      `CREATE ${result} ${quoteQualified(schema, name)}(${args})${returning} LANGUAGE plpgsql AS ${quoteDollar(body, 'body')}`,
    ),
  );
  return list(parsed.plpgsql_funcs).flatMap((each) => {
    const routineNode = child(child(each).PLpgSQL_function);
    const variables = list(routineNode.datums).map((datum) => text(child(Object.values(child(datum))[0]).refname));
    const reader = new PlpgsqlReader(variables);
    reader.visit(routineNode.action);
    return reader.steps;
  });
}

class PlpgsqlReader {
  readonly steps: RoutineStep[] = [];
  readonly #variables: readonly string[];

  constructor(variables: readonly string[]) {
    this.#variables = variables;
  }

  visit(node: unknown): void {
    if (Array.isArray(node)) {
      for (const each of node) this.visit(each);
      return;
    }
    for (const [type, value] of Object.entries(child(node))) {
      const inner = child(value);
      if (type === 'PLpgSQL_stmt_assign') this.#assign(inner);
      else if (type === 'PLpgSQL_stmt_execsql') this.#execute(inner);
      else if (type === 'PLpgSQL_stmt_return') this.#return(inner);
      else if (type === 'PLpgSQL_stmt_return_query') this.#expression(inner.query, [], true);
      else if (type === 'PLpgSQL_expr') this.#expression({ PLpgSQL_expr: inner }, [], false);
      else if (typeof value === 'object' && value !== null) this.visit(value);
    }
  }

  #assign({ varno, expr }: Node): void {
    this.#expression(expr, [this.#variable(varno)], false);
  }

  #execute({ sqlstmt, target }: Node): void {
    const { fields, refname } = child(Object.values(child(target))[0]);
    const into = list(fields).length > 0 ? list(fields).map((field) => text(child(field).name)) : [text(refname)];
    this.#expression(sqlstmt, into, false);
  }

  #return({ expr, retvarno }: Node): void {
    if (expr !== undefined) this.#expression(expr, [], true);
    else if (typeof retvarno === 'number') this.steps.push({ does: 'return-variable', name: this.#variable(retvarno) });
  }

  #expression(expr: unknown, into: readonly string[], returns: boolean): void {
    const { query, parseMode } = child(child(expr).PLpgSQL_expr);
    const sql = text(query);
    if (sql === '') return;
    try {
      // 0 is a statement, 3 and above an assignment, anything else an expression (RawParseMode).
      if ((parseMode ?? 0) === 0) {
        for (const node of statements(sql)) this.steps.push({ does: 'statement', node, into, returns });
        return;
      }
      const node = parseExpression(sql.replace(/^[^'"]*?:?=(?!=)/, (start) => (Number(parseMode) >= 3 ? '' : start)));
      if (node) this.steps.push({ does: 'expression', node, into, returns });
    } catch {
      // Text that is put together at run time.
    }
  }

  #variable(number: unknown): string {
    return this.#variables[typeof number === 'number' ? number : 0] ?? '';
  }
}
