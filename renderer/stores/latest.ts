/** Work of which only the newest counts: one piece at a time, the one under way is given up for a newer one. */
export interface Latest {
  request(): void;
  cancel(): void;
}

/** `run` begins when the piece before has ended: however fast somebody types, nothing piles up. It must not throw. */
export function createLatest(run: (signal: AbortSignal) => Promise<void>): Latest {
  let running: AbortController | null = null;
  let isWanted = false;
  async function work(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      running = new AbortController();
      await run(running.signal).catch(() => {});
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
  };
}
