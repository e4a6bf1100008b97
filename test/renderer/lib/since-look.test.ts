import { describe, expect, it } from 'vitest';
import { seenOf, sinceLook } from '#renderer/lib/since-look.ts';
import { changedDrift, madeUpDrift } from '../harness/made-up-drift.ts';

const RESULT = madeUpDrift('normal', 'code', 'live');
const CHANGED = changedDrift(RESULT);

describe('what is otherwise than when it was looked at', () => {
  it('is new, changed or gone, and nothing else', () => {
    const { changes, gone } = sinceLook(seenOf(RESULT.differences), CHANGED.differences);
    expect([...changes.values()].sort()).toEqual(['changed', 'new']);
    expect(gone.map(({ key }) => key)).toEqual([RESULT.differences[0]?.key]);
  });

  it('is nothing where only lines of files moved', () => {
    const moved = RESULT.differences.map((difference) => ({
      ...difference,
      states: Object.fromEntries(
        Object.entries(difference.states).map(([label, state]) => [
          label,
          { ...state, origins: state.origins.map((origin) => ({ ...origin, line: (origin.line ?? 0) + 7 })) },
        ]),
      ),
    }));
    const { changes, gone } = sinceLook(seenOf(RESULT.differences), moved);
    expect([changes.size, gone.length]).toEqual([0, 0]);
  });
});
