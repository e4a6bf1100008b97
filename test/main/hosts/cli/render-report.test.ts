import { describe, expect, it } from 'vitest';
import type { Problem } from '#app/catalog';
import { renderReport } from '#main/hosts/cli/render-report.ts';
import { createStyles } from '#main/hosts/cli/terminal.ts';

const plain = createStyles(false);

function problem(effect: Problem['effect'], code: string, at: number, message = `${code} ${at}`): Problem {
  return {
    code,
    effect,
    message,
    remedy: null,
    object: null,
    origin: { source: 'code', file: 'a.ts', line: at },
    cause: null,
  };
}
const many = (effect: Problem['effect'], code: string, count: number) =>
  Array.from({ length: count }, (_, at) => problem(effect, code, at + 1));

describe('a report as text', () => {
  it('folds notes of one code after the third and says where the others are', () => {
    const report = [problem('note', 'other', 1), ...many('note', 'name-truncated', 12)];
    expect(renderReport(report, plain)).toEqual([
      'note other 1\n  where: a.ts:1',
      'note name-truncated 1\n  where: a.ts:1',
      'note name-truncated 2\n  where: a.ts:2',
      'note name-truncated 3\n  where: a.ts:3',
      '  and 9 more like it: a.ts:4, a.ts:5, a.ts:6, a.ts:7, a.ts:8 …',
    ]);
  });

  it('tells what fails for want of what failed before with that, and by itself where all is asked for', () => {
    const first = { ...problem('unread', 'statement-failed', 1, 'a.ts:1: it fails'), remedy: 'Correct it.' };
    const others = many('unread', 'statement-failed', 8).slice(1);
    const report = [first, ...others.map((each) => ({ ...each, because: first.origin ?? undefined }))];
    expect(renderReport(report, plain)).toEqual([
      'unread a.ts:1: it fails. Because of it 7 others fail: a.ts:2, a.ts:3, a.ts:4, a.ts:5, a.ts:6 …\n  where: a.ts:1\n  do:    Correct it.',
    ]);
    expect(renderReport(report, plain, true)).toHaveLength(8);
  });

  it('never folds what was not read, and says alike ones once', () => {
    const report = [...many('unread', 'column-not-read', 6), ...many('unread', 'column-not-read', 1)];
    const blocks = renderReport(report, plain);
    expect(blocks).toHaveLength(6);
    expect(blocks[0]).toBe('unread column-not-read 1 (2 times)\n  where: a.ts:1');
  });

  it('folds nothing where everything is asked for, and no four', () => {
    expect(renderReport(many('replaced', 'module', 9), plain, true)).toHaveLength(9);
    expect(renderReport(many('replaced', 'module', 4), plain)).toHaveLength(4);
  });
});
