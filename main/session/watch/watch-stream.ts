import type { WatchEvent } from '#app/api';

/**
 * Turns a watch into an event iterator that ends when the signal aborts or the iterator is left. Changes of one source
 * that wait for a slow reader become one.
 */
export async function* streamWatch(
  run: (tell: (event: WatchEvent) => void, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<WatchEvent, void> {
  const own = new AbortController();
  const cancel = () => own.abort();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  let waiting: WatchEvent[] = [];
  let wake = () => {};
  const tell = (event: WatchEvent) => {
    waiting = withEvent(waiting, event);
    wake();
  };
  let failure: { readonly error: unknown } | null = null;
  own.signal.addEventListener('abort', () => wake());
  run(tell, own.signal).catch((error: unknown) => {
    failure = { error };
    wake();
  });
  try {
    for (;;) {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event;
      if (own.signal.aborted) return;
      if (failure) throw (failure as { readonly error: unknown }).error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    cancel();
    signal?.removeEventListener('abort', cancel);
  }
}

function withEvent(waiting: readonly WatchEvent[], event: WatchEvent): WatchEvent[] {
  if (event.kind !== 'changed') return [...waiting, event];
  const same = waiting.find((other) => other.kind === 'changed' && other.source === event.source);
  const earlier = same?.kind === 'changed' ? same.files : [];
  const files = [...new Set([...earlier, ...event.files])].sort();
  return [...waiting.filter((other) => other !== same), { ...event, files }];
}
