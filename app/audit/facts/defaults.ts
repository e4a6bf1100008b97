import { tokenize } from '#app/coverage';

/** What a column's default is, as far as its text tells. */
export type DefaultValue =
  | { readonly is: 'string' | 'number' | 'boolean'; readonly text: string; readonly cast: string | null }
  | { readonly is: 'null' }
  /** `now()`, CURRENT_TIMESTAMP and the like, with nothing added to it. */
  | { readonly is: 'now' }
  /** One call, without operators around it. */
  | { readonly is: 'call'; readonly name: string }
  | { readonly is: 'expression' };

const NOW = new Set([
  'now',
  'current_timestamp',
  'localtimestamp',
  'transaction_timestamp',
  'statement_timestamp',
  'clock_timestamp',
  'current_date',
]);

/** Reads the text of a DEFAULT; brackets around the whole of it and casts at its end are looked through. */
export function readDefault(text: string): DefaultValue {
  const bare = text.trim().replace(/^\((.*)\)$/s, (whole, inner: string) => (isBalanced(inner) ? inner.trim() : whole));
  const { value, cast } = splitCast(bare);
  if (/^null$/i.test(value)) return { is: 'null' };
  if (/^(true|false)$/i.test(value)) return { is: 'boolean', text: value.toLowerCase(), cast };
  if (/^[-+]?\s*(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(value))
    return { is: 'number', text: value.replace(/\s/g, ''), cast };
  const string = /^e?'((?:[^']|'')*)'$/i.exec(value);
  if (string) {
    const content = (string[1] ?? '').replaceAll("''", "'");
    return content.toLowerCase() === 'now' && cast !== null ? { is: 'now' } : { is: 'string', text: content, cast };
  }
  const word = value
    .toLowerCase()
    .replace(/^pg_catalog\./, '')
    .replace(/\(\s*\d*\s*\)$/, '');
  if (NOW.has(word)) return { is: 'now' };
  const tokens = tokenize(value);
  const open = tokens.findIndex(({ type }) => type === 'open');
  const isCall =
    open > 0 &&
    tokens.at(-1)?.type === 'close' &&
    tokens.slice(0, open).every(({ type, text: part }) => type === 'name' || part === '.');
  if (isCall && isOneCall(tokens.slice(open).map(({ type }) => type)))
    return { is: 'call', name: tokens[open - 1]?.text ?? '' };
  return { is: 'expression' };
}

/** `'0'::text` is `'0'` and its cast; several casts are one after the other, the last one counts. */
function splitCast(text: string): { readonly value: string; readonly cast: string | null } {
  let [value, cast]: [string, string | null] = [text, null];
  for (;;) {
    const match =
      /^(.*)::\s*([\w".]+(?:\s+(?:varying|precision|with(?:out)? time zone))?(?:\s*\([\d,\s]*\))?(?:\s+with(?:out)? time zone)?(?:\[\])*)$/s.exec(
        value,
      );
    if (!match) return { value, cast };
    value = (match[1] ?? '')
      .trim()
      .replace(/^\((.*)\)$/s, (whole, inner: string) => (isBalanced(inner) ? inner : whole));
    cast ??= match[2] ?? null;
  }
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text.replace(/'(?:[^']|'')*'/g, '')) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function isOneCall(types: readonly string[]): boolean {
  let depth = 0;
  for (const [at, type] of types.entries()) {
    if (type === 'open') depth += 1;
    if (type === 'close') depth -= 1;
    if (depth === 0 && at < types.length - 1) return false;
  }
  return true;
}
