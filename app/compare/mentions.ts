import { type ExtensionUse, extensionsInText, nameChains, scanSql } from '#app/sql';

/** Which names a text uses, without knowing what they stand for. */
export interface Mentions {
  /** Runs of names: `a.b` is `['a', 'b']`; those inside string literals too (`'public.s'::regclass`). */
  readonly chains: readonly (readonly string[])[];
  /** Every single name and word; words in lower case. */
  readonly words: ReadonlySet<string>;
  /** The text reads other relations. */
  readonly hasQuery: boolean;
  /** `*` or NATURAL may stand for columns that are not named. */
  readonly hasStar: boolean;
  /** What well-known names need. */
  readonly extensions: readonly ExtensionUse[];
}

const known = new Map<string, Mentions>();
const MOST_KEPT = 20_000;

/** Texts repeat over hundreds of tables, so what was found is kept. */
export function mentionsOf(text: string): Mentions {
  const before = known.get(text);
  if (before) return before;
  const chains = nameChains(text);
  const words = new Set(chains.flat());
  const mentions: Mentions = {
    chains,
    words,
    hasQuery: words.has('select') || words.has('table') || words.has('values'),
    extensions: extensionsInText(text),
    hasStar:
      words.has('natural') ||
      (text.includes('*') && scanSql(text).some(({ type, text: symbol }) => type === 'symbol' && symbol === '*')),
  };
  if (known.size >= MOST_KEPT) known.clear();
  known.set(text, mentions);
  return mentions;
}
