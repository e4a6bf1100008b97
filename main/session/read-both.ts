import { setTimeout } from 'node:timers/promises';
import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { ResolvedSource } from './resolve-source.ts';

export interface ReadBothOptions {
  readonly from: ResolvedSource;
  readonly to: ResolvedSource;
  readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
  readonly work: Work;
}

/** How long others wait for a server that is slow to answer, in milliseconds: two round trips on this machine. */
const LONGEST_WAIT = 40;

/**
 * Reads two sources at the same time. A database is asked first: reading code does not let go of the processor, and the
 * server can work meanwhile.
 */
export async function readBoth({ from, to, read, work }: ReadBothOptions): Promise<readonly [Reading, Reading]> {
  if (to.how !== 'database' || from.how === 'database') return Promise.all([read(from, work), read(to, work)]);
  const { reading, asked } = askFirst((own) => read(to, own), work);
  await asked;
  return Promise.all([read(from, work), reading]);
}

/**
 * Begins to read a database. `asked` resolves when it has been asked, or is too slow to wait for: only when the reader has
 * sent its queries has its progress a total. It never rejects: what becomes of the reading is told by the reading.
 */
export function askFirst(
  read: (work: Work) => Promise<Reading>,
  work: Work,
): { readonly reading: Promise<Reading>; readonly asked: Promise<void> } {
  let resolve = () => {};
  const sent = new Promise<void>((done) => {
    resolve = done;
  });
  const reading = read({
    signal: work.signal,
    report: (progress) => {
      work.report(progress);
      if (progress.total !== null) resolve();
    },
  });
  const asked = Promise.race([sent, reading, setTimeout(LONGEST_WAIT)]).then(
    () => {},
    () => {},
  );
  return { reading, asked };
}
