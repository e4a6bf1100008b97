import uFuzzy from '@leeoniya/ufuzzy';
import type { Kind } from '#app/catalog';
import { wordsOf } from '#renderer/lib/narrow.ts';

/** What is matched of something that can be found; all in lower case. */
export interface Searchable {
  readonly kind: Kind | 'finding' | 'difference' | 'file' | 'view of the graph';
  readonly lowName: string;
  readonly lowQualified: string;
  readonly lowAlias: string | null;
}

/** What people mean most often comes first among equals. */
const KIND_WEIGHT: Partial<Record<Searchable['kind'], number>> = {
  table: 30,
  view: 26,
  'materialized-view': 26,
  'view of the graph': 26,
  enum: 24,
  domain: 22,
  'composite-type': 22,
  function: 20,
  column: 14,
  policy: 12,
  file: 11,
  role: 10,
  trigger: 8,
  finding: 4,
  difference: 3,
};

export interface Ranked<T extends Searchable> {
  readonly entry: T;
  readonly score: number;
}

/** Letters may be left out within a word, and this many passed over between two of them. */
const matcher = new uFuzzy({ intraMode: 0, intraIns: 6, intraChars: "[a-z\\d_.']" });
/** More than anybody reads: of what matches a letter or two, the likeliest are told apart, the rest waits for the next key. */
const MOST_SCORED = 2500;

interface Index<T extends Searchable> {
  /** The likeliest kinds first, short names before long ones. */
  readonly ordered: readonly T[];
  readonly texts: string[];
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** What the last query left: what is typed on narrows it down. */
  last: { readonly query: string; readonly left: readonly number[] } | null;
}

const indexes = new WeakMap<readonly Searchable[], Index<Searchable>>();

/**
 * The best matches for what was typed, best first. Every word must be found in the name, the qualified name or the code's
 * name; a whole name beats its beginning, that the beginning of a part, that the middle, that scattered letters.
 */
export function rankEntries<T extends Searchable>(
  entries: readonly T[],
  query: string,
  limit: number,
): readonly Ranked<T>[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const index = indexOf(entries);
  const ranked: Ranked<T>[] = [];
  for (const at of candidates(index, words)) {
    const entry = index.ordered[at];
    const score = entry ? scoreEntry(entry, words) : 0;
    if (entry && score > 0) ranked.push({ entry, score });
  }
  ranked.sort(
    (a, b) =>
      b.score - a.score ||
      a.entry.lowQualified.length - b.entry.lowQualified.length ||
      (a.entry.lowQualified < b.entry.lowQualified ? -1 : 1),
  );
  return ranked.slice(0, limit);
}

/** Whether some word was found in scattered letters only: what has it as it was typed is likelier meant. */
export function isScattered({ entry }: Ranked<Searchable>, query: string): boolean {
  const { lowName, lowQualified, lowAlias } = entry;
  return wordsOf(query).some((word) => ![lowName, lowQualified, lowAlias].some((text) => text?.includes(word)));
}

/** Makes ready what the first key would otherwise wait for. */
export function prepareSearch(entries: readonly Searchable[]): void {
  indexOf(entries);
}

function indexOf<T extends Searchable>(entries: readonly T[]): Index<T> {
  const kept = indexes.get(entries);
  if (kept) return kept as Index<T>;
  const weight = (entry: T) => KIND_WEIGHT[entry.kind] ?? 0;
  const ordered = [...entries].sort((a, b) => weight(b) - weight(a) || a.lowName.length - b.lowName.length);
  const byName = new Map<string, number[]>();
  ordered.forEach(({ lowName }, at) => {
    const list = byName.get(lowName);
    if (list) list.push(at);
    else byName.set(lowName, [at]);
  });
  const texts = ordered.map(({ lowQualified, lowAlias }) =>
    lowAlias === null ? lowQualified : `${lowQualified} ${lowAlias}`,
  );
  const index: Index<T> = { ordered, texts, byName, last: null };
  indexes.set(entries, index as unknown as Index<Searchable>);
  return index;
}

/** What may match every word: all whose name is a word, then the likeliest of the rest. */
function candidates<T extends Searchable>(index: Index<T>, words: readonly string[]): Iterable<number> {
  const query = words.join(' ');
  const { last } = index;
  let left: readonly number[] | undefined = last && query.startsWith(last.query) ? last.left : undefined;
  for (const word of words) left = matching(index, word, left);
  index.last = { query, left: left ?? [] };
  const named = words.flatMap((word) => index.byName.get(word) ?? []);
  return new Set([...named.slice(0, MOST_SCORED), ...(left ?? []).slice(0, MOST_SCORED)]);
}

function matching<T extends Searchable>(
  { texts }: Index<T>,
  word: string,
  among: readonly number[] | undefined,
): readonly number[] {
  // The matcher reads ASCII words; others are looked for as they stand.
  if (/^[\x21-\x7e]+$/.test(word) && /[a-z\d]/.test(word)) {
    const found = matcher.filter(texts, word, among ? [...among] : undefined);
    return found ?? [];
  }
  const all = among ?? texts.map((_, at) => at);
  return all.filter((at) => texts[at]?.includes(word));
}

function scoreEntry(entry: Searchable, words: readonly string[]): number {
  let score = KIND_WEIGHT[entry.kind] ?? 0;
  for (const word of words) {
    const found = Math.max(
      scoreText(entry.lowName, word, 1),
      scoreText(entry.lowQualified, word, 0.8),
      entry.lowAlias === null ? 0 : scoreText(entry.lowAlias, word, 0.9),
    );
    if (found === 0) return 0;
    score += found;
  }
  return score;
}

/** 0 where the word is not in the text; up to 1,000 × weight where it is the text. */
function scoreText(text: string, word: string, weight: number): number {
  if (text === word) return 1000 * weight;
  const at = text.indexOf(word);
  if (at === 0) return (800 - Math.min(text.length - word.length, 100)) * weight;
  if (at > 0) return ((isBoundary(text[at - 1]) ? 600 : 400) - Math.min(text.length - word.length, 100)) * weight;
  const spread = spreadOf(text, word);
  return spread === null ? 0 : Math.max(1, 200 - 8 * spread) * weight;
}

function isBoundary(character: string | undefined): boolean {
  return character === '_' || character === '.' || character === ' ' || character === '"';
}

/** Letters of the text passed over to find those of the word in order; `null` where they are not all there. */
function spreadOf(text: string, word: string): number | null {
  if (word.length < 2) return null;
  let at = text.indexOf(word[0] ?? '');
  if (at < 0) return null;
  let gaps = 0;
  for (const letter of word.slice(1)) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return null;
    gaps += next - at - 1;
    at = next;
  }
  return gaps > 2 * word.length + 4 ? null : gaps;
}
