import { describe, expect, it } from 'vitest';
import { asCalls, asDatePart } from '../../../app/compare/as-calls.ts';

describe('what a server prints in words of SQL', () => {
  it.each([
    ["(now() AT TIME ZONE 'utc'::text)", "timezone('utc'::text, now())"],
    [
      "((ts AT TIME ZONE 'utc'::text) AT TIME ZONE 'Asia/Tokyo'::text)",
      "timezone('Asia/Tokyo'::text, timezone('utc'::text, ts))",
    ],
    ['(NOT ((at, until) OVERLAPS (at, f((1)))))', '(NOT "overlaps"(at, until, at, f((1))))'],
    ['SUBSTRING(name FROM 1 FOR 3)', '"substring"(name, 1, 3)'],
    ["SUBSTRING(name SIMILAR 'a'::text ESCAPE '#'::text)", "\"substring\"(name, 'a'::text, '#'::text)"],
    ["POSITION(('a'::text) IN (TRIM(BOTH FROM name)))", '"position"((btrim(name)), (\'a\'::text))'],
    ["TRIM(LEADING 'x'::text FROM name)", "ltrim(name, 'x'::text)"],
    ['TRIM(TRAILING FROM (a ->> b))', 'rtrim((a ->> b))'],
    ["OVERLAY(name PLACING 'xx'::text FROM 2)", '"overlay"(name, \'xx\'::text, 2)'],
    ['(name IS NFKD NORMALIZED)', "is_normalized(name, 'nfkd'::text)"],
    ['(NOT (name IS NORMALIZED))', '(NOT is_normalized(name))'],
    ['NORMALIZE(name, NFC)', '"normalize"(name, \'nfc\'::text)'],
    ['NORMALIZE(name)', '"normalize"(name)'],
    ['(COLLATION FOR (name) IS NULL)', '(pg_collation_for(name) IS NULL)'],
    [
      ' SELECT TRIM(BOTH FROM a) AS btrim\n   FROM t\n  WHERE (b > 1);',
      ' SELECT btrim(a) AS btrim\n   FROM t\n  WHERE (b > 1);',
    ],
  ])('is a call: %s', (printed, called) => {
    expect(asCalls(printed)).toBe(called);
  });

  it.each([
    "'(now() AT TIME ZONE ''utc'')'",
    'my.substring(a, b)',
    '"trim"(a)',
    ' SELECT a\n   FROM "position"\n  WHERE (a IN ( SELECT b FROM c))',
    'substring(a, 2)',
    '(a AT',
  ])('is left where it is none: %s', (printed) => {
    expect(asCalls(printed)).toBe(printed);
  });
});

describe('what a server prints of EXTRACT', () => {
  it.each([
    ['(EXTRACT(dow FROM d) < (6)::numeric)', "(date_part('dow'::text, d) < (6)::double precision)"],
    ['(EXTRACT(epoch FROM iv))::numeric(12,2)', "(date_part('epoch'::text, iv))::numeric(12,2)"],
    [' SELECT EXTRACT(year FROM d) AS "extract"', " SELECT date_part('year'::text, d) AS date_part"],
    ["'extract(year from at)'", "'extract(year from at)'"],
    ['my.extract(a)', 'my.extract(a)'],
  ])('is date_part to PostgreSQL 13: %s', (printed, older) => {
    expect(asDatePart(printed)).toBe(older);
  });
});
