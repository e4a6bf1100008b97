import { describe, expect, it } from 'vitest';
import { inOlderGrammar } from '../../../app/compare/older-grammar.ts';

describe('a text as PostgreSQL 13 takes it', () => {
  it.each([
    ['EXTRACT(year FROM at)', "date_part('year', at)"],
    ["extract ( 'epoch' from now() - at )", "date_part('epoch', now() - at )"],
    [
      'extract(hour from now()) between 6 and extract(day from x)',
      "date_part('hour', now()) between 6 and date_part('day', x)",
    ],
    [
      'extract(year from (select max(extract(doy from at)) from t))',
      "date_part('year', (select max(date_part('doy', at)) from t))",
    ],
  ])('says %s as %s', (text, older) => {
    expect(inOlderGrammar(text)).toBe(older);
  });

  it.each(["'extract(year from at)'", 'my.extract(a, b)', 'extract(a)', '"extract"(year)', 'substring(a from 2)'])(
    'leaves %s as it is',
    (text) => {
      expect(inOlderGrammar(text)).toBe(text);
    },
  );
});
