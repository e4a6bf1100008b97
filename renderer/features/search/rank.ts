import type { Kind } from '#app/catalog';
import type { SearchEntry } from './entries.ts';

/** What people mean most often comes first among equals. */
const KIND_WEIGHT: Partial<Record<Kind, number>> = {
  table: 30,
  view: 26,
  'materialized-view': 26,
  enum: 24,
  function: 20,
  column: 14,
  policy: 12,
  role: 10,
  trigger: 8,
};

export interface Ranked {
  readonly entry: SearchEntry;
  readonly score: number;
}

/**
 * The best matches for what was typed, best first. Every word must be found in the name, the qualified name or the code's
 * name; a whole name beats its beginning, that the beginning of a part, that the middle, that scattered letters.
 */
export function rankEntries(entries: readonly SearchEntry[], query: string, limit: number): readonly Ranked[] {
  const words = query.toLowerCase().trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const ranked: Ranked[] = [];
  for (const entry of entries) {
    const score = scoreEntry(entry, words);
    if (score > 0) ranked.push({ entry, score });
  }
  ranked.sort(
    (a, b) =>
      b.score - a.score ||
      a.entry.lowQualified.length - b.entry.lowQualified.length ||
      (a.entry.lowQualified < b.entry.lowQualified ? -1 : 1),
  );
  return ranked.slice(0, limit);
}

function scoreEntry(entry: SearchEntry, words: readonly string[]): number {
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
