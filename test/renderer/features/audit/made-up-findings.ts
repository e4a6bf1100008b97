import type { AuditResult, Finding } from '#app/api';

/** A finding with what a test does not say left at the plainest. */
export function madeUpFinding(part: Partial<Finding> & Pick<Finding, 'rule' | 'object'>): Finding {
  return {
    key: `${part.rule} ${part.object}`,
    severity: 'medium',
    dimension: 'integrity',
    table: part.object.startsWith('table:') ? part.object : null,
    message: `${part.object} is not as it should be.`,
    evidence: [],
    origins: [],
    sources: ['code'],
    likelihood: null,
    remedy: null,
    status: 'open',
    waiver: null,
    isNew: null,
    ...part,
  };
}

export const GUESTS = madeUpFinding({
  rule: 'rls-disabled',
  object: 'table:public.guests',
  severity: 'critical',
  dimension: 'tenancy',
  likelihood: 'likely',
  sources: ['live', 'code'],
  origins: [{ source: 'code', file: 'src/schema/guests.ts', line: 4 }],
  remedy: { title: 'Enable row security', sql: true, code: true, advice: null },
});
export const HALLS = madeUpFinding({
  rule: 'fk-no-index',
  object: 'foreign-key:public.halls.halls_venue_id_fkey',
  table: 'table:public.halls',
  origins: [{ source: 'migrations', file: 'drizzle/0001_a.sql', line: 9 }],
  sources: ['migrations'],
});
export const WAIVED = madeUpFinding({
  rule: 'rls-disabled',
  object: 'table:public.countries',
  severity: 'critical',
  dimension: 'tenancy',
  status: 'waived',
  waiver: { kind: 'by-design', reason: 'The same for all', owner: null, expires: null },
});
export const FILE = madeUpFinding({
  rule: 'backup-not-documented',
  object: 'file:"README.md"',
  severity: 'low',
  dimension: 'operations',
});

export const NO_TOTALS: AuditResult['totals'] = {
  all: 0,
  open: 0,
  byDesign: 0,
  deferred: 0,
  new: 0,
  resolved: 0,
  bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  byDimension: { tenancy: 0, integrity: 0, integration: 0, scale: 0, operations: 0, convention: 0 },
};
