import { describe, expect, it } from 'vitest';
import type { Problem } from '#app/catalog';
import { collectProblems, countProblems } from '#renderer/shell/problems.ts';
import { madeUpDrift } from '../harness/made-up-drift.ts';
import { PROJECT, REFUSED, readingOf } from '../stores/engine.ts';

const problem = (effect: Problem['effect'], message: string): Problem => ({
  code: 'made-up',
  effect,
  message,
  remedy: null,
  object: null,
  origin: null,
  cause: null,
});

describe('the problems panel', () => {
  it('lists what failed first, then what was not read, replaced, noted', () => {
    const reading = {
      ...readingOf('code'),
      report: [problem('note', 'a'), problem('unread', 'b'), problem('replaced', 'c')],
    };
    const lines = collectProblems(
      { ...PROJECT, problems: [problem('note', 'setting')] },
      PROJECT.sources,
      { code: { status: 'ready', reading }, live: { status: 'failed', error: REFUSED, previous: null } },
      null,
    );
    expect(lines.map((line) => `${line.weight} ${line.from}`)).toEqual([
      'failed live',
      'unread code',
      'replaced code',
      'note project',
      'note code',
    ]);
    expect(countProblems(lines)).toBe(2);
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
  });

  it('takes what is not there for no failure', () => {
    const error = { ...REFUSED, code: 'source-not-available' as const };
    const states = { live: { status: 'failed' as const, error, previous: null } };
    const lines = collectProblems(PROJECT, PROJECT.sources, states, null);
    expect(lines.map(({ weight }) => weight)).toEqual(['note']);
    expect(countProblems(lines)).toBe(0);
  });

  it("does not repeat in the drift's name what a reading said", () => {
    const result = madeUpDrift('incomplete', 'code', 'live');
    const reading = { ...readingOf('code'), report: result.unread };
    const states = { code: { status: 'ready' as const, reading } };
    expect(collectProblems(PROJECT, PROJECT.sources, states, result)).toHaveLength(1);
    expect(collectProblems(PROJECT, PROJECT.sources, {}, result).map((line) => line.from)).toEqual(['drift']);
  });
});
