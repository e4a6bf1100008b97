/** Work of which only the newest counts: one piece at a time, the one under way is given up for a newer one. */
export interface Latest {
  request(): void;
  cancel(): void;
  /** Resolves once the piece that is under way has ended or was given up; at once where there is none. */
  turn(): Promise<void>;
}

/** `run` begins when the piece before has ended: however fast somebody types, nothing piles up. It must not throw. */
export function createLatest(run: (signal: AbortSignal) => Promise<void>): Latest {
  let running: AbortController | null = null;
  let isWanted = false;
  let piece: Promise<void> = Promise.resolve();
  async function work(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      running = new AbortController();
      piece = run(running.signal).catch(() => {});
      await piece;
    }
    running = null;
  }
  return {
    request() {
      isWanted = true;
      if (running) running.abort();
      else void work();
    },
    cancel() {
      isWanted = false;
      running?.abort();
    },
    turn: () => piece,
  };
}
