import type { AuditResult, Finding, Progress, RuleExplanation } from '#app/api';
import { DIMENSIONS, SEVERITIES } from '#app/audit';

type Sketch = readonly [
  rule: string,
  table: string,
  severity: Finding['severity'],
  dimension: Finding['dimension'],
  message: string,
];

const SKETCHES: readonly Sketch[] = [
  ['rls-disabled', 'guests', 'critical', 'tenancy', 'public.guests holds tenants’ data and row security is off.'],
  [
    'policy-always-true',
    'events',
    'critical',
    'tenancy',
    'A policy of public.events lets every tenant’s rows through.',
  ],
  ['rls-not-forced', 'venues', 'high', 'tenancy', 'The owner of public.venues is not held to its policies.'],
  [
    'fk-missing',
    'guests',
    'high',
    'integrity',
    'guests.event_id is named like a reference to events; no foreign key guards it.',
  ],
  [
    'fk-no-index',
    'events',
    'medium',
    'scale',
    'No index of public.events leads with venue_id: deleting a venue scans the table.',
  ],
  ['timestamp-without-zone', 'guests', 'medium', 'integrity', 'guests.invited_at says a time and not where.'],
  [
    'varchar-length',
    'venues',
    'low',
    'convention',
    'venues.name is cut at 255 characters for no reason that is written.',
  ],
  ['table-without-comment', 'events', 'info', 'operations', 'public.events says nothing about itself.'],
];

function finding([rule, table, severity, dimension, message]: Sketch, at: number): Finding {
  const object = `table:public.${table}` as const;
  return {
    key: `${rule} ${object}`,
    rule,
    severity,
    dimension,
    object,
    table: object,
    message,
    evidence: [],
    origins: [{ source: 'code', file: `src/db/schema/${table}.ts`, line: 4 + at }],
    sources: at % 3 === 0 ? ['live', 'code'] : ['live'],
    likelihood: at % 2 === 0 ? 'likely' : 'possible',
    remedy: { title: 'Put it right', sql: true, code: at % 2 === 0, advice: null },
    status: 'open',
    waiver: null,
    isNew: null,
  };
}

function counts<K extends string>(names: readonly K[], of: (name: K) => number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, number>;
}

/** An audit of the made-up project; of the scenario `clean` nothing is open. */
function madeUpAudit(scenario: string): AuditResult {
  const findings = scenario === 'clean' ? [] : SKETCHES.map(finding);
  return {
    schemaVersion: 1,
    complete: true,
    unread: [],
    sources: [
      { source: 'live', label: 'live' },
      { source: 'code', label: 'code' },
    ],
    tenancy: { root: null, columns: ['company_id'], evidence: ['company_id stands in 3 tables.'] },
    findings,
    baseline: null,
    resolved: [],
    rules: findings.map(({ rule, severity, dimension, message }) => ({
      id: rule,
      title: message,
      severity,
      dimension,
      fix: ['sql' as const],
      state: 'evaluated' as const,
      reason: null,
      findings: 1,
    })),
    waivers: { unused: [], expired: [] },
    totals: {
      all: findings.length,
      open: findings.length,
      byDesign: 0,
      deferred: 0,
      new: 0,
      resolved: 0,
      bySeverity: counts(SEVERITIES, (name) => findings.filter(({ severity }) => severity === name).length),
      byDimension: counts(DIMENSIONS, (name) => findings.filter(({ dimension }) => dimension === name).length),
    },
  };
}

const EXPLAINED =
  '## Why\n\nWithout row security every role that may read the table reads **all** tenants’ rows.\n\n## Fix\n\nEnable it.\n';

/** What the engine is asked of audits. `fail` and `work` are the engine's own. */
export function madeUpAudits(
  scenario: string,
  fail: () => Promise<never>,
  work: (result: AuditResult, forever: boolean) => AsyncGenerator<Progress, AuditResult, void>,
) {
  return {
    run: () =>
      scenario === 'audit-failed' ? fail() : Promise.resolve(work(madeUpAudit(scenario), scenario === 'audit-loading')),
    explain: async ({ rule }: { rule: string }): Promise<RuleExplanation> => ({
      rule,
      markdown: `# ${rule}\n\n${EXPLAINED}`,
    }),
  };
}
