import { describe, expect, it } from 'vitest';
import { headerX } from '#renderer/features/graph/paint-modules.ts';
import { clearOf } from '#renderer/features/graph/paint-tables.ts';

const TITLE = { left: 10, right: 110, top: 0, bottom: 16 };

describe('a badge on the corner of a table', () => {
  it('keeps below the title of its module where it would stand on it', () => {
    const middle = clearOf([TITLE], 90, 120, 14);
    expect(middle - 7.5).toBe(TITLE.bottom);
  });

  it('stays where it is beside a title, and below it', () => {
    expect(clearOf([TITLE], 111, 140, 14)).toBe(14);
    expect(clearOf([TITLE], 90, 120, 30)).toBe(30);
    expect(clearOf([], 90, 120, 14)).toBe(14);
  });
});

describe('the title of a module in its header', () => {
  it('begins with the module, with the view where that begins later, and never ends outside the module', () => {
    expect(headerX({ left: 100, width: 400 }, 12, 150)).toBe(112);
    expect(headerX({ left: -200, width: 400 }, 12, 150)).toBe(12);
    expect(headerX({ left: -300, width: 400 }, 12, 150)).toBe(-50);
    expect(headerX({ left: -20, width: 60 }, 12, 150)).toBe(-8);
  });
});
