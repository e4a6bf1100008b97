import { describe, expect, it } from 'vitest';
import type { DraftResult } from '#app/api';
import type { Client } from '#renderer/client';
import { createDraftStore } from '#renderer/stores/draft.ts';
import { madeUpDraft } from '../features/draft/made-up-draft.ts';
import { drivenStreams, REFUSED } from './engine.ts';

const RESULT = madeUpDraft();

function setUp() {
  const { requests, start } = drivenStreams<DraftResult>();
  const store = createDraftStore({ draft: { make: start } } as unknown as Pick<Client, 'draft'>);
  return { store, requests };
}

describe('a draft', () => {
  it('is not asked for before it is known between what', async () => {
    const { store, requests } = setUp();
    await store.getState().make('/r');
    expect(requests).toEqual([]);
    expect(store.getState().state).toEqual({ status: 'idle' });
  });

  it('asks for what was selected, and for the proof where that is wanted', async () => {
    const { store, requests } = setUp();
    store.getState().setEnds('live', 'code', ['table:public.guests']);
    const first = store.getState().make('/r');
    const besides = { owners: false, roles: false };
    const asked = {
      root: '/r',
      from: 'live',
      to: 'code',
      only: ['table:public.guests'],
      prove: false,
      sql: null,
      ...besides,
    };
    expect(requests[0]?.input).toEqual(asked);
    await requests[0]?.answer(RESULT);
    await first;
    expect(store.getState().state).toEqual({ status: 'ready', result: RESULT });
    const second = store.getState().make('/r', { prove: true });
    expect(requests[1]?.input).toEqual({ ...asked, prove: true });
    await requests[1]?.fail(REFUSED);
    await second;
    expect(store.getState().state).toEqual({ status: 'failed', error: REFUSED, previous: RESULT });
    store.getState().setBesides({ owners: true, roles: false });
    expect(store.getState().state).toEqual({ status: 'idle' });
    const third = store.getState().make('/r');
    expect(requests[2]?.input).toEqual({ ...asked, owners: true });
    await requests[2]?.answer(RESULT);
    await third;
  });

  it('is forgotten with its ends, and what still comes of it is not taken', async () => {
    const { store, requests } = setUp();
    store.getState().setEnds('live', 'code', ['table:public.guests']);
    const made = store.getState().make('/r');
    store.getState().setEnds('migrations', 'code');
    await requests[0]?.answer(RESULT);
    await made;
    expect(store.getState()).toMatchObject({ state: { status: 'idle' }, from: 'migrations', only: null });
  });
});
