import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '#app/api';
import type { Client } from '#renderer/client';
import { createWatchStore } from '#renderer/stores/watch.ts';
import { REFUSED } from './engine.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A watch whose events the test tells. */
function setUp() {
  const watches: {
    readonly sources: readonly string[];
    readonly signal: AbortSignal;
    tell(event: WatchEvent): void;
  }[] = [];
  const client = {
    watch: {
      changes: async ({ sources }: { sources: readonly string[] }, { signal }: { signal: AbortSignal }) => {
        const waiting: WatchEvent[] = [];
        let wake = () => {};
        watches.push({
          sources,
          signal,
          tell: (event) => {
            waiting.push(event);
            wake();
          },
        });
        return (async function* () {
          for (;;) {
            for (let event = waiting.shift(); event; event = waiting.shift()) yield event;
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        })();
      },
    },
  } as unknown as Client;
  const turns: string[] = [];
  let finish = () => {};
  const store = createWatchStore(client, {
    onChanged: (_, sources) => {
      turns.push(sources.join(' '));
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    onProjectChanged: async () => {
      turns.push('project');
    },
  });
  return { store, watches, turns, finish: () => finish() };
}

const changed = (source: string): WatchEvent => ({ kind: 'changed', source, files: [`${source}.ts`], at: 1 });

describe('watching', () => {
  it('says of each source whether it is watched, and what troubles it', async () => {
    const { store, watches } = setUp();
    store.getState().start('/r', ['code', 'live']);
    await settled();
    watches[0]?.tell({ kind: 'watching', source: 'code', everyMilliseconds: null });
    watches[0]?.tell({ kind: 'trouble', source: 'live', error: REFUSED });
    await settled();
    expect(store.getState().states).toEqual({
      code: { status: 'watching', everyMilliseconds: null },
      live: { status: 'trouble', error: REFUSED },
    });
  });

  it('passes changes on one turn at a time, those meanwhile as one more', async () => {
    const { store, watches, turns, finish } = setUp();
    store.getState().start('/r', ['code', 'live']);
    await settled();
    watches[0]?.tell(changed('code'));
    await settled();
    watches[0]?.tell(changed('live'));
    watches[0]?.tell(changed('code'));
    watches[0]?.tell(changed('live'));
    await settled();
    expect(turns).toEqual(['code']);
    finish();
    await settled();
    expect(turns).toEqual(['code', 'live code']);
    expect(store.getState().last).toEqual({ source: 'live', files: ['live.ts'], at: 1 });
  });

  it('opens the project again where its settings changed', async () => {
    const { store, watches, turns } = setUp();
    store.getState().start('/r', ['code']);
    await settled();
    watches[0]?.tell({ kind: 'project-changed', files: ['drizzle.config.ts'], at: 2 });
    await settled();
    expect(turns).toEqual(['project']);
  });

  it('ends the watch before with another project, and begins again over a new connection', async () => {
    const { store, watches } = setUp();
    store.getState().start('/r', ['code']);
    await settled();
    store.getState().start('/other', ['code', 'live']);
    await settled();
    expect(watches.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    store.getState().again();
    await settled();
    expect(watches.at(-1)?.sources).toEqual(['code', 'live']);
    store.getState().stop();
    expect(watches.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
