/** One use after the other; a while after the last one, what was held is let go. */
export interface Turns {
  take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Settles when nobody is at work or waiting. */
  ended(): Promise<void>;
}

export function createTurns(idleMilliseconds: number, onIdle: () => void): Turns {
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  return {
    take(work, signal) {
      const mine = turn.then(async () => {
        signal.throwIfAborted();
        clearTimeout(idle);
        try {
          return await work();
        } finally {
          clearTimeout(idle);
          idle = setTimeout(onIdle, idleMilliseconds);
          idle.unref();
        }
      });
      turn = mine.catch(() => {});
      return mine;
    },
    async ended() {
      await turn;
      clearTimeout(idle);
    },
  };
}
