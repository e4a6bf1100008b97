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

/** How long the other side waits for a server that is slow to answer, in milliseconds: two round trips on this machine. */
const LONGEST_WAIT = 40;

/**
 * Reads two sources at the same time. A database is asked first: reading code does not let go of the processor, and the
 * server can work meanwhile.
 */
export async function readBoth({ from, to, read, work }: ReadBothOptions): Promise<readonly [Reading, Reading]> {
  if (to.how !== 'database' || from.how === 'database') return Promise.all([read(from, work), read(to, work)]);
  const { asked, watching } = watchForAsked(work);
  const second = read(to, watching);
  // Whatever becomes of it is told below; until then nobody listens.
  second.catch(() => {});
  await Promise.race([asked, second.catch(() => {}), setTimeout(LONGEST_WAIT)]);
  return Promise.all([read(from, work), second]);
}

/** `asked` resolves when the reader of a live database has sent its queries: only then does its progress have a total. */
function watchForAsked(work: Work): { readonly asked: Promise<void>; readonly watching: Work } {
  let resolve: () => void;
  const asked = new Promise<void>((done) => {
    resolve = done;
  });
  const watching: Work = {
    signal: work.signal,
    report: (progress) => {
      work.report(progress);
      if (progress.total !== null) resolve();
    },
  };
  return { asked, watching };
}
