import type { Finding } from './finding.ts';

/** As much of a former result as a later one is compared with. */
export interface Baseline {
  readonly findings: readonly Pick<Finding, 'key' | 'rule' | 'severity' | 'object' | 'message' | 'status'>[];
}

export type BaselineFinding = Omit<Baseline['findings'][number], 'status'>;

export interface SinceBaseline<F extends Finding> {
  readonly findings: readonly F[];
  /** What was open then and is found no more. What a rule that was not evaluated found is not taken for put right. */
  readonly resolved: readonly BaselineFinding[];
}

/** Says of each finding whether it is new, and which of the former ones are gone. */
export function sinceBaseline<F extends Finding>(
  findings: readonly F[],
  baseline: Baseline,
  evaluated: readonly string[],
): SinceBaseline<F> {
  const before = new Set(baseline.findings.map(({ key }) => key));
  const now = new Set(findings.map(({ key }) => key));
  const known = new Set(evaluated);
  const gone = baseline.findings.filter(
    ({ key, rule, status }) => status === 'open' && known.has(rule) && !now.has(key),
  );
  return {
    findings: findings.map((finding) => ({ ...finding, isNew: !before.has(finding.key) })),
    resolved: gone.map(({ key, rule, severity, object, message }) => ({ key, rule, severity, object, message })),
  };
}
