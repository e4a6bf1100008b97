import { expect, it } from 'vitest';
import { sizeText } from '#renderer/lib/size-text.ts';

it('prints sizes in steps of 1024', () => {
  expect([0, 1023, 1024, 8192, 150 * 1024, 5.25 * 1024 ** 3, 3 * 1024 ** 5].map(sizeText)).toEqual([
    '0 B',
    '1023 B',
    '1.0 kB',
    '8.0 kB',
    '150 kB',
    '5.3 GB',
    '3072 TB',
  ]);
});
