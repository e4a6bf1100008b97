import { describe, expect, it } from 'vitest';
import { splitStatements, statementIndexAt } from '#app/sql';

const split = (text: string) => splitStatements(text).map(({ sql }) => sql);

describe('a text that is being written', () => {
  it.each([
    ['at its semicolons', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['without the comments above a statement', '-- one\n/* two /* deep */ */ SELECT 1;', ['SELECT 1']],
    ['not inside of quotes', `SELECT ';', ";", E'\\';', $$;$$, $a$;$$;$a$;SELECT 2`, 2],
    [
      'not inside of a body',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 2',
      2,
    ],
    ['not inside of a comment behind it', 'SELECT 1 -- a; b\n; SELECT 2', ['SELECT 1 -- a; b', 'SELECT 2']],
    ['where the last quote is never closed', "SELECT 1; SELECT 'a", 2],
    ['where there is nothing', ' -- only this', []],
    ['without empty statements', ';;SELECT 1;;', ['SELECT 1']],
  ])('is split %s', (_, text, wanted) => {
    if (typeof wanted === 'number') expect(split(text)).toHaveLength(wanted);
    else expect(split(text)).toEqual(wanted);
  });

  it('says of each statement where it begins', () => {
    const text = '-- é\nSELECT 1;\n\n  SELECT 2;';
    for (const { sql, at } of splitStatements(text)) expect(text.slice(at, at + sql.length)).toBe(sql);
  });
});

describe('the statement at the caret', () => {
  const at = (marked: string) => {
    const place = marked.indexOf('|');
    const text = marked.replace('|', '');
    return statementIndexAt(text, splitStatements(text), place);
  };

  it.each([
    ['the one it stands in', 'SELECT 1;\nSEL|ECT 2;', 1],
    ['the one below a comment', 'SELECT 1;\n-- ab|out two\nSELECT 2;', 1],
    ['the one whose semicolon is right before', 'SELECT 1;|\nSELECT 2;', 0],
    ['the one whose line it ends', 'SELECT 1; -- done|\nSELECT 2;', 0],
    ['the next, on the line below', 'SELECT 1;\n|\nSELECT 2;', 1],
    ['the last, at the end', 'SELECT 1;\nSELECT 2;\n\n|', 1],
    ['none, where there is none', '-- no|thing', -1],
  ])('is %s', (_, marked, index) => expect(at(marked)).toBe(index));
});
