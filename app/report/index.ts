export { buildReport } from './audit/build-report.ts';
export { reportToHtml } from './audit/html-report.ts';
export { reportToMarkdown } from './audit/markdown.ts';
export type { AuditReport, ReportInput } from './audit/report-model.ts';
export { driftToGithub } from './drift/github.ts';
export { driftToJunit } from './drift/junit.ts';
export { driftToMarkdown } from './drift/markdown.ts';
export { driftToSarif } from './drift/sarif.ts';
