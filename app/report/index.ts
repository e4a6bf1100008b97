export { buildReport } from './audit/build-report.ts';
export { reportToHtml } from './audit/html-report.ts';
export { reportToMarkdown } from './audit/markdown.ts';
export type { AuditReport, ReportInput } from './audit/report-model.ts';
export { coverageShares } from './audit/shares.ts';
export { driftToGithub } from './drift/github.ts';
export { driftToJunit } from './drift/junit.ts';
export { driftToMarkdown } from './drift/markdown.ts';
export { driftToSarif } from './drift/sarif.ts';
export { findingsToGithub } from './findings/github.ts';
export { findingsToJunit } from './findings/junit.ts';
export { findingsToMarkdown } from './findings/markdown.ts';
export { findingsToSarif } from './findings/sarif.ts';
export { foreignKeysOverlay, rlsOverlay, saysForeignKeys, saysRls } from './graph/coverage-overlays.ts';
export { graphToDbml } from './graph/dbml.ts';
export { type DrawGraphInput, drawGraph } from './graph/draw-graph.ts';
export type * from './graph/drawing.ts';
export { type Ink, PAPER, type ToneInk } from './graph/ink.ts';
export { drawLegends } from './graph/legend.ts';
export { graphToMermaid } from './graph/mermaid.ts';
export type { DrawnOverlay, LegendLine } from './graph/overlay.ts';
export * from './graph/state-looks.ts';
export {
  drawingToSvg,
  type EmbeddedFont,
  type FontPart,
  fontPartsOf,
  SUBSETS,
  type Subset,
} from './graph/svg.ts';
export { type Face, fitText, textWidth } from './graph/text-width.ts';
export { isolationToGithub } from './isolation/github.ts';
export { isolationToJunit } from './isolation/junit.ts';
export { isolationToMarkdown } from './isolation/markdown.ts';
export { PRIORITY_SAYS, planToMarkdown } from './plan.ts';
