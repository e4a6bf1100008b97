import type { AuditResult, Finding } from '#app/api';
import { SEVERITIES } from '#app/audit';
import { compareText } from '#app/catalog';
import type { RuleFindings } from './report-model.ts';

/** Findings by rule; a rule stands where its worst finding does, and of two such the one with more goes first. */
export function groupByRule({ findings, rules }: AuditResult): readonly RuleFindings[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  return [...groups]
    .map(([rule, group]) => ruleFindings(rule, titles.get(rule) ?? rule, group))
    .sort(
      (a, b) =>
        Number(b.open > 0) - Number(a.open > 0) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.open - a.open ||
        compareText(a.rule, b.rule),
    );
}

function ruleFindings(rule: string, title: string, findings: readonly Finding[]): RuleFindings {
  const [first] = findings;
  if (!first) throw new Error('A rule without findings is no group');
  const open = findings.filter(({ status }) => status === 'open');
  const worst = (open[0] ?? first).severity;
  const titles = new Set(findings.flatMap(({ remedy }) => (remedy ? [remedy.title] : [])));
  const drafted: ('SQL' | 'Drizzle edit')[] = [];
  if (findings.some(({ remedy }) => remedy?.sql)) drafted.push('SQL');
  if (findings.some(({ remedy }) => remedy?.code)) drafted.push('Drizzle edit');
  return {
    rule,
    title,
    severity: worst,
    dimension: first.dimension,
    findings,
    open: open.length,
    resolution: titles.size === 1 ? ([...titles][0] ?? null) : null,
    drafted,
  };
}
