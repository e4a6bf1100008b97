import uFuzzy from '@leeoniya/ufuzzy';
import type { Reading } from '#app/catalog';
import { searchEntries } from '#renderer/features/search/entries.ts';
import { prepareSearch, rankEntries } from '#renderer/features/search/rank.ts';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import type { Measure } from './run.ts';

/** What somebody types, letter by letter: names, parts of names, letters left out, two words, nothing that exists. */
const TYPED = ['billing_accounts', 'bilacc', 'company_id', 'crm company', 'orders.status', 'tenant_isolation', 'xqzzy'];
const TABLES = 3000;
const ROUNDS = 2;
const PER_KEY = 20;

/** Each key's processor time to the ranked list; the matcher alone, unranked, as the peer. */
export async function benchSearch(): Promise<readonly Measure[]> {
  const reading: Reading = { source: { kind: 'code', label: 'code' }, catalog: largeSchema(TABLES), report: [] };
  const entries = searchEntries(reading);
  const opened = timed(() => prepareSearch(entries));
  const texts = entries.map((entry) => entry.lowQualified);
  const matcher = new uFuzzy();
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of TYPED) {
      for (let length = 1; length <= text.length; length += 1) {
        const query = text.slice(0, length);
        ours.push(timed(() => rankEntries(entries, query, 60)));
        peers.push(timed(() => matcher.search(texts, query, 0, 10_000)));
      }
    }
  }
  const [middle, p95] = [at(ours, 0.5), at(ours, 0.95)];
  return [
    row(`${TABLES} tables, ${entries.length} names: made ready when the search opens`, opened, 1000),
    row('a key to its results, median', middle, PER_KEY),
    row('a key to its results, p95', p95, PER_KEY),
    {
      what: '… ÷ uFuzzy ranking up to 10,000 matches, p95',
      value: p95 / at(peers, 0.95),
      unit: '',
      target: '≤ 1',
      ok: p95 <= at(peers, 0.95),
    },
  ];
}

function row(what: string, value: number, most: number): Measure {
  return { what, value, unit: 'ms', target: `≤ ${most} ms`, ok: value <= most };
}

function timed(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
