import type { AuditResult, Finding, Severity } from '#app/api';
import { DIMENSIONS, isOfSchema, LIKELIHOODS, SEVERITIES } from '#app/audit';
import { type Place, toPlace } from '../place.ts';
import type { Resolution, RiskMatrix, SeverityRow } from './report-model.ts';

export function resolutionOf({ status, waiver }: Finding): Exclude<Resolution, 'resolved'> {
  if (status === 'open') return 'open';
  return waiver?.kind === 'deferred' ? 'deferred' : 'by-design';
}

export interface PlacedFact {
  readonly text: string;
  /** Where it stands; `null` where that is no file. */
  readonly place: Place | null;
}

/** The facts of what is told once for many objects or statements, which no other line of a report names; else none. */
export function toldOnceOf({ object, rule, evidence }: Finding): readonly PlacedFact[] {
  const isOfStatements = rule === 'migration-locks' && evidence.length > 1;
  return isOfSchema(object) || isOfStatements
    ? evidence.map(({ text, origin }) => ({ text, place: toPlace(origin ?? null) }))
    : [];
}

/** Severity × what has become of it; what the baseline had and is there no more counts as resolved. */
export function summarize({ findings, resolved }: AuditResult): readonly SeverityRow[] {
  return SEVERITIES.map((severity) => {
    const of = (resolution: Resolution) =>
      findings.filter((finding) => finding.severity === severity && resolutionOf(finding) === resolution).length;
    return {
      severity,
      open: of('open'),
      deferred: of('deferred'),
      'by-design': of('by-design'),
      resolved: resolved.filter((finding) => finding.severity === severity).length,
    };
  });
}

/** Open findings by dimension and severity, and by how likely harm is. */
export function riskMatrix({ findings }: AuditResult): RiskMatrix {
  const open = findings.filter(({ status }) => status === 'open');
  return {
    byDimension: DIMENSIONS.map((dimension) => {
      const own = open.filter((finding) => finding.dimension === dimension);
      return { dimension, counts: bySeverity(own), all: own.length };
    }).filter(({ all }) => all > 0),
    totals: bySeverity(open),
    byLikelihood: ([...LIKELIHOODS, 'unknown'] as const)
      .map((likelihood) => {
        const own = open.filter((finding) => (finding.likelihood ?? 'unknown') === likelihood);
        return { likelihood, counts: bySeverity(own), all: own.length };
      })
      .filter(({ likelihood, all }) => likelihood !== 'unknown' || all > 0),
  };
}

function bySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
