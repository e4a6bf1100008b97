import { describe, expect, it } from 'vitest';
import type { Progress } from '#app/api';
import { streamProgress } from '#main/session/progress-stream.ts';

const step = (stage: string, done: number): Progress => ({ stage, detail: '', done, total: 3 });

async function drain<T>(stream: AsyncGenerator<Progress, T, void>) {
  const seen: Progress[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { seen, result: next.value };
    seen.push(next.value);
  }
}

describe('long work as a stream', () => {
  it('yields progress and returns the result', async () => {
    const stream = streamProgress(async (work) => {
      work.report(step('reading', 1));
      await Promise.resolve();
      work.report(step('comparing', 1));
      return 'done';
    }, undefined);
    const { seen, result } = await drain(stream);
    expect(result).toBe('done');
    expect(seen.map(({ stage }) => stage)).toEqual(['reading', 'comparing']);
  });

  it('shows a slow reader the newest of each stage only', async () => {
    const stream = streamProgress(async (work) => {
      for (let done = 1; done <= 3; done += 1) work.report(step('reading', done));
      return 0;
    }, undefined);
    expect((await drain(stream)).seen).toEqual([step('reading', 3)]);
  });

  it('cancels the work when the reader leaves', async () => {
    let signal: AbortSignal | undefined;
    const stream = streamProgress((work) => {
      signal = work.signal;
      work.report(step('reading', 1));
      return new Promise<never>(() => {});
    }, undefined);
    await stream.next();
    await stream.return(undefined as never);
    expect(signal?.aborted).toBe(true);
  });

  it('passes on what the work throws', async () => {
    const stream = streamProgress(async () => Promise.reject(new Error('no server')), undefined);
    await expect(stream.next()).rejects.toThrow('no server');
  });
});
