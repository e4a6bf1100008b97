import type { AuditResult, WrittenReport } from '#app/api';
import { type AuditReport, buildReport, reportToHtml, reportToMarkdown } from '#app/report';
import { packageVersion } from '#main/platform/entry.ts';
import type { Audited } from './audit-project.ts';

export interface ReportFrame {
  /** What a person calls the project. */
  readonly project: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** The report of an audit: what it was made from goes in with what it came to. */
export function makeReport({ input }: Audited, result: AuditResult, { project, at }: ReportFrame): AuditReport {
  const { readings, usages = null, options = {} } = input;
  return buildReport({ project, at, version: packageVersion(), result, readings, usages, options });
}

/** As a file that stands alone, named after the project. */
export function writeReport(report: AuditReport, format: WrittenReport['format']): WrittenReport {
  const slug = report.project
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const text = format === 'html' ? reportToHtml(report) : reportToMarkdown(report);
  const fileName = `${slug === '' ? 'schema' : slug}-audit.${format}`;
  return { format, fileName, headline: report.headline, complete: report.complete, text };
}
