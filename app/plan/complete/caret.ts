import { scanSql, type Token } from '#app/sql';
import type { Name } from '../lint/sql-action.ts';

/** What may stand at the caret. */
export type Wanted =
  | 'schema'
  | 'relation'
  | 'column'
  | 'type'
  | 'function'
  | 'constraint'
  | 'index'
  | 'policy'
  | 'role'
  | 'keyword';

/** A relation that a statement names, and what it calls it. */
export interface NamedRelation {
  readonly name: Name;
  readonly alias: string | null;
}

/** The caret in a statement, as the words around it tell. */
export interface Caret {
  /** Where the word at the caret begins, and how long it is, what is behind the caret included. */
  readonly at: number;
  readonly length: number;
  /** Its letters before the caret, without quotes. */
  readonly prefix: string;
  /** The names before it, each with its dot: `public.guests.` gives both. */
  readonly qualifier: readonly string[];
  /** What is likely there: the likeliest first. */
  readonly wanted: readonly Wanted[];
  /** The relations of the statement, those before the caret first. */
  readonly relations: readonly NamedRelation[];
  /** Of a list of columns in brackets, and of what stands behind ALTER TABLE: whose columns they are. */
  readonly of: Name | null;
  /** The words before, in small letters, the last one last: keywords go by them. */
  readonly words: readonly string[];
}

/**
 * Reads what may be written at a place of a statement that need not be finished. `null` inside of strings and comments, where
 * nothing is completed.
 */
export function caretIn(sql: string, place: number): Caret | null {
  if (isInsideText(sql, place)) return null;
  const start = wordStart(sql, place);
  const length = wordEnd(sql, place) - start;
  const before = scanSql(sql.slice(0, start));
  const { qualifier, rest } = qualifierOf(before);
  const all = scanSql(sql);
  const relations = relationsOf(all);
  const context = contextOf(rest);
  return {
    at: start,
    length,
    prefix: sql.slice(start, place).replace(/^"/, '').replaceAll('""', '"'),
    qualifier,
    wanted: context.wanted,
    relations,
    of: context.of,
    words: rest.map(({ text }) => text),
  };
}

/** In a string, a quoted body or a comment: an open one included. A quoted name is a name. */
function isInsideText(sql: string, place: number): boolean {
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)/g;
  for (const match of sql.matchAll(pattern)) {
    const [text] = match;
    const end = match.index + text.length;
    if (match.index >= place) return false;
    if (text.startsWith('"')) continue;
    const isClosed =
      !text.startsWith('--') && (text.startsWith('/*') ? text.endsWith('*/') : text.length > 1 && isQuoted(text));
    if (isClosed ? place < end : place <= end) return true;
  }
  return false;
}

function isQuoted(text: string): boolean {
  const mark = /^\$\w*\$|^'/.exec(text)?.[0] ?? '';
  return text.length >= 2 * mark.length && text.endsWith(mark);
}

const WORD = /[\w$\u0080-\uffff]/;

function wordStart(sql: string, place: number): number {
  let at = place;
  while (at > 0 && WORD.test(sql[at - 1] ?? '')) at -= 1;
  // An open quote before it: a name that needs one is being written.
  const quotes = sql.slice(0, at).split('"').length - 1;
  if (quotes % 2 === 1) return sql.lastIndexOf('"', at - 1);
  return at;
}

function wordEnd(sql: string, place: number): number {
  let at = place;
  while (WORD.test(sql[at] ?? '')) at += 1;
  const isOpen = (sql.slice(0, place).split('"').length - 1) % 2 === 1;
  return isOpen && sql[at] === '"' ? at + 1 : at;
}

function qualifierOf(tokens: readonly Token[]): {
  readonly qualifier: readonly string[];
  readonly rest: readonly Token[];
} {
  const qualifier: string[] = [];
  let end = tokens.length;
  while (end >= 2 && isDot(tokens[end - 1]) && isName(tokens[end - 2])) {
    qualifier.unshift(tokens[end - 2]?.text ?? '');
    end -= 2;
  }
  return { qualifier, rest: tokens.slice(0, end) };
}

function isDot(token: Token | undefined): boolean {
  return token?.type === 'symbol' && token.text === '.';
}

function isName(token: Token | undefined): boolean {
  return token?.type === 'word' || token?.type === 'quoted';
}

/** What a name of a relation stands behind. `on` is one in DDL; in a join an expression follows, which names a column. */
const BEFORE_RELATION: ReadonlySet<string> = new Set([
  'from',
  'join',
  'into',
  'update',
  'table',
  'on',
  'references',
  'only',
  'view',
  'using',
  'truncate',
]);
const FILLERS: ReadonlySet<string> = new Set(['if', 'not', 'exists', 'only', 'concurrently']);
const NO_ALIAS: ReadonlySet<string> = new Set(
  `add alter as attach cascade cluster column cross detach disable do drop enable except for force from full group having inherit inner intersect
  join lateral left limit natural no not offset on only order owner rename replica reset restrict returning right select set
  tablesample to union using validate values when where window with`.split(/\s+/),
);

/** The relations that a statement names, wherever in it. */
export function relationsOf(tokens: readonly Token[]): readonly NamedRelation[] {
  const found: NamedRelation[] = [];
  let isList = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const isBegin = token?.type === 'word' && BEFORE_RELATION.has(token.text);
    // FROM a, b
    const isNext: boolean = isList && token?.text === ',' && token.type === 'symbol';
    if (!isBegin && !isNext) {
      if (token?.type === 'word' && NO_ALIAS.has(token.text)) isList = false;
      continue;
    }
    let next = at + 1;
    while (tokens[next]?.type === 'word' && FILLERS.has(tokens[next]?.text ?? '')) next += 1;
    const named = nameAt(tokens, next);
    if (!named || (tokens[next]?.type === 'word' && NO_ALIAS.has(tokens[next]?.text ?? ''))) continue;
    const { alias, end } = aliasAt(tokens, named.end);
    found.push({ name: named.name, alias });
    isList = isNext || token?.text === 'from' || token?.text === 'using';
    at = end - 1;
  }
  return found;
}

function nameAt(tokens: readonly Token[], at: number): { readonly name: Name; readonly end: number } | null {
  if (!isName(tokens[at])) return null;
  const first = tokens[at]?.text ?? '';
  if (isDot(tokens[at + 1]) && isName(tokens[at + 2]))
    return { name: [first, tokens[at + 2]?.text ?? ''], end: at + 3 };
  return { name: ['', first], end: at + 1 };
}

function aliasAt(tokens: readonly Token[], at: number): { readonly alias: string | null; readonly end: number } {
  const behind = tokens[at]?.text === 'as' && tokens[at]?.type === 'word' ? at + 1 : at;
  const token = tokens[behind];
  if (!isName(token) || (token?.type === 'word' && NO_ALIAS.has(token.text))) return { alias: null, end: at };
  return { alias: token?.text ?? null, end: behind + 1 };
}

interface Context {
  readonly wanted: readonly Wanted[];
  readonly of: Name | null;
}

const EXPRESSION: readonly Wanted[] = ['column', 'function', 'keyword', 'relation', 'schema'];
const RELATION: readonly Wanted[] = ['relation', 'schema', 'keyword'];
const TYPE: readonly Wanted[] = ['type', 'schema', 'keyword'];

/** What the words before the caret make likely. */
function contextOf(tokens: readonly Token[]): Context {
  const last = tokens.at(-1);
  const own = subjectTable(tokens);
  if (!last) return { wanted: ['keyword'], of: null };
  const open = openBracket(tokens);
  if (open !== null) {
    const inBrackets = inside(tokens, open, own);
    if (inBrackets) return inBrackets;
  }
  const words = wordsOf(tokens);
  for (const [pattern, wanted, isOfTable] of BEHIND)
    if (pattern.test(words)) return { wanted, of: isOfTable ? own : null };
  return { wanted: EXPRESSION, of: own };
}

/** Words and symbols before the caret with blanks between; names are not told from words. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .slice(-8)
    .map(({ type, text }) => (type === 'string' ? "''" : type === 'quoted' ? '""' : text))
    .join(' ');
}

/** By what stands right before, the first that fits; the third tells that it is about the statement's own table. */
const BEHIND: readonly (readonly [RegExp, readonly Wanted[], boolean])[] = [
  [/: :$/, TYPE, false],
  [
    /\b(?:drop|alter|rename|add) column (?:if (?:not )?exists )?$|\b(?:alter|rename|drop) column(?: if exists)?$/,
    ['column'],
    true,
  ],
  [/\bcomment on column$/, ['relation', 'schema'], false],
  [/\b(?:drop|validate|rename|alter) constraint(?: if exists)?$/, ['constraint'], true],
  [/\b(?:drop|alter|reindex) index(?: concurrently)?(?: if exists)?$|\busing index$/, ['index', 'schema'], false],
  [/\b(?:drop|alter) policy(?: if exists)?$/, ['policy'], false],
  [
    /\badd column (?:if not exists )?\S+$|\balter column \S+ (?:set data )?type$|\breturns(?: setof)?$|\bas enum$|\b(?:alter|drop|on) (?:type|domain)(?: if exists)?$/,
    TYPE,
    false,
  ],
  [/\b(?:function|procedure|routine)(?: if exists)?$|\bcall$/, ['function', 'schema'], false],
  [/\bschema(?: if (?:not )?exists)?$/, ['schema'], false],
  [/\b(?:owner to|grant \S+ to|role|to)$/, ['role', 'keyword'], false],
  [
    /\b(?:from|join|into|update|truncate|references|only|table|view)(?: only)?(?: if (?:not )?exists)?(?: concurrently)?$/,
    RELATION,
    false,
  ],
  [/\b(?:create|index|policy|trigger|rule)\b.* on$/, RELATION, false],
  [/\bfrom .*,$/, RELATION, false],
  [
    /^(?:create|alter|drop|comment|grant|revoke|set|begin|commit|insert|delete|with|do|truncate|reindex|vacuum|analyze|lock)$/,
    ['keyword'],
    false,
  ],
  [
    /\b(?:select|where|and|or|not|set|on|by|having|returning|when|then|else|case|between|like|ilike|in|is|default|using|values)$/,
    EXPRESSION,
    true,
  ],
  [/[=<>+*/%|&,-]$/, EXPRESSION, true],
  [/./, ['keyword', 'column', 'function', 'relation', 'schema'], true],
];

/** The index of the bracket that is open at the caret, or `null`. */
function openBracket(tokens: readonly Token[]): number | null {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token?.type !== 'symbol') continue;
    if (token.text === ')') depth += 1;
    else if (token.text === '(') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return null;
}

/** Brackets whose content is known by what stands before them; `null` where they hold an expression. */
function inside(tokens: readonly Token[], open: number, own: Name | null): Context | null {
  const before = wordsOf(tokens.slice(0, open));
  const within = tokens.slice(open + 1);
  const isElement = within.length === 0 || within.at(-1)?.text === ',';
  const part = within.slice(lastComma(within) + 1);
  if (/\bcreate (?:unlogged |temp |temporary |foreign )?table (?:if not exists )?(?:\S+ \. )?\S+$/.test(before)) {
    if (isElement) return { wanted: ['keyword'], of: own };
    return part.length === 1 ? { wanted: TYPE, of: own } : null;
  }
  if (/\breferences (?:\S+ \. )?\S+$/.test(before)) {
    const named = relationsOf(tokens.slice(0, open)).at(-1);
    return { wanted: ['column'], of: named?.name ?? null };
  }
  if (/\b(?:primary key|unique|foreign key|include)$/.test(before)) return { wanted: ['column'], of: own };
  const isIndex = /\bon (?:\S+ \. )?\S+(?: using \S+)?$/.test(before) && tokens[0]?.text === 'create';
  const isInsert = /\binto (?:\S+ \. )?\S+$/.test(before);
  if (isIndex || isInsert) return { wanted: isIndex ? ['column', 'function'] : ['column'], of: own };
  if (/\bcast$/.test(before) && within.at(-1)?.text === 'as') return { wanted: TYPE, of: null };
  return null;
}

function lastComma(tokens: readonly Token[]): number {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const text = tokens[at]?.text;
    if (text === ')') depth += 1;
    else if (text === '(') depth -= 1;
    else if (text === ',' && depth === 0) return at;
  }
  return -1;
}

/** The table that the statement itself is about: the first that it names. */
function subjectTable(tokens: readonly Token[]): Name | null {
  return relationsOf(tokens)[0]?.name ?? null;
}
