import type { Finding } from '#app/api';
import { PRIORITIES, SEVERITIES } from '#app/audit';
import type { Origin } from '#app/catalog';
import { EDGE_STATES, RLS_STATES, ROW_COMMANDS } from '#app/coverage';
import { cellCode, escapeMarkdown, inlineCode, markdownTable } from '../markdown.ts';
import { printPlace, toPlace } from '../place.ts';
import { PRIORITY_SAYS } from '../plan.ts';
import { columnName } from './coverage.ts';
import { PLAN_COMMAND, sayPlan, stepWord } from './plan-steps.ts';
import { type AuditReport, RESOLUTIONS, type RuleFindings } from './report-model.ts';
import { type PlacedFact, resolutionOf, toldOnceOf } from './summarize.ts';
import {
  count,
  DIMENSION_WORDS,
  EDGE_WORDS,
  edgeState,
  LIKELIHOOD_WORDS,
  list,
  RESOLUTION_WORDS,
  RLS_WORDS,
  SCHEMA_HEADS,
  SEVERITY_WORDS,
  schemaRows,
  shortName,
  TENANT_COLUMN_WORDS,
} from './words.ts';

/** The report for a repository or a pull request: the answer first, then what it rests on. */
export function reportToMarkdown(report: AuditReport): string {
  const parts = [
    `# Schema audit of ${escapeMarkdown(report.project)}`,
    `**${escapeMarkdown(report.headline)}**`,
    sources(report),
    ...unread(report),
    ...summary(report),
    ...firstThings(report),
    ...risk(report),
    ...plan(report),
    ...findings(report),
    ...rowSecurity(report),
    ...tenantColumns(report),
    ...references(report),
    ...migrations(report),
    ...checklist(report),
    ...debt(report),
    ...figures(report),
    ...files(report),
    ...notEvaluated(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sources({ sources: read, at, version }: AuditReport): string {
  const said = read.map(({ label, detail }) => `${inlineCode(label)} (${escapeMarkdown(detail)})`);
  return `Read ${escapeMarkdown(at)} from ${list(said)} by Raingauge ${escapeMarkdown(version)}.`;
}

function unread({ unread: problems }: AuditReport): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(
    ({ message, remedy }) => `- ${escapeMarkdown(message)}${remedy === null ? '' : ` ${escapeMarkdown(remedy)}`}`,
  );
  return ['## Not read', lines.join('\n')];
}

function summary({ summary: rows }: AuditReport): readonly string[] {
  const cells = rows
    .filter((row) => RESOLUTIONS.some((resolution) => row[resolution] > 0))
    .map((row) => [
      SEVERITY_WORDS[row.severity],
      ...RESOLUTIONS.map((resolution) => String(row[resolution])),
      String(RESOLUTIONS.reduce((sum, resolution) => sum + row[resolution], 0)),
    ]);
  if (cells.length === 0) return ['## Summary', 'No rule found anything.'];
  const total = (at: number) => String(cells.reduce((sum, row) => sum + Number(row[at]), 0));
  const totals = ['**All**', ...[1, 2, 3, 4, 5].map((at) => `**${total(at)}**`)];
  const head = ['Severity', ...RESOLUTIONS.map((resolution) => RESOLUTION_WORDS[resolution]), 'All'];
  return ['## Summary', markdownTable(head, [...cells, totals])];
}

/** Rules named as what to begin with. */
const FIRST = 8;

function firstThings({ rules }: AuditReport): readonly string[] {
  const grave = rules.filter(({ open, severity }) => open > 0 && (severity === 'critical' || severity === 'high'));
  if (grave.length === 0) return [];
  const lines = grave
    .slice(0, FIRST)
    .map(
      ({ title, rule, open, severity }, at) =>
        `${at + 1}. **${SEVERITY_WORDS[severity]}, ${open}×:** ${escapeMarkdown(title)} (${inlineCode(rule)})`,
    );
  const more = grave.length > FIRST ? [`${count(grave.length - FIRST, 'more rule')} of that weight below.`] : [];
  return ['## First', lines.join('\n'), ...more];
}

function risk({ matrix }: AuditReport): readonly string[] {
  if (matrix.byDimension.length === 0) return [];
  const severities = SEVERITIES.filter((severity) => matrix.totals[severity] > 0);
  const head = severities.map((severity) => SEVERITY_WORDS[severity]);
  const rows = matrix.byDimension.map(({ dimension, counts, all }) => [
    DIMENSION_WORDS[dimension],
    ...severities.map((severity) => String(counts[severity])),
    String(all),
  ]);
  const likely = matrix.byLikelihood.map(({ likelihood, counts }) => [
    LIKELIHOOD_WORDS[likelihood],
    ...severities.map((severity) => String(counts[severity])),
  ]);
  return [
    '## Risk',
    'Open findings by dimension and severity:',
    markdownTable(['Dimension', ...head, 'All'], rows),
    'By impact, and by how likely harm is: what the use of the table in code and its rows tell.',
    markdownTable(['Likelihood', ...head], likely),
  ];
}

function plan({ plan: own }: AuditReport): readonly string[] {
  if (!own) return [];
  const rows = own.steps.map((step) => [
    step.priority,
    step.id === null ? stepWord(step) : inlineCode(step.id),
    step.about,
    String(step.findings),
    list(step.rules.map(({ rule, times }) => `${inlineCode(rule)}${times > 1 ? ` ×${times}` : ''}`)),
  ]);
  const when = PRIORITIES.map((priority) => `${priority} ${PRIORITY_SAYS[priority]}`);
  return [
    '## Plan',
    `${sayPlan(own)} ${list(when)}. ${inlineCode(PLAN_COMMAND)} writes the migrations, each tried on what the ones before it leave.`,
    markdownTable(['Priority', 'Step', 'About', 'Findings', 'Puts right'], rows),
  ];
}

function findings({ rules, resolved }: AuditReport): readonly string[] {
  const parts = rules.flatMap((group) => ruleSection(group));
  const gone = resolved.map(({ key, message }) => `- ${inlineCode(key)}: ${escapeMarkdown(message)}`);
  return [
    ...(parts.length > 0 ? ['## Findings', ...parts] : []),
    ...(gone.length > 0 ? ['### Resolved since the baseline', gone.join('\n')] : []),
  ];
}

function ruleSection({
  rule,
  title,
  severity,
  findings: own,
  open,
  resolution,
  drafted,
}: RuleFindings): readonly string[] {
  const way = drafted.length > 0 ? ` Can be drafted as ${list(drafted)}.` : '';
  const remedy = resolution === null ? '' : ` **Resolution:** ${escapeMarkdown(resolution)}`;
  const rows = own.map((finding) => [
    cellCode(shortName(finding.object)),
    [escapeMarkdown(finding.message), ...toldOnceOf(finding).map(sayFact)].join('<br>'),
    placeOf(finding.origins),
    statusOf(finding),
  ]);
  return [
    `### ${escapeMarkdown(title)}`,
    `${inlineCode(rule)} · ${SEVERITY_WORDS[severity]} · ${open} open of ${own.length}.${remedy}${way}`,
    markdownTable(['Object', 'What', 'Where', 'Status'], rows),
  ];
}

function sayFact({ text, place }: PlacedFact): string {
  return place ? `${escapeMarkdown(text)} ${cellCode(printPlace(place))}` : escapeMarkdown(text);
}

function statusOf(finding: Finding): string {
  const { waiver } = finding;
  const word = RESOLUTION_WORDS[resolutionOf(finding)].toLowerCase();
  return waiver ? `${word}: ${escapeMarkdown(waiver.reason)}` : word;
}

function placeOf(origins: readonly Origin[]): string {
  const place = origins.map(toPlace).find((one) => one !== null) ?? null;
  return place ? cellCode(printPlace(place)) : '';
}

function rowSecurity({ rowSecurity: security }: AuditReport): readonly string[] {
  if (!security || security.totals.tables === 0) return [];
  const { totals, gaps, without, isFromCode } = security;
  const states = RLS_STATES.filter((state) => totals.byState[state] > 0).map(
    (state) => `${totals.byState[state]} ${RLS_WORDS[state]}`,
  );
  const percent =
    totals.protectedPercent === null
      ? 'No table holds tenants’ data.'
      : `**${totals.protectedPercent} %** of ${count(totals.tenantTables, 'table')} with tenants’ data ${totals.tenantTables === 1 ? 'is' : 'are'} protected.`;
  const parts = [
    '## Row-level security',
    `${percent} Of all ${totals.tables}: ${list(states)}.${isFromCode ? ' Read from code alone: hand-written SQL may protect more.' : ''}`,
  ];
  if (gaps.length > 0) {
    const rows = gaps.map((entry) => [
      cellCode(shortName(entry.table)),
      RLS_WORDS[entry.state],
      ROW_COMMANDS.filter((command) => entry.commands[command] === 'tenant').join(', ') || '–',
      escapeMarkdown(entry.reasons[0] ?? ''),
    ]);
    parts.push('### Gaps', markdownTable(['Table', 'State', 'Commands held to the tenant', 'Why'], rows));
  }
  if (without.length > 0) {
    const rows = without.map(({ name, reason }) => [cellCode(name), escapeMarkdown(reason)]);
    parts.push('### Without row-level security of their own, and why', markdownTable(['Table', 'Reason'], rows));
  }
  return parts;
}

function tenantColumns({ tenantColumns: columns }: AuditReport): readonly string[] {
  if (!columns) return [];
  const rows = (['required', 'nullable', 'via-parent', 'root', 'none'] as const)
    .filter((state) => columns.counts[state] > 0)
    .map((state) => {
      const tables = columns.tables.filter((table) => table.state === state);
      return [TENANT_COLUMN_WORDS[state], String(tables.length), tables.map(({ name }) => cellCode(name)).join(', ')];
    });
  return [
    '## Tenant column',
    `${columns.root === null ? '' : `The tenants are ${inlineCode(columns.root)}; their `}column is ${list(columns.columns.map(inlineCode))}. ${columns.evidence.map(escapeMarkdown).join(' ')}`,
    markdownTable(['Tables with', 'Count', 'Which'], rows),
  ];
}

function references({ references: edges }: AuditReport): readonly string[] {
  if (!edges || edges.totals.edges === 0) return [];
  const { totals, bySchema, gaps, sources: names } = edges;
  const states = EDGE_STATES.filter((state) => totals.byState[state] > 0).map(
    (state) => `${totals.byState[state]} ${EDGE_WORDS[state]}`,
  );
  const rows = gaps.map(({ from, to, state, presentIn, confidence }) => [
    cellCode(`${columnName(from.name, from.columns)} → ${to.name}`),
    edgeState(state, confidence),
    presentIn.join(', ') || 'none',
  ]);
  return [
    '## Foreign keys',
    `**${totals.soundPercent ?? 0} %** of ${count(totals.edges, 'reference')} are sound in ${list(names)}: ${list(states)}.`,
    ...(bySchema.size > 1 ? [markdownTable(SCHEMA_HEADS, schemaRows(bySchema, cellCode))] : []),
    ...(rows.length > 0 ? [markdownTable(['Reference', 'State', 'Key in'], rows)] : []),
  ];
}

function migrations({ migrations: entries }: AuditReport): readonly string[] {
  if (entries.length === 0) return [];
  const rows = entries.map(({ tag, day, purpose, statements, flags }) => [
    cellCode(tag),
    day ?? '',
    escapeMarkdown(purpose),
    String(statements),
    flags.map(escapeMarkdown).join('; '),
  ]);
  return ['## Migrations', markdownTable(['Migration', 'Day', 'Purpose', 'Statements', 'Flags'], rows)];
}

function checklist({ checklist: items }: AuditReport): readonly string[] {
  const lines = items.map(({ what, state, because, language, command }) => {
    const fence = '`'.repeat(Math.max(2, ...(command.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
    const block = [`${fence}${language}`, ...command.split('\n'), fence].map((line) => `  ${line}`).join('\n');
    const word = state === 'blocked' ? '**Blocked:** ' : '';
    return `- [${state === 'holds' ? 'x' : ' '}] ${escapeMarkdown(what)}. ${word}${escapeMarkdown(because)}\n\n${block}`;
  });
  return ['## Before a deployment', lines.join('\n\n')];
}

function debt({ debt: waived, expired, unused }: AuditReport): readonly string[] {
  if (waived.length + expired.length + unused.length === 0) return [];
  const rows = waived.map(({ rule, object, waiver, severity }) => [
    `${inlineCode(rule)}, ${SEVERITY_WORDS[severity].toLowerCase()}`,
    cellCode(shortName(object)),
    waiver?.kind === 'deferred' ? 'deferred' : 'by design',
    escapeMarkdown(waiver?.reason ?? ''),
    escapeMarkdown(waiver?.owner ?? ''),
    waiver?.expires ?? '',
  ]);
  const lines = [
    ...expired.map(
      ({ rule, object, reason, expires }) =>
        `- Expired ${expires ?? ''}, so it counts again: ${inlineCode(rule)} on ${inlineCode(object)}: ${escapeMarkdown(reason)}`,
    ),
    ...unused.map(({ rule, object }) => `- Matches nothing any more: ${inlineCode(rule)} on ${inlineCode(object)}`),
  ];
  return [
    '## Accepted and deferred',
    ...(rows.length > 0 ? [markdownTable(['Rule', 'Object', 'Kind', 'Reason', 'Owner', 'Until'], rows)] : []),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ];
}

function figures({ figures: rows, sources: read }: AuditReport): readonly string[] {
  const head = ['', ...read.map(({ label }) => escapeMarkdown(label))];
  return [
    '## Figures',
    markdownTable(
      head,
      rows.map(({ what, counts }) => [what, ...counts.map((number) => (number === null ? '–' : String(number)))]),
    ),
  ];
}

function files({ files: all }: AuditReport): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ path, role, objects, usages, findings: found }) => [
    cellCode(path),
    role,
    objects === null ? '–' : String(objects),
    String(usages),
    String(found),
  ]);
  return [
    '## Files analysed',
    markdownTable(['File', 'Part', 'Objects or statements', 'Uses of the schema', 'Findings'], rows),
  ];
}

function notEvaluated({ notEvaluated: rules }: AuditReport): readonly string[] {
  if (rules.length === 0) return [];
  const rows = rules.map(({ id, title, reason }) => [
    cellCode(id),
    escapeMarkdown(title),
    escapeMarkdown(reason ?? ''),
  ]);
  return [
    '## Not evaluated',
    'A rule that lacks what it needs has not passed.',
    markdownTable(['Rule', 'Flags', 'Why not'], rows),
  ];
}
