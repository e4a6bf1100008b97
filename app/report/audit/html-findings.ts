import type { Finding } from '#app/api';
import { SEVERITIES } from '#app/audit';
import type { Origin } from '#app/catalog';
import { printPlace, toPlace } from '../place.ts';
import type { XmlNode } from '../xml.ts';
import { type Segment, stackedBars, swatch } from './charts.ts';
import { fragment, h } from './html.ts';
import { chip, code, note, section, severityChip, table } from './html-parts.ts';
import { type AuditReport, RESOLUTIONS, type Resolution, type RiskMatrix, type RuleFindings } from './report-model.ts';
import { resolutionOf, toldOnceOf } from './summarize.ts';
import { DIMENSION_WORDS, LIKELIHOOD_WORDS, list, RESOLUTION_WORDS, SEVERITY_WORDS, shortName } from './words.ts';

/** Findings up to which a grave rule stands unfolded: it is read first, and what is behind it has to stay in reach. */
const UNFOLDED = 30;
/** Rules named as what to begin with. */
const FIRST = 8;

export function summarySection({ summary, rules }: AuditReport): XmlNode {
  const shown = summary.filter((row) => RESOLUTIONS.some((resolution) => row[resolution] > 0));
  if (shown.length === 0) return section('summary', 'By severity and status', note('No rule found anything.'));
  const columns = RESOLUTIONS.filter((resolution) => shown.some((row) => row[resolution] > 0));
  const rows = shown.map((row) => [
    severityName(row.severity),
    ...columns.map((resolution) => row[resolution]),
    ...(columns.length > 1 ? [columns.reduce((sum, resolution) => sum + row[resolution], 0)] : []),
  ]);
  const sums = [...columns, ...(columns.length > 1 ? ['all'] : [])]
    .map((_, at) => at + 1)
    .map((at) => rows.reduce((sum, row) => sum + Number(row[at]), 0));
  const head = [
    { title: 'Severity' },
    ...columns.map((resolution) => ({ title: RESOLUTION_WORDS[resolution], shape: 'number' as const })),
    ...(columns.length > 1 ? [{ title: 'All', shape: 'number' as const }] : []),
  ];
  const segments = (row: (typeof shown)[number]): readonly Segment[] =>
    columns.map((resolution) => ({
      label: RESOLUTION_WORDS[resolution],
      value: row[resolution],
      tone: resolution === 'open' ? row.severity : resolution,
    }));
  return section(
    'summary',
    'By severity and status',
    h(
      'div',
      { class: 'two' },
      table(head, rows, ['All', ...sums]),
      h(
        'div',
        {},
        stackedBars(
          'Findings by severity',
          shown.map((row) => ({ label: SEVERITY_WORDS[row.severity], segments: segments(row) })),
        ),
        statusKey(columns),
      ),
    ),
    firstThings(rules),
  );
}

/** What the bars' parts are, where not all of them are open. */
function statusKey(columns: readonly Resolution[]): XmlNode {
  if (columns.length < 2) return note('All of them are open.');
  const others = columns.filter((resolution) => resolution !== 'open');
  const key = (swatches: readonly XmlNode[], word: string) => h('span', { class: 'key' }, swatches, word);
  return h(
    'figcaption',
    {},
    key(
      (['critical', 'high', 'medium', 'low'] as const).map((severity) => swatch(severity)),
      'open',
    ),
    others.map((resolution) => key([swatch(resolution)], RESOLUTION_WORDS[resolution].toLowerCase())),
  );
}

function severityName(severity: AuditReport['summary'][number]['severity']): XmlNode {
  return fragment(h('span', { class: 'dot', style: `background: var(--${severity})` }), SEVERITY_WORDS[severity]);
}

function firstThings(rules: readonly RuleFindings[]): readonly XmlNode[] {
  const grave = rules.filter(({ open, severity }) => open > 0 && (severity === 'critical' || severity === 'high'));
  if (grave.length === 0) return [];
  const items = grave
    .slice(0, FIRST)
    .map((found) =>
      h(
        'li',
        {},
        severityChip(found.severity),
        h('a', { href: `#rule-${found.rule}` }, found.title),
        h('span', { class: 'times' }, worstOf(found) === 1 ? 'once' : `${worstOf(found)} times`),
      ),
    );
  const more = grave.length - FIRST;
  return [
    h('h3', {}, 'What to begin with'),
    h('ol', { class: 'first' }, items),
    ...(more > 0
      ? [note(`And ${more} more of that weight under `, h('a', { href: '#findings' }, 'Findings'), '.')]
      : []),
  ];
}

/** How many of a rule's open findings are as grave as the worst of them. */
function worstOf({ findings, severity }: RuleFindings): number {
  return findings.filter((finding) => finding.status === 'open' && finding.severity === severity).length;
}

export function riskSection({ matrix }: AuditReport): readonly XmlNode[] {
  if (matrix.byDimension.length === 0) return [];
  const dimensions = matrix.byDimension.map(({ dimension, counts, all }) => ({
    label: DIMENSION_WORDS[dimension],
    counts,
    all,
  }));
  const likelihoods = matrix.byLikelihood.map(({ likelihood, counts }) => ({
    label: LIKELIHOOD_WORDS[likelihood],
    counts,
    all: SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0),
  }));
  return [
    section(
      'risk',
      'Risk',
      h(
        'div',
        { class: 'two' },
        h('div', {}, h('h3', {}, 'Open findings by dimension and severity'), matrixTable(matrix, dimensions)),
        h(
          'div',
          {},
          h('h3', {}, 'Impact and likelihood'),
          matrixTable(matrix, likelihoods),
          note('Likelihood comes of how often code uses the table and of its rows, where the database counted them.'),
        ),
      ),
    ),
  ];
}

interface MatrixRow {
  readonly label: string;
  readonly counts: RiskMatrix['totals'];
  readonly all: number;
}

function matrixTable({ totals }: RiskMatrix, rows: readonly MatrixRow[]): XmlNode {
  const severities = SEVERITIES.filter((severity) => totals[severity] > 0);
  const most = Math.max(1, ...rows.flatMap(({ counts }) => severities.map((severity) => counts[severity])));
  const cell = (severity: (typeof severities)[number], number: number) => {
    // The square root keeps small numbers apart next to large ones.
    const share = Math.round(12 + 48 * Math.sqrt(number / most));
    const style = number === 0 ? null : `background: color-mix(in oklab, var(--${severity}) ${share}%, var(--page))`;
    return h('td', { class: number === 0 ? 'n zero' : 'n', style }, String(number));
  };
  return h(
    'table',
    { class: 'matrix' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('td', {}),
        severities.map((severity) => h('th', { class: 'n', scope: 'col' }, SEVERITY_WORDS[severity])),
        h('th', { class: 'n', scope: 'col' }, 'All'),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(({ label, counts, all }) =>
        h(
          'tr',
          {},
          h('th', { class: 'row', scope: 'row' }, label),
          severities.map((severity) => cell(severity, counts[severity])),
          h('td', { class: 'n all' }, String(all)),
        ),
      ),
    ),
  );
}

export function findingsSection({ rules, resolved }: AuditReport): readonly XmlNode[] {
  if (rules.length === 0 && resolved.length === 0) return [];
  const gone = resolved.map(({ rule, object, message, severity }) => [
    severityChip(severity),
    code(rule),
    code(shortName(object)),
    message,
  ]);
  return [
    section(
      'findings',
      'Findings and their resolution',
      rules.map(ruleBlock),
      gone.length > 0
        ? [
            h('h3', {}, 'Resolved since the baseline'),
            table(
              [{ title: 'Severity', shape: 'tight' }, { title: 'Rule' }, { title: 'Object' }, { title: 'What it was' }],
              gone,
            ),
          ]
        : [],
    ),
  ];
}

function ruleBlock(found: RuleFindings): XmlNode {
  const { rule, title, severity, findings, open, resolution, drafted } = found;
  const isGrave = (severity === 'critical' || severity === 'high') && open > 0;
  const rows = findings.map((finding) => [
    code(shortName(finding.object)),
    fragment(finding.message, remedyOf(finding, resolution), placesTold(finding)),
    placeOf(finding.origins),
    statusOf(finding),
  ]);
  const worst = worstOf(found);
  const graver = worst < open ? `${worst} ${SEVERITY_WORDS[severity].toLowerCase()}, ` : '';
  const all = open === findings.length ? `${graver}${open} open` : `${graver}${open} open of ${findings.length}`;
  return h(
    'details',
    { id: `rule-${rule}`, open: isGrave && findings.length <= UNFOLDED },
    h(
      'summary',
      {},
      severityChip(severity),
      h('span', { class: 'title' }, title, code(rule)),
      h('span', { class: 'open' }, all),
    ),
    h(
      'div',
      { class: 'body' },
      resolution === null && drafted.length === 0
        ? []
        : h(
            'p',
            { class: 'resolution' },
            ...(resolution === null
              ? []
              : [h('b', {}, 'Resolution. '), resolution.endsWith('.') ? `${resolution} ` : `${resolution}. `]),
            drafted.length > 0 ? `Can be drafted as ${list(drafted)}.` : '',
          ),
      table([{ title: 'Object' }, { title: 'What' }, { title: 'Where' }, { title: 'Status', shape: 'tight' }], rows),
    ),
  );
}

function remedyOf({ remedy }: Finding, shared: string | null): XmlNode | string {
  if (!remedy || shared !== null) return '';
  return fragment(' ', h('span', { class: 'names' }, remedy.title));
}

/** What is told once for many places is followed by them. */
function placesTold(finding: Finding): XmlNode | string {
  const places = toldOnceOf(finding);
  return places.length === 0
    ? ''
    : h(
        'ul',
        { class: 'told names' },
        places.map(({ text, place }) => h('li', {}, text, ...(place ? [' ', code(printPlace(place))] : []))),
      );
}

function statusOf(finding: Finding): XmlNode {
  const resolution = resolutionOf(finding);
  const { waiver } = finding;
  const word = RESOLUTION_WORDS[resolution].toLowerCase();
  return waiver
    ? h('span', { title: waiver.reason }, chip('', word))
    : fragment(word, finding.isNew === true ? ' (new)' : '');
}

export function placeOf(origins: readonly Origin[]): XmlNode | string {
  const place = origins.map(toPlace).find((one) => one !== null) ?? null;
  return place ? code(printPlace(place)) : '';
}
