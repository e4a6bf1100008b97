import { expect, it } from 'vitest';
import { compareNaturally } from '#renderer/lib/natural-order.ts';

it('counts numbers in names, and leaves nothing to where a list comes from', () => {
  const names = ['events_10', 'Events_2', 'events_2', 'events_02', 'event', 'été', 'etage', '_old', '10_a', '9_b'];
  const sorted = ['_old', '9_b', '10_a', 'etage', 'été', 'event', 'events_02', 'events_2', 'Events_2', 'events_10'];
  expect([...names].sort(compareNaturally)).toEqual(sorted);
  expect([...names].reverse().sort(compareNaturally)).toEqual(sorted);
  expect(compareNaturally('events_2', 'events_02')).toBeGreaterThan(0);
});
