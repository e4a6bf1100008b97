import type { XmlNode } from '../xml.ts';
import { fragment, h } from './html.ts';
import { referencesSection, rowSecuritySection, tenantSection } from './html-coverage.ts';
import { findingsSection, riskSection, summarySection } from './html-findings.ts';
import {
  checklistSection,
  debtSection,
  figuresSection,
  filesSection,
  migrationsSection,
  notEvaluatedSection,
} from './html-history.ts';
import { code } from './html-parts.ts';
import { planSection } from './html-plan.ts';
import { STYLE } from './html-style.ts';
import type { AuditReport } from './report-model.ts';
import { list } from './words.ts';

/** Nothing is fetched and nothing runs, whatever a schema may hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one file that stands alone: to be mailed, opened, printed. Light or dark as the reader's system is. */
export function reportToHtml(report: AuditReport): string {
  const title = `Schema audit of ${report.project}`;
  const chapters: readonly (readonly [string, string, readonly XmlNode[]])[] = [
    ['summary', 'Summary', [summarySection(report)]],
    ['risk', 'Risk', riskSection(report)],
    ['plan', 'Plan', planSection(report)],
    ['row-security', 'Row-level security', rowSecuritySection(report)],
    ['tenant-column', 'Tenant column', tenantSection(report)],
    ['foreign-keys', 'Foreign keys', referencesSection(report)],
    ['checklist', 'Checklist', [checklistSection(report)]],
    ['findings', 'Findings', findingsSection(report)],
    ['debt', 'Accepted and deferred', debtSection(report)],
    ['migrations', 'Migrations', migrationsSection(report)],
    ['figures', 'Figures', [figuresSection(report)]],
    ['files', 'Files', filesSection(report)],
    ['not-evaluated', 'Not evaluated', notEvaluatedSection(report)],
  ];
  const present = chapters.filter(([, , nodes]) => nodes.length > 0);
  const head = h(
    'head',
    {},
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    h('title', {}, title),
    // A stylesheet is no text: nothing of it comes from a schema.
    { text: `<style>${STYLE}</style>` },
  );
  const body = h(
    'body',
    {},
    patterns(),
    header(report),
    unread(report),
    h(
      'nav',
      { 'aria-label': 'Chapters' },
      present.map(([id, word]) => h('a', { href: `#${id}` }, word)),
    ),
    h(
      'main',
      {},
      present.map(([, , nodes]) => nodes),
    ),
    h(
      'footer',
      {},
      `Raingauge ${report.version}. Severities and rules are explained by `,
      code('raingauge explain <rule>'),
      '.',
    ),
  );
  return `<!doctype html>\n${h('html', { lang: 'en' }, head, body).text}\n`;
}

function header({ project, headline, verdict, answers, sources, at }: AuditReport): XmlNode {
  const read = list(sources.map(({ label, detail }) => `${label} (${detail})`));
  return h(
    'header',
    {},
    h('h1', {}, 'Schema audit of ', h('b', {}, project)),
    h('p', { class: 'read' }, `${sayTime(at)}. Read from ${read}.`),
    h('p', { class: `headline ${verdict}` }, headline),
    h(
      'dl',
      { class: 'answers' },
      answers.map(({ figure, label, tone }) => h('div', { class: tone }, h('dt', {}, figure), h('dd', {}, label))),
    ),
  );
}

/** `2026-11-21 23:08 UTC`. */
function sayTime(at: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : at;
}

function unread({ unread: problems }: AuditReport): XmlNode {
  if (problems.length === 0) return fragment();
  const items = problems.map(({ message, remedy }) => h('li', {}, remedy === null ? message : `${message} ${remedy}`));
  return h('div', { class: 'unread' }, h('b', {}, 'Not everything could be read.'), h('ul', {}, items));
}

/** Hatchings that charts and graph fill with: one line direction per meaning, in the colours of the page. */
function patterns(): XmlNode {
  const pattern = (name: string, tone: string, mark: XmlNode) =>
    h(
      'pattern',
      { id: `${name}-${tone}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
      h('rect', { width: 8, height: 8, style: `fill: var(--${tone})` }),
      mark,
    );
  /** For the graph, which is drawn about five times smaller than it measures: quiet enough for a name to stand on. */
  const large = (id: string, tone: string, d: string) =>
    h(
      'pattern',
      { id, width: 32, height: 32, patternUnits: 'userSpaceOnUse' },
      h('rect', { width: 32, height: 32, style: `fill: var(--${tone}-soft)` }),
      h('path', { d, style: `fill: none; stroke: var(--${tone}); stroke-width: 5; opacity: 0.4` }),
    );
  const stroke = 'fill: none; stroke: var(--page); stroke-width: 1.6; opacity: 0.65';
  const slant = h('path', { d: 'M-2 6L6 -2M2 10L10 2', style: stroke });
  const cross = h('path', { d: 'M-2 6L6 -2M2 10L10 2M-2 2L6 10M2 -2L10 6', style: stroke });
  const rows = h('path', { d: 'M0 4H8', style: stroke });
  const dots = h('circle', { cx: 4, cy: 4, r: 1.6, style: 'fill: var(--page); opacity: 0.75' });
  return h(
    'svg',
    { class: 'defs', 'aria-hidden': 'true' },
    h(
      'defs',
      {},
      pattern('hatch', 'bad', slant),
      pattern('cross', 'bad', cross),
      pattern('hatch', 'warn', slant),
      pattern('dots', 'warn', dots),
      pattern('rows', 'warn', rows),
      pattern('rows', 'low', rows),
      pattern('rows', 'neutral', rows),
      large('graph-hatch', 'bad', 'M-8 24L24 -8M8 40L40 8'),
      large('graph-rows', 'warn', 'M0 16H32'),
    ),
  );
}
