import type { Reading } from '#app/catalog';
import { digest } from './probe.ts';

const known = new WeakMap<Reading, string>();

/** What a reading says of the schema. Rows, sizes and scans change all the time, and no comparison looks at them. */
export function saidBy(reading: Reading): string {
  const { statistics, changeToken, ...schema } = reading;
  const said = known.get(reading) ?? digest(JSON.stringify(schema));
  known.set(reading, said);
  return said;
}

/** The same for a reading whose text is there anyway, for the cache or from it: megabytes are not written and hashed twice. */
export function knowSaid(reading: Reading, digestOfText: string): void {
  known.set(reading, digest(`${digestOfText}\0${JSON.stringify(reading.report)}`));
}
