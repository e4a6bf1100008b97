/**
 * Gives memory that nobody refers to any more back to the system, at once: some 0.2 s for 100 MB in use. V8 does so by itself
 * only under pressure, and what WebAssembly has it hardly counts as any. The inspector's command lets go of the young
 * generation, too (32 MB that stay ours otherwise), and needs no flags, which Electron may have locked.
 */
export async function giveBackMemory(): Promise<void> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  await new Promise<void>((resolve) => session.post('HeapProfiler.collectGarbage', () => resolve()));
  session.disconnect();
}

/** Gives memory back when work is over and no more comes for a while. */
export interface GivesBack {
  /** Work begins; what is returned tells that it ended. */
  begin(): () => void;
}

/** Less than this is not worth the pause, in bytes. */
const LEAST = 16 * 1024 * 1024;

/** `pause`: milliseconds without work. */
export function createGivesBack(pause: number): GivesBack {
  let working = 0;
  let atLast = 0;
  let timer: NodeJS.Timeout | undefined;
  const inUse = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const whenQuiet = async () => {
    if (inUse() - atLast < LEAST) return;
    await giveBackMemory();
    atLast = inUse();
  };
  return {
    begin() {
      working += 1;
      clearTimeout(timer);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        working -= 1;
        if (working > 0) return;
        timer = setTimeout(() => void whenQuiet(), pause);
        timer.unref();
      };
    },
  };
}
