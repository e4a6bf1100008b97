/**
 * One thread serves the bundler and reads what a database answers. While somebody has the right of way, whoever has time
 * stands aside: what waits for the bundle (the sandbox, on another processor) begins so much sooner. It is a favour and no
 * lock: giving it back too early costs time and nothing else.
 */
export interface RightOfWay {
  take(): void;
  giveBack(): void;
  /** Tells at once and at every change whether somebody has it; what is returned ends that. */
  watch(heed: (isTaken: boolean) => void): () => void;
}

export function createRightOfWay(): RightOfWay {
  const watchers = new Set<(isTaken: boolean) => void>();
  let isTaken = false;
  const set = (value: boolean) => {
    if (value === isTaken) return;
    isTaken = value;
    for (const heed of watchers) heed(value);
  };
  return {
    take: () => set(true),
    giveBack: () => set(false),
    watch(heed) {
      watchers.add(heed);
      if (isTaken) heed(true);
      return () => {
        watchers.delete(heed);
      };
    },
  };
}
