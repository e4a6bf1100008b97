import { describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import { createDriftStore } from '#renderer/stores/drift.ts';
import { NO_FILTERS } from '#renderer/stores/drift-filters.ts';
import { resultOf } from '#renderer/stores/work-state.ts';
import { changedDrift, madeUpDrift } from '../harness/made-up-drift.ts';
import { clientOf, drivenStreams, REFUSED } from './engine.ts';

const RESULT = madeUpDrift('normal', 'code', 'live');

function setUp() {
  const { requests, start } = drivenStreams<DriftResult>();
  const store = createDriftStore(clientOf({ compare: start }));
  const request = (index: number) => {
    const found = requests[index];
    if (!found) throw new Error(`Request ${index} was not made.`);
    return found;
  };
  return { store, request };
}

describe('a comparison', () => {
  it('asks for the two sides and keeps the result', async () => {
    const { store, request } = setUp();
    const done = store.getState().compare('/home/me/shop', { fresh: true });
    expect(request(0).input).toEqual({ root: '/home/me/shop', from: 'code', to: 'live', fresh: true });
    await request(0).answer(RESULT);
    await done;
    expect(store.getState().state).toEqual({ status: 'ready', result: RESULT });
  });

  it('keeps the difference that is looked at where the new result has it too', async () => {
    const { store, request } = setUp();
    const key = RESULT.differences[0]?.key ?? '';
    store.getState().focus(key);
    const first = store.getState().compare('/r');
    await request(0).answer(RESULT);
    await first;
    expect(store.getState().current).toBe(key);
    const second = store.getState().compare('/r');
    await request(1).answer({ ...RESULT, differences: [] });
    await second;
    expect(store.getState().current).toBeNull();
  });

  it('shows the result before while it is made again, and after that failed or was cancelled', async () => {
    const { store, request } = setUp();
    const first = store.getState().compare('/r');
    await request(0).answer(RESULT);
    await first;
    const second = store.getState().compare('/r');
    expect(resultOf(store.getState().state)).toBe(RESULT);
    await request(1).fail(REFUSED);
    await second;
    expect(store.getState().state).toEqual({ status: 'failed', error: REFUSED, previous: RESULT });
    const third = store.getState().compare('/r');
    store.getState().cancel();
    await third;
    expect(store.getState().state).toEqual({ status: 'ready', result: RESULT });
  });

  it('forgets its result when other sides are chosen, and keeps it for the same', async () => {
    const { store, request } = setUp();
    const done = store.getState().compare('/r');
    await request(0).answer(RESULT);
    await done;
    store.getState().setSides('code', 'live');
    expect(resultOf(store.getState().state)).toBe(RESULT);
    store.getState().setSides('migrations', 'live');
    expect(store.getState().state).toEqual({ status: 'idle' });
  });

  it('marks what changed since it was looked at; looking on and acknowledging take the marks away', async () => {
    const { store, request } = setUp();
    const first = store.getState().compare('/r');
    await request(0).answer(RESULT);
    await first;
    expect(store.getState().since.changes.size).toBe(0);
    const second = store.getState().compare('/r');
    await request(1).answer(changedDrift(RESULT));
    await second;
    const [key, ...others] = [...store.getState().since.changes.keys()];
    expect(others).toHaveLength(1);
    store.getState().focus(key ?? null);
    expect(store.getState().since.changes.size).toBe(2);
    store.getState().focus(RESULT.differences.at(-1)?.key ?? null);
    expect([...store.getState().since.changes.keys()]).toEqual(others);
    store.getState().acknowledge();
    expect(store.getState().since).toEqual({ changes: new Map(), gone: [] });
    const third = store.getState().compare('/r');
    await request(2).answer(changedDrift(RESULT));
    await third;
    expect(store.getState().since.changes.size).toBe(0);
  });

  it('keeps of what is checked what a new result has too', async () => {
    const { store, request } = setUp();
    const first = store.getState().compare('/r');
    await request(0).answer(RESULT);
    await first;
    const keys = RESULT.differences.map(({ key }) => key);
    store.getState().check(keys.slice(0, 3), true);
    store.getState().check(keys.slice(1, 2), false);
    const second = store.getState().compare('/r');
    await request(1).answer({ ...RESULT, differences: RESULT.differences.slice(1) });
    await second;
    expect([...store.getState().checked]).toEqual(keys.slice(2, 3));
  });

  it('changes one filter and leaves the others', () => {
    const { store } = setUp();
    store.getState().setFilters({ text: 'email' });
    store.getState().setFilters({ countingOnly: true });
    expect(store.getState().filters).toEqual({ ...NO_FILTERS, text: 'email', countingOnly: true });
    store.getState().reset();
    expect(store.getState().filters).toEqual(NO_FILTERS);
  });
});
