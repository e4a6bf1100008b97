import type { Difference } from './difference.ts';

/** A difference that somebody looked at and accepted. */
export interface Waiver {
  /** A difference's key, or an object's identity, which stands for all its attributes; `*` stands for any text. */
  readonly object: string;
  readonly reason: string;
  readonly owner?: string | undefined;
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly expires?: string | undefined;
}

export interface Waived {
  readonly differences: readonly Difference[];
  /** Waivers that nothing matched: what they were made for is gone, or they are misspelt. */
  readonly unused: readonly Waiver[];
  /** Waivers that would have matched and whose time is over. */
  readonly expired: readonly Waiver[];
}

/** Takes from waived differences that they count; `today` as `YYYY-MM-DD`. Those that did not count stay as they are. */
export function waive(differences: readonly Difference[], waivers: readonly Waiver[], today: string): Waived {
  const matchers = waivers.map((waiver) => ({ waiver, matches: matcherOf(waiver.object) }));
  const used = new Set<Waiver>();
  const waived = differences.map((difference): Difference => {
    const found = matchers.filter(({ matches }) => matches(difference.key) || matches(difference.object));
    for (const { waiver } of found) used.add(waiver);
    const holding = found.find(({ waiver }) => !isExpired(waiver, today))?.waiver;
    if (!holding || !difference.counts) return difference;
    const { reason, owner, expires } = holding;
    return { ...difference, counts: false, waiver: { reason, owner: owner ?? null, expires: expires ?? null } };
  });
  return {
    differences: waived,
    unused: waivers.filter((waiver) => !used.has(waiver)),
    expired: waivers.filter((waiver) => used.has(waiver) && isExpired(waiver, today)),
  };
}

/** `today` as `YYYY-MM-DD`: the last day is a day on which it holds. */
export function isExpired({ expires }: Pick<Waiver, 'expires'>, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** Whether a text is the pattern, in which `*` stands for any text. */
export function matcherOf(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}
