import { loadModule, parseSync } from 'libpg-query';
import { scanSql } from '#app/sql';
import { messageOf } from '#main/platform/failure.ts';
import { type Effect, effectsOf, statementType } from './effects.ts';

/** PostgreSQL's own grammar, compiled to WASM: loaded once per process. */
export const loadParser: () => Promise<void> = loadModule;

export interface ParsedStatement {
  /** `CreateStmt`; empty where the text does not parse. */
  readonly type: string;
  readonly effects: readonly Effect[];
  /** The grammar's words where the text does not parse. */
  readonly error: string | null;
}

/** Parses one statement. What PL/pgSQL blocks run is looked for in their text. */
export function parseStatement(sql: string): ParsedStatement {
  try {
    const [first] = parseSync(sql).stmts ?? [];
    if (!first?.stmt) return { type: '', effects: [], error: null };
    const type = statementType(first.stmt);
    const effects = type === 'DoStmt' ? effectsOfBlock(blockOf(first.stmt)) : effectsOf(first.stmt);
    return { type, effects, error: null };
  } catch (error) {
    return { type: '', effects: [], error: messageOf(error) };
  }
}

/** Where the statements of `DO $$ BEGIN … EXCEPTION … END $$` begin: drizzle-kit guards types and keys that way. */
const INNER = /(?:^|;|\bbegin|\bthen|\belse|\bloop)\s*((?:create|alter|drop|comment|grant|revoke)\b)/gi;

function effectsOfBlock(body: string): readonly Effect[] {
  const effects: Effect[] = [];
  for (const match of body.matchAll(INNER)) {
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    const text = body.slice(start);
    const end = scanSql(text).find((token) => token.type === 'symbol' && token.text === ';')?.start;
    try {
      const [parsed] = parseSync(text.slice(0, end)).stmts ?? [];
      // Places inside the block are not places in the file.
      for (const effect of effectsOf(parsed?.stmt)) effects.push(withoutLocation(effect));
    } catch {
      // Text that only looks like a statement.
    }
  }
  return effects;
}

function withoutLocation(effect: Effect): Effect {
  if (!('location' in effect)) return effect;
  const { location: _, ...rest } = effect;
  return rest;
}

function blockOf(statement: unknown): string {
  const args = (statement as { DoStmt?: { args?: readonly unknown[] } }).DoStmt?.args ?? [];
  for (const arg of args) {
    const element = (arg as { DefElem?: { defname?: string; arg?: { String?: { sval?: string } } } }).DefElem;
    if (element?.defname === 'as') return element.arg?.String?.sval ?? '';
  }
  return '';
}
