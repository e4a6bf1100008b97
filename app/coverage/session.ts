import type { Catalog } from '#app/catalog';
import { callsIn, namesIn, type Token, tokenize } from './expression.ts';

/** Functions that tell who is asking: PostgreSQL's own, Supabase's (`auth.uid`, `auth.jwt`) and Neon's (`auth.user_id`). */
const SESSION_CALLS = new Set([
  'current_setting',
  'pg_catalog.current_setting',
  'auth.uid',
  'auth.jwt',
  'auth.role',
  'auth.email',
  'auth.user_id',
  'auth.session',
  'pg_has_role',
]);
const SESSION_WORDS = ['current_user', 'session_user', 'current_role', 'system_user'];

/** Functions without arguments that are about time or chance, not about who is asking. */
const IMPERSONAL = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp random gen_random_uuid uuid_generate_v4 uuidv7 version'.split(
    ' ',
  ),
);

/** Answers what an expression takes from the session. */
export interface SessionReader {
  /** Whether the expression asks the session who is there. */
  reads(tokens: readonly Token[]): boolean;
  /** Names of the custom settings it reads: `app.current_company_id`. */
  settings(tokens: readonly Token[]): readonly string[];
}

/**
 * Functions of the catalog count where their bodies read the session. A function nobody can see into (code knows no
 * functions) counts where it is called without arguments, as `current_company_id()` is.
 */
export function sessionReader(catalog: Catalog): SessionReader {
  const bodies = new Map<string, readonly Token[]>();
  for (const routine of catalog.objects.function) {
    const tokens = tokenize(routine.body);
    bodies.set(routine.name, tokens);
    bodies.set(`${routine.schema}.${routine.name}`, tokens);
  }
  const known = new Map<string, boolean>();
  const callReads = (name: string, empty: boolean): boolean => {
    if (SESSION_CALLS.has(name)) return true;
    const answer = known.get(name);
    if (answer !== undefined) return answer;
    known.set(name, false);
    const body = bodies.get(name);
    const reads = body ? readsIn(body) : empty && !IMPERSONAL.has(name.replace(/^pg_catalog\./, ''));
    known.set(name, reads);
    return reads;
  };
  const readsIn = (tokens: readonly Token[]): boolean => {
    const names = namesIn(tokens);
    return (
      SESSION_WORDS.some((word) => names.has(word)) || callsIn(tokens).some((call) => callReads(call.name, call.empty))
    );
  };
  const settingsIn = (tokens: readonly Token[], seen: Set<string>): readonly string[] => {
    const found: string[] = [];
    tokens.forEach((token, at) => {
      const value = tokens[at + 2];
      if (token.text === 'current_setting' && tokens[at + 1]?.type === 'open' && value?.type === 'string')
        found.push(value.text);
    });
    for (const { name } of callsIn(tokens)) {
      const body = bodies.get(name);
      if (!body || seen.has(name)) continue;
      seen.add(name);
      found.push(...settingsIn(body, seen));
    }
    return found;
  };
  return { reads: readsIn, settings: (tokens) => [...new Set(settingsIn(tokens, new Set()))].sort() };
}
