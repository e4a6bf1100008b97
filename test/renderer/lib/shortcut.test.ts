import { expect, it } from 'vitest';
import { keysOf } from '#renderer/lib/shortcut.ts';

it.each([
  ['Mod+K', ['Mod', 'K']],
  ['Alt+ArrowLeft', ['Alt', 'ArrowLeft']],
  ['+', ['+']],
  ['Mod++', ['Mod', '+']],
  ['j', ['j']],
])('%s is the keys %j', (combination, keys) => {
  expect(keysOf(combination)).toEqual(keys);
});
