/** Words as PostgreSQL's scanner reads them: what is beyond ASCII counts as a letter. */
const WORD = /[\w$\u0080-\uffff]+/g;
const PLAIN = /^[a-z_][\w$]*$/i;
/** Bytes after which PostgreSQL cuts a name: a text may have more of it. */
const LONGEST_NAME = 63;

/** Makes a test, in any case, whether a text of SQL may name one of the relations: `false` is sure. */
export function createNameSearch(names: Iterable<string>): (text: string) => boolean {
  const words = new Set<string>();
  const parts = new Set<string>();
  for (const name of names) {
    if (PLAIN.test(name) && name.length < LONGEST_NAME) words.add(name.toUpperCase());
    else parts.add(longestPart(name).toUpperCase());
  }
  const others = [...parts];
  return (text) => {
    const upper = text.toUpperCase();
    return (upper.match(WORD) ?? []).some((word) => words.has(word)) || others.some((part) => upper.includes(part));
  };
}

/** What is surely written as it is, however the name is quoted. */
function longestPart(name: string): string {
  return (name.match(/[\w$ \u0080-\uffff-]+/g) ?? []).reduce(
    (longest, part) => (part.length > longest.length ? part : longest),
    '',
  );
}
