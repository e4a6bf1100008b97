import { describe, expect, it } from 'vitest';
import type { Work } from '#main/platform/work.ts';
import { createSharedWork } from '#main/session/shared-work.ts';

function watched(): { readonly work: Work; readonly stages: string[]; abort(): void } {
  const controller = new AbortController();
  const stages: string[] = [];
  return {
    work: { signal: controller.signal, report: ({ stage }) => void stages.push(stage) },
    stages,
    abort: () => controller.abort(new Error('enough')),
  };
}

describe('shared work', () => {
  it('runs once for two that ask at the same time, and tells both its progress', async () => {
    const shared = createSharedWork<number>();
    const [a, b] = [watched(), watched()];
    let runs = 0;
    const run = async (work: Work) => {
      runs += 1;
      await Promise.resolve();
      work.report({ stage: 'reading', detail: '', done: 1, total: 1 });
      return 7;
    };
    expect(await Promise.all([shared.get('k', a.work, run), shared.get('k', b.work, run)])).toEqual([7, 7]);
    expect(runs).toBe(1);
    expect([a.stages, b.stages]).toEqual([['reading'], ['reading']]);
    expect(await shared.get('k', a.work, run)).toBe(7);
    expect(runs).toBe(1);
  });

  it('tells whoever joins later where it stands', async () => {
    const shared = createSharedWork<number>();
    const [early, late] = [watched(), watched()];
    let end = () => {};
    const first = shared.get('k', early.work, async (work) => {
      work.report({ stage: 'asking', detail: '', done: 0, total: 1 });
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return 7;
    });
    const second = shared.get('k', late.work, async () => 8);
    expect(late.stages).toEqual(['asking']);
    end();
    expect(await Promise.all([first, second])).toEqual([7, 7]);
  });

  it('goes on for the one who still waits, and is cancelled when the last has gone', async () => {
    const shared = createSharedWork<number>();
    const [a, b] = [watched(), watched()];
    let signal: AbortSignal | undefined;
    const run = (work: Work) => {
      signal = work.signal;
      return new Promise<number>((_resolve, reject) => {
        work.signal.addEventListener('abort', () => reject(work.signal.reason));
      });
    };
    const first = shared.get('k', a.work, run);
    const second = shared.get('k', b.work, run);
    a.abort();
    await expect(first).rejects.toThrow('enough');
    expect(signal?.aborted).toBe(false);
    b.abort();
    await expect(second).rejects.toThrow('enough');
    expect(signal?.aborted).toBe(true);
  });

  it('does not keep a failure', async () => {
    const shared = createSharedWork<number>();
    const { work } = watched();
    await expect(shared.get('k', work, async () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await shared.get('k', work, async () => 3)).toBe(3);
  });

  it('reads again what was forgotten', async () => {
    const shared = createSharedWork<number>();
    const { work } = watched();
    expect(await shared.get('project/live', work, async () => 1)).toBe(1);
    shared.forget('project/');
    expect(await shared.get('project/live', work, async () => 2)).toBe(2);
  });
});
