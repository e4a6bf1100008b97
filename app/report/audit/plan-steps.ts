import type { AuditResult, Finding, Priority, Severity } from '#app/api';
import { PRIORITIES, priorityOf, type RemedyPlan, SEVERITIES } from '#app/audit';
import { DIMENSION_WORDS, list } from './words.ts';

/** Findings of one rule that one step puts right. */
export interface PlanRule {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly times: number;
}

/** What is done at once: a migration, edits of the code, or what a person has to decide first. */
export interface PlanStep {
  readonly priority: Priority;
  readonly does: 'migration' | 'code' | 'person';
  /** What is written to a file of its own by `audit --plan`; `null` for what is no migration. */
  readonly id: string | null;
  /** `Tenancy`. */
  readonly about: string;
  readonly findings: number;
  readonly rules: readonly PlanRule[];
  /** What its remedies would have brought about themselves, and is put right along with them. */
  readonly brought: number;
}

export interface ReportPlan {
  /** In the order in which they are to be done. */
  readonly steps: readonly PlanStep[];
  readonly totals: Readonly<Record<PlanStep['does'], number>>;
  readonly migrations: number;
}

const DOES = ['migration', 'code', 'person'] as const satisfies readonly PlanStep['does'][];

/** The remedies of all open findings as steps; `null` where nothing is open. */
export function planSteps(plan: RemedyPlan, { findings, rules }: AuditResult): ReportPlan | null {
  const known = new Map(findings.map((finding) => [finding.key, finding]));
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const found = (keys: readonly string[]) => keys.flatMap((key) => known.get(key) ?? []);
  const migrations = plan.migrations.map(
    ({ priority, about, id, ended, brought }): PlanStep => ({
      priority,
      does: 'migration',
      id,
      about: about === 'names' ? 'Names' : DIMENSION_WORDS[about],
      findings: ended.length,
      rules: byRule(found(ended), titles),
      brought: brought.length,
    }),
  );
  const rest = (does: 'code' | 'person', keys: readonly string[]) =>
    PRIORITIES.flatMap((priority): readonly PlanStep[] => {
      const own = found(keys).filter((finding) => priorityOf(finding) === priority);
      if (own.length === 0) return [];
      const dimensions = [...new Set(own.map(({ dimension }) => DIMENSION_WORDS[dimension]))];
      const about = list(dimensions);
      return [{ priority, does, id: null, about, findings: own.length, rules: byRule(own, titles), brought: 0 }];
    });
  const steps = [...migrations, ...rest('code', plan.code), ...rest('person', plan.person)];
  if (steps.length === 0) return null;
  const total = (does: PlanStep['does']) =>
    steps.filter((step) => step.does === does).reduce((sum, step) => sum + step.findings, 0);
  return {
    steps: PRIORITIES.flatMap((priority) =>
      DOES.flatMap((does) => steps.filter((step) => step.priority === priority && step.does === does)),
    ),
    totals: { migration: total('migration'), code: total('code'), person: total('person') },
    migrations: migrations.length,
  };
}

/** The gravest first, then the most frequent. */
function byRule(findings: readonly Finding[], titles: ReadonlyMap<string, string>): readonly PlanRule[] {
  const rules = new Map<string, PlanRule>();
  for (const { rule, severity } of findings) {
    const known = rules.get(rule);
    rules.set(rule, { rule, severity, title: titles.get(rule) ?? rule, times: (known?.times ?? 0) + 1 });
  }
  const rank = ({ severity }: PlanRule) => SEVERITIES.indexOf(severity);
  return [...rules.values()].sort((a, b) => rank(a) - rank(b) || b.times - a.times || (a.rule < b.rule ? -1 : 1));
}

const STEP_WORDS: Readonly<Record<PlanStep['does'], string>> = {
  migration: 'Migration',
  code: 'Edits of the code',
  person: 'To be decided',
};

export function stepWord({ does }: PlanStep): string {
  return STEP_WORDS[does];
}

/** What the plan comes to, in one sentence. */
export function sayPlan({ totals, migrations }: ReportPlan): string {
  const parts = [
    ...(migrations > 0
      ? [`${migrations} ${migrations === 1 ? 'migration ends' : 'migrations end'} ${totals.migration}`]
      : []),
    ...(totals.code > 0 ? [`edits of the code end ${totals.code}`] : []),
    ...(totals.person > 0 ? [`${totals.person} ${totals.person === 1 ? 'is' : 'are'} for a person to decide`] : []),
  ];
  const all = totals.migration + totals.code + totals.person;
  return `Of ${all} open findings ${list(parts)}.`;
}

/** Writes the migrations of the plan, each tried on what the ones before it leave. */
export const PLAN_COMMAND = 'raingauge audit --plan <folder>';
