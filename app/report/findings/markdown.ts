import type { AuditResult, Finding } from '#app/api';
import { SEVERITIES } from '#app/audit';
import { unreadIn } from '#app/catalog';
import { cellCode, escapeMarkdown, markdownTable } from '../markdown.ts';
import { printPlace } from '../place.ts';
import { placeOfFinding } from './place.ts';

/** For a pull request's comment: what is open by severity, then folded what is waived, resolved and not evaluated. */
export function findingsToMarkdown(result: AuditResult): string {
  const open = result.findings.filter(({ status }) => status === 'open');
  const waived = result.findings.filter(({ status }) => status === 'waived');
  const skipped = result.rules.filter(({ state }) => state === 'not-evaluated');
  const parts = [
    `## Audit: ${escapeMarkdown(result.sources.map(({ label }) => label).join(', '))}`,
    headline(result),
    ...SEVERITIES.flatMap((severity) =>
      section(
        severity,
        open.filter((finding) => finding.severity === severity),
      ),
    ),
    ...unread(result),
    ...folded(
      `${waived.length} waived`,
      waived.map(({ message, waiver }) => `${message} (${waiver?.kind}: ${waiver?.reason})`),
    ),
    ...folded(
      `${result.resolved.length} resolved since the baseline`,
      result.resolved.map(({ message }) => message),
    ),
    ...folded(
      `${skipped.length} rules not evaluated`,
      skipped.map(({ id, reason }) => `${id}: ${reason}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline({ totals, baseline, complete }: AuditResult): string {
  const split = SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0)
    .map((severity) => `${totals.bySeverity[severity]} ${severity}`)
    .join(', ');
  const what = totals.open === 0 ? '**Nothing is open.**' : `**${totals.open} open:** ${split}.`;
  const news = baseline === null ? '' : ` ${totals.new} new and ${totals.resolved} resolved since the baseline.`;
  return `${what}${news}${complete ? '' : ' **Not everything could be read.**'}`;
}

function section(severity: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => {
    const place = placeOfFinding(finding);
    return [
      cellCode(finding.rule),
      `${escapeMarkdown(finding.message)}${finding.isNew ? ' **new**' : ''}`,
      place ? cellCode(printPlace(place)) : cellCode(finding.object),
      escapeMarkdown(finding.remedy?.title ?? ''),
    ];
  });
  return [`### ${severity}`, markdownTable(['rule', 'what', 'where', 'remedy'], rows)];
}

function unread({ unread: problems }: AuditResult): readonly string[] {
  const lines = unreadIn(problems).map(({ message }) => `- ${escapeMarkdown(message)}`);
  return lines.length === 0 ? [] : ['### Could not be read', lines.join('\n')];
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const list = lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return [`<details><summary>${title}</summary>\n\n${list}\n\n</details>`];
}
