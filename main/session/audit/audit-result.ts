import type { AuditResult, AuditRule, AuditTotals, AuditWaiver } from '#app/api';
import {
  type Baseline,
  DIMENSIONS,
  detectTenancyOf,
  type Finding,
  type Found,
  RULES,
  type Run,
  SEVERITIES,
  sinceBaseline,
  type Waiver,
  waiveFindings,
} from '#app/audit';
import { isComplete } from '#app/catalog';
import { coverageShares } from '#app/report';
import type { ProjectConfig } from '../config-schema.ts';
import { DRIFT_RULE } from '../waive-differences.ts';
import type { Audited } from './audit-project.ts';

export interface AuditResultOptions {
  readonly config: ProjectConfig;
  /** A former result, and what it is called. */
  readonly baseline: { readonly name: string; readonly value: Baseline } | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What an audit came to, with the project's waivers and against a baseline. */
export function auditResult({ run, input, sources, unread }: Audited, options: AuditResultOptions): AuditResult {
  const { config, baseline, today } = options;
  const waivers: readonly Waiver[] = (config.waivers ?? []).filter(({ rule }) => rule !== DRIFT_RULE);
  const waived = waiveFindings(run.findings.map(withoutFix), { waivers, evaluated: run.evaluated, today });
  const since = baseline && sinceBaseline(waived.findings, baseline.value, run.evaluated);
  const findings = since?.findings ?? waived.findings;
  const { root, columns, evidence } = detectTenancyOf(input);
  return {
    schemaVersion: 1,
    complete: run.failed.length === 0 && sources.every(({ reading }) => isComplete(reading)) && isWhole(unread),
    unread,
    sources: sources.map(({ source, reading }) => ({ source, label: reading.source.label })),
    tenancy: { root, columns, evidence },
    findings,
    baseline: baseline?.name ?? null,
    resolved: since?.resolved ?? [],
    rules: rulesOf(run, findings, config),
    waivers: { unused: waived.unused.map(toAuditWaiver), expired: waived.expired.map(toAuditWaiver) },
    totals: totalsOf(findings, since?.resolved.length ?? 0),
    coverage: coverageShares({ result: { findings }, readings: input.readings, options: input.options ?? {} }),
  };
}

function isWhole(unread: Audited['unread']): boolean {
  return unread.every(({ effect }) => effect !== 'unread');
}

function withoutFix({ fix: _, fixOf: __, ...finding }: Found): Finding {
  return finding;
}

function toAuditWaiver({ rule, object, reason, owner, expires, deferred }: Waiver): AuditWaiver {
  const kind = deferred ? 'deferred' : 'by-design';
  return { rule, object, reason, owner: owner ?? null, expires: expires ?? null, kind };
}

function rulesOf(run: Run, findings: readonly Finding[], { rules }: ProjectConfig): readonly AuditRule[] {
  const open = new Map<string, number>();
  for (const { rule, status } of findings) if (status === 'open') open.set(rule, (open.get(rule) ?? 0) + 1);
  const reasons = new Map([
    ...run.notEvaluated.map(({ rule, reason }) => [rule, reason] as const),
    ...run.failed.map(({ rule, cause }) => [rule, cause] as const),
  ]);
  const evaluated = new Set(run.evaluated);
  const failed = new Set(run.failed.map(({ rule }) => rule));
  const notEvaluated = new Set(run.notEvaluated.map(({ rule }) => rule));
  return RULES.map(({ id, title, severity, dimension, fix }): AuditRule => {
    const own = rules?.[id];
    const state = evaluated.has(id)
      ? 'evaluated'
      : failed.has(id)
        ? 'failed'
        : notEvaluated.has(id)
          ? 'not-evaluated'
          : 'off';
    return {
      id,
      title,
      severity: own === undefined || own === 'off' ? severity : own,
      dimension,
      fix,
      state,
      reason: reasons.get(id) ?? null,
      findings: open.get(id) ?? 0,
    };
  });
}

function totalsOf(findings: readonly Finding[], resolved: number): AuditTotals {
  const open = findings.filter(({ status }) => status === 'open');
  const count = (holds: (finding: Finding) => boolean, among = findings) => among.filter(holds).length;
  return {
    all: findings.length,
    open: open.length,
    byDesign: count(({ waiver }) => waiver?.kind === 'by-design'),
    deferred: count(({ waiver }) => waiver?.kind === 'deferred'),
    new: count(({ isNew }) => isNew === true),
    resolved,
    bySeverity: countsBy(SEVERITIES, open, ({ severity }) => severity),
    byDimension: countsBy(DIMENSIONS, open, ({ dimension }) => dimension),
  };
}

function countsBy<K extends string>(
  keys: readonly K[],
  findings: readonly Finding[],
  keyOf: (finding: Finding) => K,
): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const finding of findings) counts[keyOf(finding)] += 1;
  return counts;
}
