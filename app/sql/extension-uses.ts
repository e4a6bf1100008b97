import { type ExtensionPart, extensionWith } from './known-extensions.ts';
import { scanSql, type Token } from './scan.ts';

/** That a text needs an extension, and where it looks for it. */
export interface ExtensionUse {
  readonly extension: string;
  /** The schema that the text names; `null` where it leaves that to the search_path. */
  readonly schema: string | null;
  /** What of it is used: `citext`, `gin_trgm_ops`. */
  readonly name: string;
}

/** What a type's text needs: `vector(3)`, `extensions.citext[]`. */
export function extensionsInType(type: string): readonly ExtensionUse[] {
  return needOf('type', nameAt(scanSql(type), 0));
}

/** What an operator class's or access method's name needs. */
export function extensionOfName(part: ExtensionPart, name: string): readonly ExtensionUse[] {
  return needOf(part, nameAt(scanSql(name), 0));
}

/**
 * What an expression, a query or the keys of an index need: the functions called, the types cast to, operator classes and
 * methods. What strings hold is not looked at.
 */
export function extensionsInText(text: string): readonly ExtensionUse[] {
  const tokens = scanSql(text);
  const uses: ExtensionUse[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isName(tokens[at])) continue;
    const chain = nameAt(tokens, at);
    const before = at;
    at += 2 * (chain.length - 1);
    if (tokens[at + 1]?.text === '(' && tokens[at + 1]?.type === 'symbol') uses.push(...needOf('function', chain));
    if (isCast(tokens, before)) uses.push(...needOf('type', chain));
    if (tokens[before - 1]?.text === 'using') uses.push(...needOf('access method', chain));
    uses.push(...needOf('operator class', chain));
  }
  return uses;
}

/** `x::type`, `CAST(x AS type)`: an alias after AS that is called like a type costs an extension too many. */
function isCast(tokens: readonly Token[], at: number): boolean {
  const [two, one] = [tokens[at - 2], tokens[at - 1]];
  return (two?.text === ':' && one?.text === ':') || isCastAs(tokens, at);
}

function isCastAs(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.text !== 'as') return false;
  let depth = 0;
  for (let back = at - 2; back >= 0; back -= 1) {
    const text = tokens[back]?.type === 'symbol' ? tokens[back]?.text : '';
    if (text === ')') depth += 1;
    if (text === '(' && depth === 0) return tokens[back - 1]?.text === 'cast';
    if (text === '(') depth -= 1;
  }
  return false;
}

/** `a.b.c` as its parts, from a name on. */
function nameAt(tokens: readonly Token[], start: number): readonly string[] {
  const parts: string[] = [];
  for (let at = start; isName(tokens[at]); at += 2) {
    parts.push(tokens[at]?.text ?? '');
    if (tokens[at + 1]?.text !== '.') break;
  }
  return parts;
}

function isName(token: Token | undefined): boolean {
  return token?.type === 'word' || token?.type === 'quoted';
}

function needOf(part: ExtensionPart, chain: readonly string[]): readonly ExtensionUse[] {
  if (chain.length === 0 || chain[0] === 'pg_catalog') return [];
  const extension = extensionWith(part, chain);
  if (extension === undefined) return [];
  return [{ extension, schema: chain.length > 1 ? (chain.at(-2) ?? null) : null, name: chain.join('.') }];
}
