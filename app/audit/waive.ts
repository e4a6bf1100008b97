import { isExpired, matcherOf } from '#app/compare';
import { type Finding, type FindingWaiver, splitKey } from './finding.ts';

/** A finding that somebody looked at and accepted, as raingauge.config.json has it. */
export interface Waiver {
  readonly rule: string;
  /** The object that a finding is about, with `#` and its discriminator where it has one; `*` stands for any text. */
  readonly object: string;
  readonly reason: string;
  readonly owner?: string | undefined;
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly expires?: string | undefined;
  /** It is to be put right later. */
  readonly deferred?: boolean | undefined;
}

export interface WaivedFindings<F extends Finding> {
  readonly findings: readonly F[];
  /** Waivers that nothing matched although their rule was evaluated. */
  readonly unused: readonly Waiver[];
  /** Waivers that match something and whose time is over: it counts again. */
  readonly expired: readonly Waiver[];
}

export interface WaiveOptions {
  readonly waivers: readonly Waiver[];
  /** The rules that were evaluated: of the others nobody knows. */
  readonly evaluated: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Marks the findings that are accepted. */
export function waiveFindings<F extends Finding>(
  findings: readonly F[],
  { waivers, evaluated, today }: WaiveOptions,
): WaivedFindings<F> {
  const byRule = new Map<string, { waiver: Waiver; matches: (text: string) => boolean }[]>();
  for (const waiver of waivers) {
    const own = byRule.get(waiver.rule) ?? [];
    byRule.set(waiver.rule, own);
    own.push({ waiver, matches: matcherOf(waiver.object) });
  }
  const used = new Set<Waiver>();
  const waived = findings.map((finding): F => {
    const { object } = splitKey(finding.key);
    const found = (byRule.get(finding.rule) ?? []).filter(({ matches }) => matches(finding.object) || matches(object));
    for (const { waiver } of found) used.add(waiver);
    const holding = found.find(({ waiver }) => !isExpired(waiver, today))?.waiver;
    return holding ? { ...finding, status: 'waived', waiver: toFindingWaiver(holding) } : finding;
  });
  const known = new Set(evaluated);
  return {
    findings: waived,
    unused: waivers.filter((waiver) => known.has(waiver.rule) && !used.has(waiver)),
    expired: waivers.filter((waiver) => used.has(waiver) && isExpired(waiver, today)),
  };
}

export function toFindingWaiver({ reason, owner, expires, deferred }: Waiver): FindingWaiver {
  return { kind: deferred ? 'deferred' : 'by-design', reason, owner: owner ?? null, expires: expires ?? null };
}
