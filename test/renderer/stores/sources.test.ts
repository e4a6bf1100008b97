import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { createSourcesStore, readingOf as readingOfState, shownReading } from '#renderer/stores/sources.ts';
import { clientOf, drivenStreams, PROJECT, REFUSED, readingOf } from './engine.ts';

function setUp() {
  const { requests, start } = drivenStreams<Reading>();
  const store = createSourcesStore(clientOf({ read: start }));
  store.getState().reset(PROJECT);
  const request = (index: number) => {
    const found = requests[index];
    if (!found) throw new Error(`Request ${index} was not made.`);
    return found;
  };
  return { store, requests, request };
}

describe('the sources of a project', () => {
  it('are idle at first, or say why they are not available', () => {
    const { store } = setUp();
    expect(store.getState().states).toEqual({
      code: { status: 'idle' },
      migrations: { status: 'unavailable', reason: 'There is no folder drizzle/.' },
      live: { status: 'idle' },
    });
    expect(store.getState().shown).toBe('code');
  });

  it('show progress while they are read and the reading afterwards', async () => {
    const { store, request } = setUp();
    const done = store.getState().read('code');
    const progress = { stage: 'columns', detail: '', done: 1, total: 4 };
    await request(0).progress(progress);
    expect(store.getState().states.code).toEqual({ status: 'loading', progress, previous: null });
    const reading = readingOf('code');
    await request(0).answer(reading);
    await done;
    expect(store.getState().states.code).toEqual({ status: 'ready', reading });
    expect(shownReading(store.getState())).toBe(reading);
  });

  it('leave the others usable when one fails', async () => {
    const { store, request } = setUp();
    const done = store.getState().readAll();
    await request(1).fail(REFUSED);
    await request(0).answer(readingOf('code'));
    await done;
    expect(store.getState().states.live).toEqual({ status: 'failed', error: REFUSED, previous: null });
    expect(store.getState().states.code?.status).toBe('ready');
  });

  it('keep what was read before in sight while they are read again, and after that failed', async () => {
    const { store, request } = setUp();
    const reading = readingOf('code');
    const first = store.getState().read('code');
    await request(0).answer(reading);
    await first;
    const second = store.getState().read('code', { fresh: true });
    expect(readingOfState(store.getState().states.code)).toBe(reading);
    expect(request(1).input).toMatchObject({ fresh: true });
    await request(1).fail(REFUSED);
    await second;
    expect(store.getState().states.code).toEqual({ status: 'failed', error: REFUSED, previous: reading });
  });

  it('go back to what they were when the reading is cancelled', async () => {
    const { store, request } = setUp();
    const done = store.getState().read('code');
    await request(0).progress({ stage: 'columns', detail: '', done: 1, total: 4 });
    store.getState().cancel('code');
    await done;
    expect(request(0).signal?.aborted).toBe(true);
    expect(store.getState().states.code).toEqual({ status: 'idle' });
  });

  it('take the answer of the latest reading only', async () => {
    const { store, request } = setUp();
    const first = store.getState().read('code');
    const second = store.getState().read('code', { fresh: true });
    const reading = readingOf('second');
    await request(1).answer(reading);
    await request(0).answer(readingOf('first'));
    await Promise.all([first, second]);
    expect(store.getState().states.code).toEqual({ status: 'ready', reading });
  });

  it('are not asked for where they are not available', async () => {
    const { store, requests } = setUp();
    await store.getState().read('migrations');
    expect(requests).toHaveLength(0);
  });

  it('keep their readings when the same project is opened again, and drop them for another', async () => {
    const { store, request } = setUp();
    const done = store.getState().read('code');
    await request(0).answer(readingOf('code'));
    await done;
    store.getState().reset(PROJECT);
    expect(store.getState().states.code?.status).toBe('ready');
    store.getState().reset({ ...PROJECT, root: '/home/me/other' });
    expect(store.getState().states.code).toEqual({ status: 'idle' });
  });

  it('show a source only by a name there is', () => {
    const { store } = setUp();
    store.getState().show('live');
    store.getState().show('nothing');
    expect(store.getState().shown).toBe('live');
  });
});
