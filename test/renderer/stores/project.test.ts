import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { ProjectSummary } from '#app/api';
import { createProjectStore, openProjectOf } from '#renderer/stores/project.ts';
import { clientOf, PROJECT, REFUSED } from './engine.ts';

describe('the open project', () => {
  it('is the one that was opened last, whichever answered first', async () => {
    const answers: ((project: ProjectSummary) => void)[] = [];
    const store = createProjectStore(
      clientOf({ open: () => new Promise<ProjectSummary>((resolve) => answers.push(resolve)) }),
    );
    const first = store.getState().open('/a');
    const second = store.getState().open('/b');
    answers[1]?.({ ...PROJECT, root: '/b' });
    answers[0]?.({ ...PROJECT, root: '/a' });
    expect(await first).toBeNull();
    expect((await second)?.root).toBe('/b');
    expect(openProjectOf(store.getState())?.root).toBe('/b');
  });

  it('stays open while another one cannot be opened', async () => {
    const store = createProjectStore(
      clientOf({
        open: ({ path }: { path: string }) =>
          path === '/nowhere' ? Promise.reject(new ORPCError('FAILED', { data: REFUSED })) : Promise.resolve(PROJECT),
      }),
    );
    await store.getState().open('/home/me/shop');
    expect(await store.getState().open('/nowhere')).toBeNull();
    expect(store.getState().state).toEqual({ status: 'failed', path: '/nowhere', error: REFUSED, previous: PROJECT });
    expect(openProjectOf(store.getState())).toBe(PROJECT);
  });
});
