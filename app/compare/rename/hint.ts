import { isKind, type Kind, type ObjectId, parseObjectId, quoteQualified } from '#app/catalog';

/** What can bear another name: every kind whose objects have one of their own, and a label of an enum. */
export type RenamedKind = Kind | 'enum-label';

/** `old->new` as a person writes it, taken apart; names as PostgreSQL stores them, outermost first. */
export interface Hint {
  /** As written. */
  readonly text: string;
  /** `null` where the text has no prefix: then what exists decides. */
  readonly kind: RenamedKind | null;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** The text of a hint: `table:public.users->public.accounts`. */
export function printHint(kind: RenamedKind, from: readonly string[], to: readonly string[]): string {
  return `${kind}:${from.map((part) => quoteQualified(part)).join('.')}->${to.map((part) => quoteQualified(part)).join('.')}`;
}

/** The hint that says that two objects are one. */
export function hintOf(kind: Kind, from: ObjectId, to: ObjectId): string {
  return printHint(kind, parseObjectId(from).parts, parseObjectId(to).parts);
}

/**
 * Reads a hint: names are separated by dots and quoted where PostgreSQL would; a kind may stand before the old one.
 * @throws {SyntaxError} saying what makes no sense.
 */
export function parseHint(text: string): Hint {
  const arrow = arrowIn(text);
  if (arrow < 0) throw new SyntaxError(`"${text}" is no rename: it has to be written as "old->new"`);
  const [left, right] = [text.slice(0, arrow).trim(), text.slice(arrow + 2).trim()];
  const prefix = /^([a-z-]+):/.exec(left)?.[1] ?? null;
  if (prefix !== null && !isRenamedKind(prefix))
    throw new SyntaxError(`"${text}" is no rename: "${prefix}" is no kind`);
  const from = namesIn(prefix === null ? left : left.slice(prefix.length + 1).trim(), text);
  // The prefix may be repeated.
  const to = namesIn(
    prefix !== null && right.startsWith(`${prefix}:`) ? right.slice(prefix.length + 1).trim() : right,
    text,
  );
  return { text, kind: prefix, from, to };
}

function isRenamedKind(text: string): text is RenamedKind {
  return text === 'enum-label' || isKind(text);
}

function namesIn(text: string, hint: string): readonly string[] {
  try {
    return parseObjectId(`table:${text}`).parts;
  } catch {
    throw new SyntaxError(`"${hint}" is no rename: "${text}" is no name`);
  }
}

/** The arrow outside of quotes; -1 without one. */
function arrowIn(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith('->', at)) return at;
  }
  return -1;
}

/** One spelling of a hint; what makes no sense stays as it is. */
export function canonicalHint(text: string): string {
  try {
    const { kind, from, to } = parseHint(text);
    return kind === null ? text : printHint(kind, from, to);
  } catch {
    return text;
  }
}
