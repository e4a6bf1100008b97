import type { AuditResult, AuditWaiver, Finding } from '#app/api';
import { SEVERITIES, type Severity } from '#app/audit';
import { renderOrigin } from './render-error.ts';
import type { Style, Styles } from './terminal.ts';

/** Facts of a finding that are shown; the rest is counted. */
const SHOWN_FACTS = 4;

/** The findings for a person: by rule, the worst first, each with its place and remedy; then waivers and totals. */
export function renderAudit(result: AuditResult, styles: Styles): string {
  const { sources, tenancy } = result;
  const root = tenancy.root ? `${tenancy.root.schema}.${tenancy.root.name}` : 'none found';
  const lines = [
    styles.bold(`Audit of ${sources.map(({ label }) => label).join(', ')}`),
    styles.dim(`tenants: ${root}${tenancy.columns.length > 0 ? `, by ${tenancy.columns.join(', ')}` : ''}`),
    '',
  ];
  for (const { title, findings } of byWorst(result)) lines.push(...renderRule(findings, title, styles), '');
  lines.push(...renderWaivers(result, styles));
  lines.push(...renderCoverage(result, styles));
  lines.push(renderTotals(result, styles));
  return `${lines.join('\n')}\n`;
}

interface RuleFindings {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** The rules with something open, by the worst of it; those of one severity in the order of the catalogue. */
function byWorst({ rules, findings }: AuditResult): readonly RuleFindings[] {
  const worst = ({ findings: own }: RuleFindings) =>
    Math.min(...own.filter(isOpen).map(({ severity }) => SEVERITIES.indexOf(severity)));
  return rules
    .map(({ id, title }) => ({ title, findings: findings.filter(({ rule }) => rule === id) }))
    .filter(({ findings: own }) => own.some(isOpen))
    .sort((a, b) => worst(a) - worst(b));
}

function isOpen({ status }: Finding): boolean {
  return status === 'open';
}

function renderRule(findings: readonly Finding[], title: string, styles: Styles): readonly string[] {
  const open = findings.filter(isOpen);
  const [first] = open;
  if (!first) return [];
  const waived = findings.length - open.length;
  const head = `${styleOf(first.severity, styles)(first.severity)} ${styles.bold(first.rule)} ${styles.dim(title)}`;
  return [
    `${head}${waived > 0 ? styles.dim(` (${waived} waived)`) : ''}`,
    ...open.flatMap((finding) => renderFinding(finding, styles)),
  ];
}

function renderFinding(finding: Finding, styles: Styles): readonly string[] {
  const { message, origins, evidence, remedy, isNew } = finding;
  const places = [...new Set(origins.filter(({ file }) => file !== undefined).map(renderOrigin))];
  const where = places.length > 0 ? `  ${styles.cyan(places.slice(0, 3).join(', '))}` : '';
  const facts = evidence.slice(0, SHOWN_FACTS).map(({ text }) => `      ${styles.dim(text)}`);
  const more = evidence.length - facts.length;
  return [
    `  ${isNew ? styles.yellow('new ') : ''}${message}${where}`,
    ...facts,
    ...(more > 0 ? [`      ${styles.dim(`… ${more} more`)}`] : []),
    ...(remedy ? [`      ${styles.green(`→ ${remedy.title}`)}`] : []),
  ];
}

function renderWaivers({ waivers, resolved }: AuditResult, styles: Styles): readonly string[] {
  const say = ({ rule, object, expires }: AuditWaiver) => `  ${rule} ${object}${expires ? ` (until ${expires})` : ''}`;
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 ? [styles.yellow(title), ...items, ''] : [];
  return [
    ...list('Waivers that are over', waivers.expired.map(say)),
    ...list('Waivers that match nothing', waivers.unused.map(say)),
    ...(resolved.length > 0
      ? [styles.green('Resolved since the baseline'), ...resolved.map(({ message }) => `  ${message}`), '']
      : []),
  ];
}

/** How much is covered: overall, then by schema and module where there are several. */
function renderCoverage({ coverage }: AuditResult, styles: Styles): readonly string[] {
  if (!coverage) return [];
  const share = ({ covered, all, percent }: Share) => `${percent ?? 0} % (${covered} of ${all})`;
  const groups = (kind: string, some: readonly (Share & { readonly name: string })[]) =>
    some.length < 2 ? [] : some.map((one) => styles.dim(`  ${kind} ${one.name}: ${share(one)}`));
  const told = (
    what: string,
    { bySchema, byModule, ...overall }: NonNullable<AuditResult['coverage']>['references'],
  ) =>
    overall.all === 0
      ? []
      : [`${styles.bold(what)} ${share(overall)}`, ...groups('schema', bySchema), ...groups('module', byModule)];
  const lines = [
    ...told('Tables with tenants’ data that row security protects:', coverage.rowSecurity),
    ...told('References with a key everywhere, matching types and an index:', coverage.references),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

interface Share {
  readonly covered: number;
  readonly all: number;
  readonly percent: number | null;
}

function renderTotals({ totals, rules, baseline }: AuditResult, styles: Styles): string {
  const split = SEVERITIES.filter((severity) => totals.bySeverity[severity] > 0)
    .map((severity) => styleOf(severity, styles)(`${totals.bySeverity[severity]} ${severity}`))
    .join(', ');
  const open = totals.open === 0 ? styles.green('Nothing is open') : `${totals.open} open: ${split}`;
  const waived = totals.byDesign + totals.deferred;
  const skipped = rules.filter(({ state }) => state === 'not-evaluated');
  const parts = [
    open,
    ...(waived > 0 ? [`${waived} waived (${totals.byDesign} by design, ${totals.deferred} deferred)`] : []),
    ...(baseline === null ? [] : [`${totals.new} new, ${totals.resolved} resolved since the baseline`]),
    ...(skipped.length > 0 ? [`${skipped.length} rules not evaluated`] : []),
  ];
  const why = skipped.map(({ id, reason }) => styles.dim(`  ${id}: ${reason}`));
  return [...why, ...(why.length > 0 ? [''] : []), `${parts.join('; ')}.`].join('\n');
}

function styleOf(severity: Severity, styles: Styles): Style {
  if (severity === 'critical' || severity === 'high') return styles.red;
  return severity === 'medium' ? styles.yellow : styles.dim;
}
