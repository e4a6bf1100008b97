import type { AuditResult } from '#app/api';
import { auditSourceOf } from '#app/audit';
import { type ObjectId, type Reading, unreadIn } from '#app/catalog';
import type { RlsCoverage } from '#app/coverage';
import { buildGraph, layoutGraph, type SchemaGraph } from '#app/graph';
import { checklist } from './checklist.ts';
import { byStrength, coverageOf, references, rowSecurity, tenantColumns } from './coverage.ts';
import { figuresOf, filesOf } from './figures.ts';
import { groupByRule } from './group-rules.ts';
import { migrationHistory } from './migration-history.ts';
import { planSteps } from './plan-steps.ts';
import type { AuditReport, References, ReportInput, RowSecurity } from './report-model.ts';
import { riskMatrix, summarize } from './summarize.ts';
import { count, list } from './words.ts';

/** Everything a report says, in no format yet. Deterministic: the time it speaks of is given. */
export function buildReport(input: ReportInput): AuditReport {
  const { result, usages } = input;
  const readings = byStrength(input.readings);
  const [strongest] = readings;
  const coverage = coverageOf(input);
  const security = coverage && strongest ? rowSecurity(coverage, auditSourceOf(strongest) === 'code') : null;
  const columns = coverage && strongest ? tenantColumns(coverage, strongest) : null;
  const edges = references(input);
  const facts = readings.find(({ migrations }) => migrations)?.migrations;
  const migrations = facts ? migrationHistory(facts, result.findings) : [];
  return {
    project: input.project,
    at: input.at,
    version: input.version,
    complete: result.complete,
    unread: unreadIn(result.unread),
    sources: readings.map((reading) => ({ label: reading.source.label, detail: detailOf(reading, input) })),
    ...answer(result, security),
    answers: answersOf(result, security, edges),
    summary: summarize(result),
    rules: groupByRule(result),
    matrix: riskMatrix(result),
    plan: planSteps(input.plan, result),
    rowSecurity: security,
    tenantColumns: columns,
    references: edges,
    graph: strongest && coverage ? graphOf(readings, strongest, coverage) : null,
    migrations,
    figures: figuresOf(readings),
    files: filesOf(result, readings, usages),
    debt: result.findings.filter(({ status }) => status === 'waived'),
    expired: result.waivers.expired,
    unused: result.waivers.unused,
    resolved: result.resolved,
    notEvaluated: result.rules.filter(({ state }) => state === 'not-evaluated' || state === 'failed'),
    checklist: checklist({ input, rowSecurity: security, tenantColumns: columns, migrations }),
  };
}

function detailOf({ catalog, code, migrations }: Reading, { options: { migrationsTable: own } }: ReportInput): string {
  const tables = catalog.objects.table.filter(({ schema, name }) => schema !== own?.schema || name !== own.table);
  const parts = [count(tables.length, 'table')];
  if (code) parts.push(count(code.files.length, 'schema file'), `drizzle-orm ${code.drizzleVersion}`);
  if (migrations) parts.push(count(migrations.files.length, 'migration'));
  if (catalog.server && !migrations) parts.push(`PostgreSQL ${catalog.server.version}`);
  return parts.join(', ');
}

function answer(result: AuditResult, security: RowSecurity | null): Pick<AuditReport, 'headline' | 'verdict'> {
  const { critical, high, medium, low, info } = result.totals.bySeverity;
  const grave = [...(critical > 0 ? [`${critical} critical`] : []), ...(high > 0 ? [`${high} high`] : [])];
  const others = medium + low + info;
  const gaps = security?.gaps.length ?? 0;
  const tenant = security?.totals.tenantTables ?? 0;
  const via = security?.totals.byState['scoped-via-parent'] ?? 0;
  const more = via > 0 ? `, and ${via} more ${via === 1 ? 'relies on its' : 'rely on their'} parent’s` : '';
  const exposed =
    gaps > 0
      ? ` ${gaps} of ${count(tenant, 'table')} with tenants’ data ${gaps === 1 ? 'lacks' : 'lack'} sound row security${more}.`
      : '';
  const rest = others > 0 ? ` ${count(others, 'finding')} of lower severity ${others === 1 ? 'is' : 'are'} open.` : '';
  const unread = result.complete ? '' : ' Not everything could be read.';
  if (grave.length > 0) {
    const total = critical + high;
    const sentence = `Not ready: ${list(grave)} ${total === 1 ? 'finding is' : 'findings are'} open.`;
    return { verdict: 'blocked', headline: `${sentence}${exposed}${unread}` };
  }
  if (others > 0 || gaps > 0 || !result.complete)
    return { verdict: 'at-risk', headline: `Nothing critical or high is open.${rest}${exposed}${unread}` };
  return { verdict: 'clear', headline: 'Nothing is open.' };
}

type Answer = AuditReport['answers'][number];

function answersOf(result: AuditResult, security: RowSecurity | null, edges: References | null): readonly Answer[] {
  const { open, byDesign, deferred, bySeverity } = result.totals;
  const grave = bySeverity.critical + bySeverity.high;
  const answers: Answer[] = [
    {
      figure: String(open),
      label: `open, ${grave} of them critical or high`,
      tone: grave > 0 ? 'bad' : open > 0 ? 'warn' : 'good',
    },
    {
      figure: String(byDesign + deferred),
      label: `waived: ${byDesign} by design, ${deferred} deferred`,
      tone: 'plain',
    },
  ];
  const { totals } = security ?? {};
  if (totals && totals.protectedPercent !== null)
    answers.push({
      figure: `${totals.protectedPercent} %`,
      label: `row-level security: ${totals.protected} of ${totals.tenantTables} tables with tenants’ data`,
      tone: toneOf(totals.protectedPercent),
    });
  if (edges && edges.totals.soundPercent !== null)
    answers.push({
      figure: `${edges.totals.soundPercent} %`,
      label: `references: ${edges.totals.sound} of ${edges.totals.edges} with a key everywhere and an index`,
      tone: toneOf(edges.totals.soundPercent),
    });
  return answers;
}

function toneOf(percent: number): Answer['tone'] {
  return percent === 100 ? 'good' : percent >= 80 ? 'warn' : 'bad';
}

/** The strongest source's tables, grouped as the code groups them. */
function graphOf(readings: readonly Reading[], strongest: Reading, coverage: RlsCoverage): AuditReport['graph'] {
  const graph = judgedGraph(readings, strongest, coverage);
  return graph && { graph, layout: layoutGraph(graph) };
}

/** What coverage judges, as a graph; `null` where that is nothing. */
export function judgedGraph(
  readings: readonly Reading[],
  strongest: Reading,
  coverage: RlsCoverage,
): SchemaGraph | null {
  const code = readings.find((reading) => reading.code);
  const files = new Map<ObjectId, string>();
  for (const table of code?.catalog.objects.table ?? []) {
    const file = table.origins[0]?.file;
    if (file !== undefined) files.set(table.id, file);
  }
  const all = buildGraph({
    catalog: strongest.catalog,
    relations: code?.code?.relations ?? [],
    files,
    tenantRoot: coverage.tenancy.root,
  });
  // What coverage does not judge (Drizzle's own notes, a platform's tables) is not drawn.
  const nodes = all.nodes.filter(({ id, kind }) => kind !== 'table' || coverage.tables.has(id));
  if (nodes.length === 0) return null;
  const known = new Set(nodes.map(({ id }) => id));
  const edges = all.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  return { ...all, nodes, edges, hubs: all.hubs.filter((id) => known.has(id)) };
}
