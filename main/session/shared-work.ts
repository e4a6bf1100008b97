import type { Progress } from '#app/api';
import type { Work } from '#main/platform/work.ts';

interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  readonly watchers: Set<(progress: Progress) => void>;
  /** What was told last. */
  readonly progress: () => Progress | null;
  waiting: number;
}

/**
 * Work that several ask for at once is done once: each is told its progress (who joins later, where it stands), and it is cancelled when the last one has
 * gone. What succeeded is kept until it is forgotten.
 */
export interface SharedWork<T> {
  get(key: string, work: Work, run: (work: Work) => Promise<T>): Promise<T>;
  /** What is kept; nothing is begun for it. */
  peek(key: string): T | undefined;
  forget(prefix: string): void;
}

export function createSharedWork<T>(): SharedWork<T> {
  const kept = new Map<string, T>();
  const running = new Map<string, Running<T>>();

  function start(key: string, run: (work: Work) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const watchers = new Set<(progress: Progress) => void>();
    let last: Progress | null = null;
    const report = (progress: Progress) => {
      last = progress;
      for (const watcher of watchers) watcher(progress);
    };
    const result = run({ signal: controller.signal, report });
    const entry: Running<T> = { result, controller, watchers, progress: () => last, waiting: 0 };
    running.set(key, entry);
    const done = () => {
      if (running.get(key) === entry) running.delete(key);
    };
    result.then((value) => {
      if (running.get(key) === entry) kept.set(key, value);
      done();
    }, done);
    return entry;
  }

  return {
    async get(key, work, run) {
      work.signal.throwIfAborted();
      const value = kept.get(key);
      if (value !== undefined) return value;
      const entry = running.get(key) ?? start(key, run);
      entry.waiting += 1;
      entry.watchers.add(work.report);
      const progress = entry.progress();
      if (progress) work.report(progress);
      try {
        return await untilAborted(entry.result, work.signal);
      } finally {
        entry.watchers.delete(work.report);
        entry.waiting -= 1;
        if (entry.waiting === 0) {
          if (running.get(key) === entry) running.delete(key);
          entry.controller.abort();
        }
      }
    },
    peek: (key) => kept.get(key),
    forget(prefix) {
      for (const key of [...kept.keys()]) if (key.startsWith(prefix)) kept.delete(key);
      for (const key of [...running.keys()]) if (key.startsWith(prefix)) running.delete(key);
    },
  };
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
