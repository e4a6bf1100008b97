import type { AuditResult, WrittenReport } from '#app/api';
import { planRemedies } from '#app/audit';
import { type AuditReport, buildReport, reportToHtml, reportToMarkdown } from '#app/report';
import { packageVersion } from '#main/platform/entry.ts';
import type { ProjectConfig } from '../config-schema.ts';
import type { Audited } from './audit-project.ts';
import { combineOptionsOf } from './draft-findings.ts';

export interface ReportFrame {
  /** What a person calls the project. */
  readonly project: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly config: ProjectConfig;
}

/** The report of an audit: what it was made from goes in with what it came to. */
export function makeReport(
  { input, run }: Audited,
  result: AuditResult,
  { project, at, config }: ReportFrame,
): AuditReport {
  const { readings, usages = null, options = {} } = input;
  const open = result.findings.filter(({ status }) => status === 'open').map(({ key }) => key);
  const plan = planRemedies(input, run.findings, open, combineOptionsOf(config));
  return buildReport({ project, at, version: packageVersion(), result, readings, usages, options, plan });
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
