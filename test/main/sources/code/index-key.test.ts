import { describe, expect, it } from 'vitest';
import type { IndexKeyValues } from '#main/sources/code/inside/values.ts';
import { indexKeys } from '#main/sources/code/to-catalog/index-key.ts';

function ofSql(sql: string) {
  return indexKeys({ column: null, sql, order: null, nulls: null, operatorClass: null }, 0).map((key) => {
    const { operatorClassOptions: _options, ...rest } = key;
    return rest;
  });
}

const PLAIN = { isExpression: false, operatorClass: null, collation: null, descending: false, nullsFirst: false };

describe('an index key written as SQL', () => {
  it.each([
    ['"name"', { ...PLAIN, expression: 'name' }],
    ['name desc', { ...PLAIN, expression: 'name', descending: true, nullsFirst: true }],
    ['"name" DESC NULLS LAST', { ...PLAIN, expression: 'name', descending: true }],
    ['"name" asc nulls first', { ...PLAIN, expression: 'name', nullsFirst: true }],
    ['lower("name")', { ...PLAIN, expression: 'lower("name")', isExpression: true }],
    ['(lower("name"))', { ...PLAIN, expression: 'lower("name")', isExpression: true }],
    ['("a" || "b") || ("c")', { ...PLAIN, expression: '("a" || "b") || ("c")', isExpression: true }],
    ['"name" gin_trgm_ops', { ...PLAIN, expression: 'name', operatorClass: 'gin_trgm_ops' }],
    [
      'lower("name") public.gin_trgm_ops',
      { ...PLAIN, expression: 'lower("name")', isExpression: true, operatorClass: 'public.gin_trgm_ops' },
    ],
    [
      'lower("name") COLLATE "C" text_pattern_ops DESC',
      {
        expression: 'lower("name")',
        isExpression: true,
        collation: '"C"',
        operatorClass: 'text_pattern_ops',
        descending: true,
        nullsFirst: true,
      },
    ],
    ['"name" collate pg_catalog."de-x-icu"', { ...PLAIN, expression: 'name', collation: 'pg_catalog."de-x-icu"' }],
    [`("data" ->> 'key')`, { ...PLAIN, expression: `"data" ->> 'key'`, isExpression: true }],
    [`(created at time zone 'utc')`, { ...PLAIN, expression: `created at time zone 'utc'`, isExpression: true }],
  ])('%s', (sql, expected) => {
    expect(ofSql(sql)).toEqual([expected]);
  });

  it('may be several keys', () => {
    expect(ofSql('"a", coalesce("b", 0) desc').map(({ expression }) => expression)).toEqual(['a', 'coalesce("b", 0)']);
  });
});

describe('an index key written with columns', () => {
  const key = (rest: Partial<IndexKeyValues>): IndexKeyValues => ({
    column: 'name',
    sql: null,
    order: 'asc',
    nulls: 'last',
    operatorClass: null,
    ...rest,
  });

  it('has the order drizzle-kit 0.31 writes: none beside an operator class', () => {
    expect(indexKeys(key({ order: 'desc' }), 0)).toMatchObject([{ descending: true, nullsFirst: false }]);
    expect(indexKeys(key({ order: 'desc', operatorClass: 'text_ops' }), 0)).toMatchObject([
      { descending: false, nullsFirst: false, operatorClass: 'text_ops' },
    ]);
  });

  it('has both in the 1.0 line', () => {
    expect(indexKeys(key({ order: 'desc', nulls: 'first', operatorClass: 'text_ops' }), 1)).toMatchObject([
      { descending: true, nullsFirst: true, operatorClass: 'text_ops' },
    ]);
  });
});
