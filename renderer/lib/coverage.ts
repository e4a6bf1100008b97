import type { ProjectSummary } from '#app/api';
import type { Reading } from '#app/catalog';
import { matcherOf } from '#app/compare';
import {
  type EdgeSource,
  type ForeignKeyCoverage,
  foreignKeysInPieces,
  type RlsCoverage,
  rlsInPieces,
  type TenantOptions,
} from '#app/coverage';
import { type Answer, answerOf } from './answer.ts';

/** What a project's configuration says of its tenants. */
export type TenantSettings = ProjectSummary['tenant'];

export const NO_TENANT_SETTINGS: TenantSettings = { root: null, columns: [], excused: [] };

/** As `#app/coverage` takes it; nothing is said where nothing is configured. */
export function tenantOptions({ root, columns }: TenantSettings): TenantOptions {
  return { ...(root ? { tenantRoot: root } : {}), ...(columns.length > 0 ? { tenantColumns: columns } : {}) };
}

const rlsByReading = new WeakMap<
  Reading,
  { readonly tenant: TenantSettings; readonly coverage: Answer<RlsCoverage> }
>();

/** Row security of a reading's tables, worked out once per reading and settings. */
export function rlsAnswer(reading: Reading, tenant: TenantSettings): Answer<RlsCoverage> {
  const kept = rlsByReading.get(reading);
  if (kept?.tenant === tenant) return kept.coverage;
  const excuses = tenant.excused.map(({ object, ...rest }) => ({ ...rest, matches: matcherOf(object) }));
  const options = { source: reading.source.kind, ...tenantOptions(tenant), excuses };
  const coverage = answerOf(() => rlsInPieces(reading.catalog, options));
  rlsByReading.set(reading, { tenant, coverage });
  return coverage;
}

export function rlsOf(reading: Reading, tenant: TenantSettings): RlsCoverage {
  return rlsAnswer(reading, tenant).value();
}

/** The source whose types and indexes are believed first: what runs, then what made it, then what is meant. */
const TRUST = ['live', 'migrations', 'code'];

let latest: { readonly readings: readonly Reading[]; readonly coverage: Answer<ForeignKeyCoverage> } | null = null;

/** Coverage of the references in these readings by name; kept until one of them changes. */
export function foreignKeysAnswer(named: ReadonlyMap<string, Reading>): Answer<ForeignKeyCoverage> {
  const rank = (name: string) => (TRUST.includes(name) ? TRUST.indexOf(name) : TRUST.length);
  const ordered = [...named].sort(([a], [b]) => rank(a) - rank(b));
  const readings = ordered.map(([, reading]) => reading);
  if (latest?.readings.length === readings.length && latest.readings.every((reading, at) => reading === readings[at]))
    return latest.coverage;
  const sources = ordered.map(([name, reading]): EdgeSource => {
    const { catalog, code } = reading;
    return code ? { name, catalog, relations: code.relations } : { name, catalog };
  });
  const coverage = answerOf(() => foreignKeysInPieces(sources));
  latest = { readings, coverage };
  return coverage;
}

export function foreignKeysOf(named: ReadonlyMap<string, Reading>): ForeignKeyCoverage {
  return foreignKeysAnswer(named).value();
}
