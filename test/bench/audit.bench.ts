import { RULES, type Rule, type Run, runAudit } from '#app/audit';
import type { Catalog, Reading } from '#app/catalog';
import { PGLITE, readBuilt } from '#test/acceptance/round-trip-databases.ts';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';

const TABLES = 1000;
const ALL_LIMIT_MS = 1000;
/** What one rule may take of it: no rule is most of the second. */
const RULE_LIMIT_MS = 150;
const RUNS = 5;

/** All rules on a catalog of 1,000 tables, and each rule alone: CPU time, the best of a few runs, nothing kept from one to the next. */
export async function benchAudit(): Promise<readonly Measure[]> {
  const catalog = await readBuilt(PGLITE, generateSchemaSql(TABLES));
  const all = best(() => run(RULES, catalog));
  const each = RULES.map((rule) => ({
    id: rule.id,
    ms: best(() => run([rule], catalog)) - best(() => shared(catalog)),
  }));
  const slowest = each.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
  return [
    measure(`all ${RULES.length} rules, ${TABLES} tables`, all, ALL_LIMIT_MS),
    ...slowest.map(({ id, ms }) => measure(`${id} alone`, ms, RULE_LIMIT_MS)),
  ];
}

function run(rules: readonly Rule[], catalog: Catalog): Run {
  // Lookups and what else is kept by catalog are made anew.
  const reading: Reading = { source: { kind: 'live', label: 'live' }, catalog: { ...catalog }, report: [] };
  const done = runAudit({ readings: [reading] }, { rules, only: rules.map(({ id }) => id) });
  if (done.failed.length > 0) throw new Error(done.failed.map(({ rule, cause }) => `${rule}: ${cause}`).join('\n'));
  return done;
}

/** What any rule makes first: it is the same for all of them. */
function shared(catalog: Catalog): Run {
  const first = RULES.find(({ id }) => id === 'tenant-column-nullable');
  return run(first ? [first] : [], catalog);
}

function best(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

function measure(what: string, value: number, limit: number): Measure {
  return { what, value, unit: 'ms', target: `≤ ${limit}`, ok: value <= limit };
}
