import type { AuditCoverage } from '#app/api';
import { compareText, objectId } from '#app/catalog';
import { edgeTotalsBy, type ForeignKeyCoverage, type RlsCoverage, rlsTotals, type TableRls } from '#app/coverage';
import { findModules, type SchemaGraph } from '#app/graph';
import { judgedGraph } from './build-report.ts';
import { byStrength, type CoverageInput, coverageOf, references } from './coverage.ts';

/** How much of something is covered: of all of it, or of one schema or module. */
export interface CoverageShare {
  readonly covered: number;
  readonly all: number;
  /** Whole per cent, rounded down; `null` of nothing. */
  readonly percent: number | null;
}

export interface GroupShare extends CoverageShare {
  readonly name: string;
}

export interface CoverageShares extends CoverageShare {
  readonly bySchema: readonly GroupShare[];
  /** As the graph groups tables. */
  readonly byModule: readonly GroupShare[];
}

type Place = { readonly schema: string; readonly name: string };

/** The module of a table, as the graph calls it. */
export function modulesIn(graph: SchemaGraph | null): (table: Place) => string | null {
  const names = new Map(
    graph === null ? [] : findModules(graph).flatMap(({ name, members }) => members.map((id) => [id, name] as const)),
  );
  return ({ schema, name }) => names.get(objectId('table', schema, name)) ?? null;
}

/** Of the tables with tenants' data, those that policies hold to the tenant for everybody. */
export function rowSecurityShares({ tables }: RlsCoverage, moduleOf: (table: Place) => string | null): CoverageShares {
  const all = [...tables.values()];
  const share = (some: readonly TableRls[]): CoverageShare => {
    const { protected: covered, tenantTables, protectedPercent } = rlsTotals(some);
    return { covered, all: tenantTables, percent: protectedPercent };
  };
  const by = (groupOf: (entry: TableRls) => string | null): readonly GroupShare[] => {
    const groups = new Map<string, TableRls[]>();
    for (const entry of all) {
      const group = groupOf(entry);
      if (group !== null) groups.set(group, [...(groups.get(group) ?? []), entry]);
    }
    return named([...groups].map(([name, some]) => ({ name, ...share(some) })));
  };
  return { ...share(all), bySchema: by(({ schema }) => schema), byModule: by(moduleOf) };
}

/** Of the references, those with a key in every source, matching types and an index. */
export function referenceShares(
  { edges, totals }: Pick<ForeignKeyCoverage, 'edges' | 'totals'>,
  moduleOf: (table: Place) => string | null,
): CoverageShares {
  const by = (groupOf: (table: Place) => string | null) =>
    named(
      [...edgeTotalsBy(edges, ({ from }) => groupOf(from))].map(([name, { sound, edges: all, soundPercent }]) => ({
        name,
        covered: sound,
        all,
        percent: soundPercent,
      })),
    );
  return {
    covered: totals.sound,
    all: totals.edges,
    percent: totals.soundPercent,
    bySchema: by(({ schema }) => schema),
    byModule: by(moduleOf),
  };
}

/** Groups in which there is nothing to cover say nothing. */
function named(groups: readonly GroupShare[]): readonly GroupShare[] {
  return groups.filter(({ all }) => all > 0).sort((a, b) => compareText(a.name, b.name));
}

/** Both, of what an audit was made from; `null` where there is nothing to cover. Numbers are those of the report. */
export function coverageShares(input: CoverageInput): AuditCoverage | null {
  const readings = byStrength(input.readings);
  const [strongest] = readings;
  const coverage = coverageOf(input);
  const edges = references(input);
  if (!strongest || !coverage || !edges) return null;
  const moduleOf = modulesIn(judgedGraph(readings, strongest, coverage));
  return {
    rowSecurity: rowSecurityShares(coverage, moduleOf),
    references: referenceShares({ edges: edges.all, totals: edges.totals }, moduleOf),
  };
}
