import { describe, expect, it } from 'vitest';
import { defaultTypeMismatch } from '#app/audit/rules/default-type-mismatch.ts';
import { audit, flagged } from '../audit.ts';

const run = (column: string) =>
  flagged(
    defaultTypeMismatch,
    { tables: { notes: ['id uuid pk', column] }, enums: { mood: ['good', 'bad'] }, server: null },
    { kind: 'code' },
  );

describe('default-type-mismatch', () => {
  it.each([
    'a uuid = false',
    "a uuid = 'none'",
    'a uuid = 0',
    'a uuid = now()',
    "a integer = 'many'",
    'a integer = true',
    'a smallint = 40000',
    'a integer = gen_random_uuid()',
    "a boolean = 'maybe'",
    'a boolean = 1',
    "a numeric(10,2) = 'free'",
    "a timestamp with time zone = 'soon'",
    "a public.mood = 'meh'",
    'a public.mood = 1',
    "a jsonb = '{broken'",
    "a character varying(3) = 'four'",
    "a date = nextval('x')",
  ])('flags %s', (column) => {
    expect(run(column)).toEqual(['column:public.notes.a']);
  });

  it.each([
    'a uuid = gen_random_uuid()',
    "a uuid = '00000000-0000-0000-0000-000000000000'",
    "a integer = '5'",
    'a integer = 1.5',
    'a bigint = 40000000000',
    "a boolean = 'yes'",
    'a text = 1',
    'a text = now()',
    'a text = gen_random_uuid()',
    "a timestamp with time zone = '2024-05-01'",
    "a date = 'today'",
    "a timestamp with time zone = now() + interval '7 days'",
    "a public.mood = 'good'::public.mood",
    "a jsonb = '[]'::jsonb",
    "a text[] = '{}'",
    "a point = '(0,0)'",
    "a character varying(3) = 'abc'",
    'a uuid = my_uuid()',
    'a integer = NULL',
  ])('does not flag %s', (column) => {
    expect(run(column)).toEqual([]);
  });

  it('drafts the type that a flag was meant to have', () => {
    const [finding] = audit(
      defaultTypeMismatch,
      { tables: { notes: ['is_open uuid = false'] }, server: null },
      { kind: 'code' },
    ).findings;
    expect(finding?.fix?.edits).toEqual([
      expect.objectContaining({ attributes: { type: 'boolean', default: 'false' } }),
    ]);
  });

  it('looks at the code, whatever a database says', () => {
    const { notEvaluated } = audit(defaultTypeMismatch, { tables: { notes: ['a uuid = false'] } });
    expect(notEvaluated).toHaveLength(1);
  });
});
