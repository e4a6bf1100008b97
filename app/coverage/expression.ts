import { remember } from './remember.ts';

/**
 * A reading of policy expressions that is deliberately shallow: tokens, the AND/OR skeleton, and what each operand
 * mentions. It never decides whether two expressions are equal (PostgreSQL does that), only what a predicate is about.
 */

export interface Token {
  readonly type: 'name' | 'string' | 'number' | 'operator' | 'open' | 'close' | 'comma';
  /** Names: folded to lower case unless quoted. Strings: without quotes. */
  readonly text: string;
  readonly quoted: boolean;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"]|"")*)"|[eE]?'((?:[^']|'')*)'|\$(\w*)\$([\s\S]*?)\$\3\$|([\p{L}_][\p{L}\p{N}_$]*)|(\d+(?:\.\d+)?)|([()])|(,)|([^\s\p{L}\p{N}_"'(),]+?(?=[\s\p{L}\p{N}_"'(),]|$)|.)/guy;

/** Splits SQL text into tokens; white space and comments are dropped. */
export const tokenize = remember(readTokens);

function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [, quotedName, string, , dollarString, name, number, bracket, comma, operator] = match;
    if (quotedName !== undefined) tokens.push({ type: 'name', text: quotedName.replaceAll('""', '"'), quoted: true });
    else if (string !== undefined) tokens.push({ type: 'string', text: string.replaceAll("''", "'"), quoted: false });
    else if (dollarString !== undefined) tokens.push({ type: 'string', text: dollarString, quoted: false });
    else if (name !== undefined) tokens.push({ type: 'name', text: name.toLowerCase(), quoted: false });
    else if (number !== undefined) tokens.push({ type: 'number', text: number, quoted: false });
    else if (bracket !== undefined)
      tokens.push({ type: bracket === '(' ? 'open' : 'close', text: bracket, quoted: false });
    else if (comma !== undefined) tokens.push({ type: 'comma', text: ',', quoted: false });
    else if (operator !== undefined) tokens.push({ type: 'operator', text: operator, quoted: false });
  }
  return tokens;
}

/** An expression taken apart along AND and OR; everything else is a leaf. */
export type Skeleton =
  | { readonly kind: 'or' | 'and'; readonly operands: readonly Skeleton[] }
  | { readonly kind: 'leaf'; readonly tokens: readonly Token[] };

/** The skeleton of an expression's text. */
export const skeletonOfText = remember((text: string): Skeleton => skeletonOf(tokenize(text)));

function skeletonOf(tokens: readonly Token[]): Skeleton {
  const bare = withoutOuterBrackets(tokens);
  const alternatives = splitAt(bare, 'or');
  if (alternatives.length > 1) return { kind: 'or', operands: alternatives.map(skeletonOf) };
  const conditions = splitAt(bare, 'and');
  if (conditions.length > 1) return { kind: 'and', operands: conditions.map(skeletonOf) };
  return { kind: 'leaf', tokens: bare };
}

/** Whether the tokens are exactly this keyword outside quotes. */
function isWord(token: Token | undefined, word: string): boolean {
  return token?.type === 'name' && !token.quoted && token.text === word;
}

function withoutOuterBrackets(tokens: readonly Token[]): readonly Token[] {
  let bare = tokens;
  while (
    bare.length > 2 &&
    bare[0]?.type === 'open' &&
    closingOf(bare, 0) === bare.length - 1 &&
    !isWord(bare[1], 'select')
  )
    bare = bare.slice(1, -1);
  return bare;
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.type === 'open') depth += 1;
    if (tokens[at]?.type === 'close') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Splits at a keyword outside brackets. CASE … END is one piece, and so is BETWEEN a AND b. */
function splitAt(tokens: readonly Token[], word: 'and' | 'or'): readonly (readonly Token[])[] {
  const pieces: Token[][] = [];
  let piece: Token[] = [];
  let depth = 0;
  let between = false;
  for (const token of tokens) {
    if (token.type === 'open' || isWord(token, 'case')) depth += 1;
    if (token.type === 'close' || isWord(token, 'end')) depth -= 1;
    if (isWord(token, 'between')) between = true;
    if (depth === 0 && isWord(token, word) && !(word === 'and' && between)) {
      pieces.push(piece);
      piece = [];
      continue;
    }
    if (isWord(token, 'and')) between = false;
    piece.push(token);
  }
  pieces.push(piece);
  return pieces;
}

/** `true`, `1 = 1`, `'a' = 'a'`, `true IS TRUE`, and the same under casts to boolean. */
export function constantOf(tokens: readonly Token[]): boolean | null {
  const [first, second, third] = tokens;
  const isBoolean = first !== undefined && (isWord(first, 'true') || isWord(first, 'false'));
  if (isBoolean && (tokens.length === 1 || (second?.text === '::' && tokens.length === 3)))
    return isWord(first, 'true');
  if (isWord(first, 'not') && tokens.length > 1) {
    const negated = constantOf(withoutOuterBrackets(tokens.slice(1)));
    return negated === null ? null : !negated;
  }
  if (tokens.length === 3 && second?.text === '=' && first && third && isLiteral(first) && first.type === third.type)
    return first.text === third.text;
  return null;
}

function isLiteral(token: Token): boolean {
  return token.type === 'number' || token.type === 'string';
}

/** Names in the order they appear; `a.b` gives both. Keywords are among them. */
export function namesIn(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.filter((token) => token.type === 'name').map((token) => token.text));
}

/** Functions called: the bare name and, where it is written, `schema.name`. `empty` where called without arguments. */
export function callsIn(tokens: readonly Token[]): readonly { readonly name: string; readonly empty: boolean }[] {
  const calls: { name: string; empty: boolean }[] = [];
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.type !== 'name' || tokens[at + 1]?.type !== 'open') continue;
    if (!token.quoted && NOT_CALLED.has(token.text)) continue;
    const schema = tokens[at - 1]?.text === '.' ? tokens[at - 2]?.text : undefined;
    const empty = tokens[at + 2]?.type === 'close';
    calls.push({ name: schema === undefined ? token.text : `${schema}.${token.text}`, empty });
  }
  return calls;
}

const NOT_CALLED = new Set(
  'and or not in any all some exists array row select from where join on as is case when then else using values between like'.split(
    ' ',
  ),
);
