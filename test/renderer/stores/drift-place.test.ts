import { describe, expect, it } from 'vitest';
import type { DriftResult, ProjectSummary } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Connection } from '#renderer/client';
import { createStores, type Place } from '#renderer/stores';
import { madeUpDrift } from '../harness/made-up-drift.ts';
import { clientOf, PROJECT, readingOf } from './engine.ts';

/** Settles what was asked of an engine that answers at once. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** An engine that answers at once: an iterator that is done. */
const answer = async <T>(value: T) => ({ next: async () => ({ done: true, value }) });

function open(start?: Place, sources: ProjectSummary['sources'] = PROJECT.sources) {
  const compared: string[] = [];
  const client = clientOf({
    open: async () => ({ ...PROJECT, sources }),
    read: ({ source }: { readonly source: string }) => answer<Reading>(readingOf(source)),
    compare: ({ from, to }: { readonly from: string; readonly to: string }) => {
      compared.push(`${from} ${to}`);
      return answer<DriftResult>(madeUpDrift('normal', from, to));
    },
  });
  const connection = {
    getState: () => ({ status: 'open', epoch: 0 }),
    subscribe: () => () => {},
  } as unknown as Connection;
  return { compared, stores: createStores({ client, connection }, start) };
}

const withStaging: ProjectSummary['sources'] = [
  ...PROJECT.sources,
  { name: 'staging', source: { kind: 'url', label: 'staging' }, available: true, reason: null, where: null },
];

describe('the two sides and the address', () => {
  it('are those of the address where the project has them', async () => {
    const { stores, compared } = open({ view: 'drift', object: null, sides: ['code', 'staging'] }, withStaging);
    await stores.openProject(null);
    expect(compared).toEqual(['code staging']);
    expect(stores.navigation.getState().place.sides).toEqual(['code', 'staging']);
  });

  it('are the usual ones where the address names what there is not, and the address says so', async () => {
    const { stores, compared } = open({ view: 'drift', object: null, sides: ['code', 'gone'] });
    await stores.openProject(null);
    expect(compared).toEqual(['code live']);
    expect(stores.navigation.getState().place.sides).toEqual(['code', 'live']);
  });

  it('are said in the address of the view as soon as it is looked at', async () => {
    const { stores } = open();
    await stores.openProject(null);
    expect(stores.navigation.getState().place.sides).toBeUndefined();
    stores.navigation.getState().show('drift');
    expect(stores.navigation.getState().place.sides).toEqual(['code', 'live']);
    expect(stores.navigation.getState().back).toHaveLength(1);
  });

  it('go back with the way, and are compared again', async () => {
    const { stores, compared } = open({ view: 'drift', object: null }, withStaging);
    await stores.openProject(null);
    const [key = ''] = madeUpDrift('normal', 'code', 'live').differences.map((one) => one.key);
    stores.navigation.getState().go({ ...stores.navigation.getState().place, at: key });
    stores.drift.getState().setSides('code', 'staging');
    expect(stores.navigation.getState().place).toMatchObject({ sides: ['code', 'staging'] });
    expect(stores.navigation.getState().place.at).toBeUndefined();
    stores.navigation.getState().goBack();
    await settled();
    expect(stores.drift.getState()).toMatchObject({ from: 'code', to: 'live', current: key });
    expect(compared).toEqual(['code live', 'code live']);
    stores.navigation.getState().goForward();
    await settled();
    expect(stores.drift.getState()).toMatchObject({ from: 'code', to: 'staging' });
    expect(compared.at(-1)).toBe('code staging');
  });
});
