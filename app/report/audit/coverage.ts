import type { AuditResult } from '#app/api';
import { AUDIT_SOURCES, auditSourceOf, contextsOf } from '#app/audit';
import { compareText, lookupOf, quoteQualified, type Reading } from '#app/catalog';
import {
  EDGE_STATES,
  type EdgeSource,
  type Excuse,
  foreignKeyCoverage,
  isTenantColumn,
  type Reach,
  RLS_STATES,
  type RlsCoverage,
  type RlsState,
  rlsCoverage,
  rlsTotals,
  type TableRls,
} from '#app/coverage';
import type { References, ReportInput, RowSecurity, TenantColumnState, TenantColumns } from './report-model.ts';
import { shortName } from './words.ts';

/** The strongest first, as an audit takes them. */
export function byStrength(readings: readonly Reading[]): readonly Reading[] {
  const rank = (reading: Reading) => AUDIT_SOURCES.indexOf(auditSourceOf(reading));
  return [...readings].sort((a, b) => rank(a) - rank(b));
}

/** What of an audit its coverage is told of. */
export interface CoverageInput extends Pick<ReportInput, 'readings' | 'options'> {
  readonly result: Pick<AuditResult, 'findings'>;
}

/**
 * Coverage of the strongest source, of the tables that rules judge; a table whose gap is waived is exempt, with the reason given
 * there.
 */
export function coverageOf({ result, readings, options }: CoverageInput): RlsCoverage | null {
  const [context] = contextsOf({ readings, options });
  if (!context) return null;
  const excuses = result.findings.flatMap(({ rule, object, waiver }): readonly Excuse[] =>
    waiver ? [{ rule, matches: (id) => id === object, reason: waiver.reason }] : [],
  );
  const coverage = rlsCoverage(context.catalog, {
    ...options.tenant,
    source: context.reading.source.kind,
    excuses,
  });
  const own = new Set(context.tables.map(({ id }) => id));
  const tables = new Map([...coverage.tables].filter(([id]) => own.has(id)));
  return { ...coverage, tables, totals: rlsTotals([...tables.values()]) };
}

const GAPS: readonly RlsState[] = RLS_STATES.filter(
  (state) => !['protected', 'exempt', 'scoped-via-parent'].includes(state),
);

export function rowSecurity(coverage: RlsCoverage, isFromCode: boolean): RowSecurity {
  const tables = [...coverage.tables.values()];
  const gaps = tables
    .filter((entry) => entry.holdsTenantData && GAPS.includes(entry.state))
    .sort((a, b) => RLS_STATES.indexOf(a.state) - RLS_STATES.indexOf(b.state) || compareText(a.table, b.table));
  const without = tables
    .filter((entry) => !gaps.includes(entry) && entry.state !== 'protected')
    .map((entry) => ({ table: entry.table, name: shortName(entry.table), reason: reasonOf(entry) }));
  return { totals: coverage.totals, isFromCode, gaps, without, byTable: coverage.tables };
}

function reasonOf({ reasons, state }: TableRls): string {
  return reasons[0] ?? state;
}

export function tenantColumns(coverage: RlsCoverage, reading: Reading): TenantColumns | null {
  const { tenancy } = coverage;
  if (tenancy.columns.length === 0) return null;
  const { catalog } = reading;
  const tables = [...coverage.tables.values()].map(({ table, schema, name, reach }) => {
    const keys = lookupOf(catalog).childrenOf(schema, name)['foreign-key'];
    const foreignKey =
      reach?.kind === 'column'
        ? keys.some(({ columns }) => columns.some((column) => isTenantColumn(tenancy, column)))
        : null;
    return { table, name: shortName(table), state: stateOf(reach), by: wayOf(reach), foreignKey };
  });
  const counts: Record<TenantColumnState, number> = { required: 0, nullable: 0, 'via-parent': 0, none: 0, root: 0 };
  for (const { state } of tables) counts[state] += 1;
  const root = tenancy.root && quoteQualified(tenancy.root.schema, tenancy.root.name);
  return { root, columns: tenancy.columns, evidence: tenancy.evidence, counts, tables };
}

function stateOf(reach: Reach | null): TenantColumnState {
  if (reach === null) return 'none';
  if (reach.kind === 'root') return 'root';
  if (reach.kind === 'parent') return 'via-parent';
  return reach.nullable ? 'nullable' : 'required';
}

function wayOf(reach: Reach | null): string {
  if (reach === null || reach.kind === 'root') return '';
  if (reach.kind === 'column') return reach.column;
  const way = reach.path.map(({ columns, references }) => `${columns.join(', ')} → ${references.name}`).join(' → ');
  return reach.certain ? way : `${way} (may be NULL)`;
}

/** Every source's keys side by side, with Drizzle's relations. */
export function references({ readings }: Pick<ReportInput, 'readings'>): References | null {
  const sources = byStrength(readings).map(
    (reading): EdgeSource => ({
      name: auditSourceOf(reading),
      catalog: reading.catalog,
      ...(reading.code ? { relations: reading.code.relations } : {}),
    }),
  );
  if (sources.length === 0) return null;
  const coverage = foreignKeyCoverage(sources);
  const gaps = coverage.edges
    .filter(({ state }) => state !== 'everywhere')
    .sort((a, b) => EDGE_STATES.indexOf(a.state) - EDGE_STATES.indexOf(b.state) || compareText(a.key, b.key));
  const { sources: names, totals, bySchema, edges } = coverage;
  return { sources: names, totals, bySchema, all: edges, gaps };
}

/** `guests.event_id`, for a table's own columns. */
export function columnName(table: string, columns: readonly string[]): string {
  return columns.length === 1 ? `${table}.${columns[0]}` : `${table} (${columns.join(', ')})`;
}
