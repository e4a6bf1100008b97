import { describe, expect, it } from 'vitest';
import type { Usages } from '#app/usages';
import type { Client } from '#renderer/client';
import { createUsagesStore, usagesOf } from '#renderer/stores/usages.ts';
import { drivenStreams, REFUSED, readingOf } from './engine.ts';

const FOUND: Usages = { schemaVersion: 1, complete: true, usages: [], problems: [], files: { read: 3, using: 0 } };

function start() {
  const { requests, start: read } = drivenStreams<Usages>();
  const store = createUsagesStore({ usages: { read } } as unknown as Pick<Client, 'usages'>);
  const state = () => store.getState().state;
  return { requests, store, state };
}

describe('the store of usages', () => {
  it('asks once for a reading, and again for another, showing what it had meanwhile', async () => {
    const { requests, store, state } = start();
    const code = readingOf('code');
    const first = store.getState().load('/shop', code);
    void store.getState().load('/shop', code);
    expect(requests).toHaveLength(1);
    await requests[0]?.progress({ stage: 'usages', detail: 'searching', done: 1, total: 3 });
    expect(state()).toMatchObject({ status: 'loading', progress: { done: 1 } });
    await requests[0]?.answer(FOUND);
    await first;
    expect(state()).toEqual({ status: 'ready', usages: FOUND });
    void store.getState().load('/shop', readingOf('code'));
    expect(requests).toHaveLength(2);
    expect(usagesOf(state())).toBe(FOUND);
  });

  it('keeps a failure to show, and tries again when asked to', async () => {
    const { requests, store, state } = start();
    const first = store.getState().load('/shop', readingOf('code'));
    await requests[0]?.fail(REFUSED);
    await first;
    expect(state()).toMatchObject({ status: 'failed', error: { code: 'connection-refused' } });
    void store.getState().retry();
    expect(requests).toHaveLength(2);
  });

  it('is idle after it was cancelled', async () => {
    const { requests, store, state } = start();
    const first = store.getState().load('/shop', readingOf('code'));
    store.getState().cancel();
    await first;
    expect(requests[0]?.signal?.aborted).toBe(true);
    expect(state()).toEqual({ status: 'idle' });
  });
});
