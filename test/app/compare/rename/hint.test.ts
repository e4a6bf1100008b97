import { describe, expect, it } from 'vitest';
import { hintOf, parseHint } from '#app/compare';

describe('a rename as a person writes it', () => {
  it('is two names, with the kind before them where the names do not tell', () => {
    expect(parseHint('public.users->public.accounts')).toEqual({
      text: 'public.users->public.accounts',
      kind: null,
      from: ['public', 'users'],
      to: ['public', 'accounts'],
    });
    expect(parseHint(' enum: public.mood -> public.feeling ')).toMatchObject({
      kind: 'enum',
      from: ['public', 'mood'],
    });
  });

  it('may have arrows, dots and quotes in quoted names', () => {
    const from = 'table:public."a->b.""c"""';
    const hint = hintOf('table', from, 'table:public.plain');
    expect(hint).toBe('table:public."a->b.""c"""->public.plain');
    expect(parseHint(hint)).toMatchObject({ from: ['public', 'a->b."c"'], to: ['public', 'plain'] });
  });

  it.each(['users', 'a->', 'colour:a->b', 'a..b->c', '"a->b'])('is refused where it makes no sense: %s', (text) => {
    expect(() => parseHint(text)).toThrow(SyntaxError);
  });
});
