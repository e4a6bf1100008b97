/** Of a turn: whatever else is to be done in the window waits no longer for one. */
const TURN_MS = 6;

/** Goes on with work as long as there is time; true once nothing is left of it. */
export type Turn = (hasTime: () => boolean) => boolean;

/** Takes turns at work whenever the window has nothing else to do, until it is done. Gives what ends it. */
export function inBackground(turn: Turn): () => void {
  const ended = new AbortController();
  const next = () => {
    if (ended.signal.aborted) return;
    const end = performance.now() + TURN_MS;
    if (!turn(() => performance.now() < end)) later(next);
  };
  later(next);
  return () => ended.abort();
}

/** What gives way to everything else; a browser that knows neither takes it after what waits already. */
function later(work: () => void): void {
  if ('scheduler' in globalThis) void scheduler.postTask(work, { priority: 'background' });
  else if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 1);
}
