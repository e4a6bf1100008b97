import type { Reading } from '#app/catalog';
import {
  type EdgeSource,
  type ForeignKeyCoverage,
  foreignKeyCoverage,
  type RlsCoverage,
  rlsCoverage,
} from '#app/coverage';

const rlsByReading = new WeakMap<Reading, RlsCoverage>();

/** Row security of a reading's tables, made once per reading. */
export function rlsOf(reading: Reading): RlsCoverage {
  const kept = rlsByReading.get(reading);
  if (kept) return kept;
  const made = rlsCoverage(reading.catalog, { source: reading.source.kind });
  rlsByReading.set(reading, made);
  return made;
}

/** The source whose types and indexes are believed first: what runs, then what made it, then what is meant. */
const TRUST = ['live', 'migrations', 'code'];

let latest: { readonly readings: readonly Reading[]; readonly coverage: ForeignKeyCoverage } | null = null;

/** Coverage of the references in these readings by name; kept until one of them changes. */
export function foreignKeysOf(named: ReadonlyMap<string, Reading>): ForeignKeyCoverage {
  const rank = (name: string) => (TRUST.includes(name) ? TRUST.indexOf(name) : TRUST.length);
  const ordered = [...named].sort(([a], [b]) => rank(a) - rank(b));
  const readings = ordered.map(([, reading]) => reading);
  if (latest?.readings.length === readings.length && latest.readings.every((reading, at) => reading === readings[at]))
    return latest.coverage;
  const sources = ordered.map(([name, reading]): EdgeSource => {
    const { catalog, code } = reading;
    return code ? { name, catalog, relations: code.relations } : { name, catalog };
  });
  const coverage = foreignKeyCoverage(sources);
  latest = { readings, coverage };
  return coverage;
}
