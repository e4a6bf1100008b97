import type { Catalog, Reading, Statistics } from '#app/catalog';
import { emptyCatalog } from '#app/catalog';
import { eventsSchema } from '#test/support/catalog/events-schema.ts';
import { largeSchema } from '#test/support/catalog/large-schema.ts';

/** Readings of code and live for a number of tables: none, the small schema of an events planner, or generated ones. */
export function madeUpReadings(tables: number, incomplete: boolean): ReadonlyMap<string, Reading> {
  const make = (live: boolean): Catalog =>
    tables === 0 ? emptyCatalog() : tables <= 40 ? eventsSchema(live) : largeSchema(tables);
  const reading = (kind: 'code' | 'live'): Reading => ({
    source: { kind, label: kind },
    catalog: make(kind === 'live'),
    report: incomplete && kind === 'live' ? [UNREAD] : [],
    ...(kind === 'live' && tables > 0 ? { statistics: STATISTICS } : {}),
  });
  return new Map([
    ['code', reading('code')],
    ['live', reading('live')],
  ]);
}

const STATISTICS: Statistics = {
  since: '2026-01-02 03:04:05',
  tables: [
    {
      table: 'table:public.contracts',
      rowEstimate: 1_234_567,
      bytes: 300 * 1024 * 1024,
      heapBytes: 200 * 1024 * 1024,
      indexBytes: 100 * 1024 * 1024,
      toastBytes: 0,
      sequentialScans: 12,
      indexScans: 34_000,
    },
  ],
  indexes: [
    { index: 'primary-key:public.contracts.contracts_pkey', bytes: 8192, scans: 0, rowsRead: 0, lastScan: null },
    { index: 'primary-key:public.guests.guests_pkey', bytes: 8192, scans: 5, rowsRead: 5, lastScan: null },
  ],
};

const UNREAD: Reading['report'][number] = {
  code: 'permission-denied',
  effect: 'unread',
  message: 'The functions of schema billing could not be read: permission denied.',
  remedy: 'Grant USAGE on schema billing to app_reader.',
  object: null,
  origin: null,
  cause: null,
};
