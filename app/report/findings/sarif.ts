import type { AuditResult, AuditRule, Finding } from '#app/api';
import type { Severity } from '#app/audit';
import { toPlace } from '../place.ts';
import { physicalLocation, sarifLog } from '../sarif.ts';
import { placeOfFinding } from './place.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** Facts that a message holds: it is shown beside the line. */
const FACTS = 12;

/** What GitHub's code scanning sorts by. Source: docs.github.com, "SARIF support for code scanning", security-severity. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '3.0',
  info: '0.0',
};

/**
 * SARIF 2.1.0: one rule for each that was evaluated, a result for each finding. Waived ones are there, suppressed, with their
 * reasons. The finding's key is the fingerprint.
 */
export function findingsToSarif(result: AuditResult, version: string): object {
  const rules = result.rules.filter(({ state }) => state === 'evaluated');
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = result.findings.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? -1));
  return sarifLog(version, rules.map(ruleOf), results, result);
}

function ruleOf({ id, title, severity, dimension }: AuditRule): object {
  return {
    id,
    shortDescription: { text: title },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [dimension], 'security-severity': SCORES[severity] },
  };
}

function resultOf(finding: Finding, ruleIndex: number): object {
  const { rule, severity, message, evidence, object, key, waiver, isNew, likelihood, sources, remedy } = finding;
  const place = placeOfFinding(finding);
  const related = finding.origins.flatMap((origin) => {
    const own = toPlace(origin);
    return own && (own.file !== place?.file || own.line !== place.line) ? [own] : [];
  });
  const facts = evidence.slice(0, FACTS).map(({ text }) => text);
  if (evidence.length > FACTS) facts.push(`And ${evidence.length - FACTS} more.`);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: [message, ...facts].join(' ') },
    locations: [
      {
        ...(place ? { physicalLocation: physicalLocation(place) } : {}),
        logicalLocations: [{ fullyQualifiedName: object, kind: object.slice(0, object.indexOf(':')) }],
      },
    ],
    ...(related.length > 0
      ? { relatedLocations: related.map((one, id) => ({ id, physicalLocation: physicalLocation(one) })) }
      : {}),
    partialFingerprints: { 'raingauge/finding/v1': key },
    ...(isNew === null ? {} : { baselineState: isNew ? 'new' : 'unchanged' }),
    ...(waiver
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: waiver.reason,
              properties: { kind: waiver.kind, owner: waiver.owner, expires: waiver.expires },
            },
          ],
        }
      : {}),
    properties: { severity, likelihood, sources, remedy: remedy?.title ?? null },
  };
}
