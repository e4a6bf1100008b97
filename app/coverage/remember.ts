/** A schema of thousands of tables asks the same few names and texts over and over. */
const MOST_KEPT = 20_000;

/** Keeps the answers of a pure function of one text; forgets all of them when there are too many. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const made = answer(text);
    kept.set(text, made);
    return made;
  };
}
