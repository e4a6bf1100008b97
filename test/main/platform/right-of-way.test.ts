import { expect, it } from 'vitest';
import { createRightOfWay } from '#main/platform/right-of-way.ts';

it('tells who watches at once where it is taken, and of every change until they stop watching', () => {
  const rightOfWay = createRightOfWay();
  const heard: [string, boolean][] = [];
  rightOfWay.watch((isTaken) => heard.push(['early', isTaken]));
  rightOfWay.take();
  rightOfWay.take();
  const stop = rightOfWay.watch((isTaken) => heard.push(['late', isTaken]));
  rightOfWay.giveBack();
  stop();
  rightOfWay.take();
  expect(heard).toEqual([
    ['early', true],
    ['late', true],
    ['early', false],
    ['late', false],
    ['early', true],
  ]);
});
