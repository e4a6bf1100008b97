import { scanSql, type Token } from '#app/sql';

/** One reading of a session setting in an expression: `current_setting('app.tenant_id', true)`. */
export interface SettingRead {
  /** `null` where the name is no constant. */
  readonly setting: string | null;
  /** Whether a setting that was never made gives NULL, not an error. */
  readonly missingOk: boolean;
  /** The type that the value is cast to, where it is no text. */
  readonly cast: string | null;
  /** Whether the empty string is made NULL before it is cast, or a CASE asks first. */
  readonly nullsEmpty: boolean;
  /** Of the call, in the text. */
  readonly start: number;
  readonly end: number;
}

const TEXT_TYPES = new Set(['text', 'character', 'varchar', 'citext', 'name', 'json', 'jsonb']);

/** Every reading of a setting in SQL text, in order. */
export function settingReads(sql: string): readonly SettingRead[] {
  const tokens = scanSql(sql);
  return tokens.flatMap((token, at): readonly SettingRead[] => {
    if (token.type !== 'word' || token.text !== 'current_setting' || tokens[at + 1]?.text !== '(') return [];
    const close = closingOf(tokens, at + 1);
    if (close < 0) return [];
    const args = argumentsOf(tokens.slice(at + 2, close));
    const [name] = args[0] ?? [];
    const from = tokens[at - 1]?.text === '.' ? at - 2 : at;
    return [
      {
        setting: name?.type === 'string' ? name.text : null,
        missingOk: /^true$/.test(args[1]?.[0]?.text ?? '') || args[1]?.[0]?.text === 't',
        cast: castAfter(tokens, close),
        nullsEmpty: isInNullif(tokens, from) || isInBranch(tokens, from),
        start: tokens[from]?.start ?? token.start,
        end: tokens[close]?.end ?? token.end,
      },
    ];
  });
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(' && tokens[at]?.type === 'symbol') depth += 1;
    if (tokens[at]?.text === ')' && tokens[at]?.type === 'symbol') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function argumentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ',' && depth === 0 && token.type === 'symbol') found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

/** `(current_setting(…))::uuid`, `CAST(current_setting(…) AS uuid)`: closing brackets may stand between. */
function castAfter(tokens: readonly Token[], close: number): string | null {
  let at = close + 1;
  // The end of NULLIF, and the empty string in it.
  while (
    tokens[at]?.text === ',' ||
    tokens[at]?.type === 'string' ||
    tokens[at]?.text === ')' ||
    isTextCast(tokens, at)
  )
    at += isTextCast(tokens, at) ? 3 : 1;
  const isCast = tokens[at]?.text === ':' && tokens[at + 1]?.text === ':';
  const type = isCast ? tokens[at + 2] : tokens[at]?.text === 'as' ? tokens[at + 1] : undefined;
  if (!type || (type.type !== 'word' && type.type !== 'quoted')) return null;
  return TEXT_TYPES.has(type.text) ? null : type.text;
}

function isTextCast(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === ':' && tokens[at + 1]?.text === ':' && tokens[at + 2]?.text === 'text';
}

function isInNullif(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (tokens[before]?.text === '(') {
    if (tokens[before - 1]?.text === 'nullif') return true;
    before -= 1;
  }
  return false;
}

/** After THEN or ELSE of a CASE: PostgreSQL takes a branch only where its condition holds, which it promises of nothing else. */
function isInBranch(tokens: readonly Token[], at: number): boolean {
  let closed = 0;
  for (let before = at - 1; before >= 0; before -= 1) {
    const { text, type } = tokens[before] as Token;
    if (type !== 'word') continue;
    if (text === 'end') closed += 1;
    else if (text === 'case') closed -= 1;
    else if (closed === 0 && (text === 'then' || text === 'else')) return true;
    else if (closed === 0 && text === 'when') return false;
    if (closed < 0) return false;
  }
  return false;
}

/** The text with every unsafe reading made safe: NULL where the setting is missing or empty. */
export function withSafeReads(sql: string): string {
  let text = '';
  let at = 0;
  for (const { setting, missingOk, cast, nullsEmpty, start, end } of settingReads(sql)) {
    if (setting === null || (missingOk && (cast === null || nullsEmpty))) continue;
    const read = missingOk ? sql.slice(start, end) : `current_setting('${setting.replaceAll("'", "''")}'::text, true)`;
    text += sql.slice(at, start) + (cast === null || nullsEmpty ? read : `NULLIF(${read}, ''::text)`);
    at = end;
  }
  return text + sql.slice(at);
}
