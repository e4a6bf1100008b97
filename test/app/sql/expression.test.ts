import { expect, it } from 'vitest';
import { parenthesise } from '#app/sql';

it.each([
  ['a > 1', '(a > 1)'],
  ['(a > 1)', '(a > 1)'],
  ['(a) > (1)', '((a) > (1))'],
  // The parentheses of a subquery are no others: USING (SELECT true) is a syntax error.
  ['(select auth.user_id() = id)', '((select auth.user_id() = id))'],
  ['( SELECT true)', '(( SELECT true))'],
  ['(/* why */ WITH x AS (SELECT true) SELECT * FROM x)', '((/* why */ WITH x AS (SELECT true) SELECT * FROM x))'],
  ['((SELECT true))', '((SELECT true))'],
  ['((SELECT true) AND b)', '((SELECT true) AND b)'],
  ['("select" > 1)', '("select" > 1)'],
  ['a -- why', '(a -- why\n)'],
])('%s stands between parentheses as %s', (expression, expected) => {
  expect(parenthesise(expression)).toBe(expected);
});
