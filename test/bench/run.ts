/**
 * `npm run bench [name…]`: measures and prints ratios against the peers, medians of one run. Exits with 1 where a
 * target is missed. Machines are shared and noisy: compare within one run. Targets in milliseconds were set on one machine:
 * how much slower this one is just now is measured around each benchmark, and a row that is over its target for that alone
 * says so (`slow`).
 */
import { benchAudit } from './audit.bench.ts';
import { benchCode } from './code.bench.ts';
import { benchDrafts } from './drafts.bench.ts';
import { benchDrift } from './drift.bench.ts';
import { benchDrizzleKit } from './drizzle-kit.bench.ts';
import { benchGraph } from './graph.bench.ts';
import { benchIsolation } from './isolation.bench.ts';
import { benchLive } from './live.bench.ts';
import { benchMigrations } from './migrations.bench.ts';
import { measurePace } from './pace.ts';
import { benchSearch } from './search.bench.ts';
import { benchStart } from './start.bench.ts';
import { benchUsages } from './usages.bench.ts';
import { benchWatch } from './watch.bench.ts';

export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly ok: boolean;
}

const benches: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  live: benchLive,
  code: benchCode,
  drift: benchDrift,
  audit: benchAudit,
  drafts: benchDrafts,
  graph: benchGraph,
  isolation: benchIsolation,
  migrations: benchMigrations,
  search: benchSearch,
  start: benchStart,
  usages: benchUsages,
  watch: benchWatch,
  'drizzle-kit': benchDrizzleKit,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No benchmark called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(3);
}

let missed = 0;
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const before = await measurePace();
  const measures = await bench();
  const pace = (before + (await measurePace())) / 2;
  for (const measure of measures) {
    const verdict = judge(measure, pace);
    if (verdict === 'MISS') missed += 1;
    const { what, value, unit, target } = measure;
    const figure = `${value < 10 && unit !== '' ? value.toFixed(3) : value.toFixed(0)} ${unit}`;
    const there = verdict === 'slow' ? `, ${(value / pace).toFixed(0)} ${unit} at the pace it was set for` : '';
    console.log(`  ${verdict.padEnd(4)} ${what.padEnd(64)} ${figure.padStart(12)}   target ${target}${there}`);
  }
  console.log(`       a first start of PGlite took ${pace.toFixed(2)} times as long as where the targets were set`);
}
console.log(`\n${missed === 0 ? 'all targets met' : `${missed} targets missed`}`);
process.exit(missed === 0 ? 0 : 1);

function judge({ ok, value, unit, target }: Measure, pace: number): 'ok' | 'slow' | 'MISS' {
  if (ok) return 'ok';
  const limit = unit === 'ms' ? /^≤ (\d+)/.exec(target)?.[1] : undefined;
  return limit !== undefined && value / Math.max(1, pace) <= Number(limit) ? 'slow' : 'MISS';
}
