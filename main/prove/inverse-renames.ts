import { quoteQualified } from '#app/catalog';
import { type Hint, parseHint, type WrittenRename } from '#app/compare';

/**
 * The renames that take some back. What stands in a table that is renamed as well may say it either way; back it has to be called what
 * it is called then. A hint that makes no sense was told already.
 */
export function inverseRenames(written: readonly WrittenRename[]): readonly WrittenRename[] {
  const around: Hint[] = [];
  return written.map(({ text, by }) => {
    const hint = read(text);
    if (hint === null) return { text, by };
    const old = around.reduceRight(unrenamed, hint.from);
    around.push({ ...hint, from: old });
    return { text: `${hint.kind === null ? '' : `${hint.kind}:`}${said(hint.to)}->${said(old)}`, by };
  });
}

function read(text: string): Hint | null {
  try {
    return parseHint(text);
  } catch {
    return null;
  }
}

/** By the name that its table, or its schema, had before. */
function unrenamed(parts: readonly string[], { from, to }: Hint): readonly string[] {
  const isWithin = parts.length > to.length && to.every((part, at) => part === parts[at]);
  return isWithin && from.length === to.length ? [...from, ...parts.slice(to.length)] : parts;
}

function said(parts: readonly string[]): string {
  return parts.map((part) => quoteQualified(part)).join('.');
}
