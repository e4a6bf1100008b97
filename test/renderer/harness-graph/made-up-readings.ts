import type { Catalog, Reading } from '#app/catalog';
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
  });
  return new Map([
    ['code', reading('code')],
    ['live', reading('live')],
  ]);
}

const UNREAD: Reading['report'][number] = {
  code: 'permission-denied',
  effect: 'unread',
  message: 'The functions of schema billing could not be read: permission denied.',
  remedy: 'Grant USAGE on schema billing to app_reader.',
  object: null,
  origin: null,
  cause: null,
};
