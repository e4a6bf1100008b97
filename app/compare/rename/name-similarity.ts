/** The words of a name in any spelling: `companyId`, `company_id` and `CompanyID` are the same words. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * How alike two names are, from 0 to 1: 1 where only their spelling differs, else the better of the words and the pairs of
 * letters that they share (Dice's coefficient).
 */
export function nameSimilarity(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.join(' ') === right.join(' ')) return 1;
  const byWords = dice(left, right);
  const byLetters = dice(pairsOf(left.join('')), pairsOf(right.join('')));
  return Math.max(byWords, byLetters);
}

/** True where two names differ in nothing but how they are spelt: camel case, underscores, capitals. */
export function isSpelling(a: string, b: string): boolean {
  return a !== b && wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

/** What two names say for a rename. `similarity`: from 0 to 1. */
export function nameReasons(a: string, b: string, similarity: number): readonly string[] {
  if (isSpelling(a, b)) return ['The two names are the same words in another spelling.'];
  return similarity >= 0.5 ? ['The names are alike.'] : [];
}

function pairsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}

/** Of two lists, what they share, each item as often as it is there. */
export function dice(left: readonly string[], right: readonly string[]): number {
  if (left.length + right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const item of left) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of right) {
    const count = counts.get(item) ?? 0;
    if (count > 0) shared += 1;
    counts.set(item, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
}
