import { quoteQualified } from '#app/catalog';
import { type Hint, parseHint, type WrittenRename } from '#app/compare';

/**
 * The renames that take some back. What stands in a table that is renamed as well may say it either way; back it has to be called what
 * it is called then. Within one table the last comes first: its name may be one that another gave up. A hint that makes no sense was
 * told already.
 */
export function inverseRenames(written: readonly WrittenRename[]): readonly WrittenRename[] {
  const around: Hint[] = [];
  const groups = new Map<string, WrittenRename[]>();
  for (const { text, by } of written) {
    const hint = read(text);
    if (hint === null) continue;
    const old = around.reduceRight(unrenamed, hint.from);
    around.push({ ...hint, from: old });
    const back = { text: `${hint.kind === null ? '' : `${hint.kind}:`}${said(hint.to)}->${said(old)}`, by };
    const within = said(hint.to.slice(0, -1));
    groups.set(within, [back, ...(groups.get(within) ?? [])]);
  }
  return [...groups.values()].flat();
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
