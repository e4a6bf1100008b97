import { type Reading, withoutPlatform } from '#app/catalog';

const KNOWN = new WeakMap<Reading, Reading>();

/** The reading without the tables and views that a hosting platform keeps: what the graph draws unless all is asked for. */
export function ownReading(reading: Reading): Reading {
  let own = KNOWN.get(reading);
  if (!own) {
    const catalog = withoutPlatform(reading.catalog);
    own = catalog === reading.catalog ? reading : { ...reading, catalog };
    KNOWN.set(reading, own);
  }
  return own;
}
