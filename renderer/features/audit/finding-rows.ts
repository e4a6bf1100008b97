import type { Dimension, Finding, Severity } from '#app/api';
import { filePathOf } from '#app/audit';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import type { FindingGroup } from '#renderer/stores';
import type { TreeRow } from '#renderer/ui';
import { DIMENSION_LABELS, DIMENSIONS, SEVERITIES, SEVERITY_LOOKS } from './looks.ts';

/** A row of the tree of findings: a group, or a finding in it. */
export type FindingRow = TreeRow &
  (
    | { readonly row: 'group'; readonly worst: Severity; readonly members: readonly Finding[] }
    | { readonly row: 'finding'; readonly finding: Finding }
  );

/** What is in no group of the kind asked for: about no table, without a line in a file. */
const NO_TABLE = 'About no table';
const NO_FILE = 'In the database only';

/** The gravest first, those of one rule together, their objects as people count. */
export function inReadingOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, rank: rankOf(finding.severity), subject: subjectText(finding) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        compareNaturally(a.finding.rule, b.finding.rule) ||
        compareNaturally(a.subject, b.subject) ||
        compareNaturally(a.finding.key, b.finding.key),
    )
    .map(({ finding }) => finding);
}

/** Findings below the groups they belong to, the gravest group first; `closed` holds the ids of those that are folded. */
export function findingRows(
  findings: readonly Finding[],
  by: FindingGroup,
  closed: ReadonlySet<string>,
): readonly FindingRow[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const name = groupOf(finding, by);
    const members = groups.get(name);
    if (members) members.push(finding);
    else groups.set(name, [finding]);
  }
  const rows: FindingRow[] = [];
  for (const [text, members] of [...groups].sort(orderOf(by))) {
    const id = `group ${by} ${text}`;
    const expanded = !closed.has(id);
    rows.push({ row: 'group', id, level: 1, expanded, text, worst: worstOf(members), members });
    if (!expanded) continue;
    for (const finding of members) {
      rows.push({ row: 'finding', id: finding.key, level: 2, expanded: null, text: subjectText(finding), finding });
    }
  }
  return rows;
}

/** What a finding is about, as a person reads it. */
export function subjectText({ object }: Pick<Finding, 'object'>): string {
  return filePathOf(object) ?? qualifiedText(object);
}

/** The finding after (or before) one, in the order of the rows and around the end. */
export function neighbourFinding(rows: readonly FindingRow[], current: string | null, step: 1 | -1): string | null {
  const keys = rows.flatMap((row) => (row.row === 'finding' ? [row.id] : []));
  if (keys.length === 0) return null;
  const at = current === null ? -1 : keys.indexOf(current);
  if (at < 0) return (step > 0 ? keys[0] : keys.at(-1)) ?? null;
  return keys[(at + step + keys.length) % keys.length] ?? null;
}

export function findingsOf(row: FindingRow): readonly Finding[] {
  return row.row === 'finding' ? [row.finding] : row.members;
}

function groupOf(finding: Finding, by: FindingGroup): string {
  switch (by) {
    case 'severity':
      return SEVERITY_LOOKS[finding.severity].label;
    case 'dimension':
      return DIMENSION_LABELS[finding.dimension];
    case 'rule':
      return finding.rule;
    case 'table':
      return finding.table === null ? NO_TABLE : qualifiedText(finding.table);
    case 'file':
      return finding.origins.find(isFileOrigin)?.file ?? filePathOf(finding.object) ?? NO_FILE;
  }
}

type Group = readonly [string, readonly Finding[]];

function orderOf(by: FindingGroup): (a: Group, b: Group) => number {
  if (by === 'severity') return ([, a], [, b]) => rankOf(worstOf(a)) - rankOf(worstOf(b));
  if (by === 'dimension') return ([, a], [, b]) => dimensionRank(a) - dimensionRank(b);
  return ([a, own], [b, others]) =>
    rankOf(worstOf(own)) - rankOf(worstOf(others)) ||
    countWorst(others) - countWorst(own) ||
    others.length - own.length ||
    compareNaturally(a, b);
}

function dimensionRank([first]: readonly Finding[]): number {
  return DIMENSIONS.indexOf((first?.dimension ?? 'convention') satisfies Dimension);
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

export function worstOf(findings: readonly Finding[]): Severity {
  let worst: Severity = 'info';
  for (const { severity } of findings) if (rankOf(severity) < rankOf(worst)) worst = severity;
  return worst;
}

function countWorst(findings: readonly Finding[]): number {
  const worst = worstOf(findings);
  return findings.filter(({ severity }) => severity === worst).length;
}
