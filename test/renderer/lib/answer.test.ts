import { describe, expect, it } from 'vitest';
import { foreignKeyCoverage, foreignKeysInPieces, rlsCoverage, rlsInPieces } from '#app/coverage';
import { answerOf } from '#renderer/lib/answer.ts';
import { largeSchema } from '#test/support/catalog/large-schema.ts';

/** Time for so many looks at the clock. */
function looks(left: number): () => boolean {
  let remaining = left;
  return () => remaining-- > 0;
}

describe('an answer that is worked out ahead', () => {
  const catalog = largeSchema(60);
  const sources = [
    { name: 'live', catalog },
    { name: 'code', catalog: largeSchema(50) },
  ];

  it('is the one that is worked out at once, wherever it was left', () => {
    const [keys, rows] = [foreignKeyCoverage(sources), rlsCoverage(catalog)];
    for (const turns of [0, 1, 3, 10]) {
      const [ahead, other] = [answerOf(() => foreignKeysInPieces(sources)), answerOf(() => rlsInPieces(catalog))];
      expect(ahead.workOn(looks(turns))).toBe(false);
      other.workOn(looks(turns));
      expect(ahead.value()).toEqual(keys);
      expect(other.value()).toEqual(rows);
    }
  });

  it('is done once nothing is left, and does nothing twice', () => {
    let begun = 0;
    const answer = answerOf(function* () {
      begun += 1;
      for (let piece = 0; piece < 40; piece += 1) yield;
      return 'all';
    });
    let turns = 0;
    while (!answer.workOn(looks(1))) turns += 1;
    expect([turns, answer.value(), answer.value(), begun]).toEqual([40, 'all', 'all', 1]);
  });

  it('fails where it is needed, not ahead, and each time', () => {
    const answer = answerOf(function* () {
      yield;
      if (catalog) throw new Error('no such table');
      return 0;
    });
    expect(answer.workOn(looks(5))).toBe(true);
    expect(() => answer.value()).toThrow('no such table');
    expect(() => answer.value()).toThrow('no such table');
  });
});
