import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = () => void;

let collect: Collect | null | undefined;

/**
 * Gives memory that nobody refers to any more back to the system, at once: some 0.1 s for 100 MB in use. V8 does so by itself only
 * under pressure, and what WebAssembly has it hardly counts as any. Nothing happens where V8 cannot be told to.
 */
export function giveBackMemory(): void {
  collect ??= findCollect();
  collect?.();
}

function findCollect(): Collect | null {
  // Electron's V8 may have its flags locked by now.
  if (process.versions.electron !== undefined) return null;
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as Collect;
  return () => {
    // Without it what is left stays where it is, and pages that are nearly empty stay ours.
    setFlagsFromString('--compact-on-every-full-gc');
    gc();
    setFlagsFromString('--no-compact-on-every-full-gc');
  };
}

/** Gives memory back when work is over and no more comes for a while. */
export interface GivesBack {
  /** Work begins; what is returned tells that it ended. */
  begin(): () => void;
}

/** Less than this is not worth the pause, in bytes. */
const LEAST = 24 * 1024 * 1024;

/** `pause`: milliseconds without work. */
export function createGivesBack(pause: number): GivesBack {
  let working = 0;
  let atLast = 0;
  let timer: NodeJS.Timeout | undefined;
  const inUse = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const whenQuiet = () => {
    if (inUse() - atLast < LEAST) return;
    giveBackMemory();
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
        timer = setTimeout(whenQuiet, pause);
        timer.unref();
      };
    },
  };
}
