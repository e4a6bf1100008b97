import { describe, expect, it } from 'vitest';
import { titleLines } from '#renderer/features/graph/title-lines.ts';

const lines = (name: string, width: number, height = 100, reserved = 0) =>
  titleLines(name, width, reserved, 12, 9, height).lines;

describe('a name in a far table', () => {
  it('stays on one line where it fits', () => {
    expect(lines('guests', 60)).toEqual(['guests']);
  });

  it('breaks at underscores and capitals only', () => {
    expect(lines('guest_group_members', 60)).toEqual(['guest_', 'group_', 'members']);
    expect(lines('guestGroup', 40)).toEqual(['guest', 'Group']);
  });

  it('is made smaller before it is cut, and cut with an ellipsis at last', () => {
    expect(titleLines('notifications', 72, 0, 12, 9, 100)).toEqual({ lines: ['notifications'], size: 9 });
    expect(lines('notifications', 50)).toEqual(['notifica…']);
  });

  it('takes one line where the box is too low for two', () => {
    expect(lines('rate_limits', 62, 14)).toEqual(['rate_limits']);
  });

  it('keeps room for marks on the first line only', () => {
    expect(lines('guest_notes', 80, 100, 30)).toEqual(['guest_', 'notes']);
  });
});
