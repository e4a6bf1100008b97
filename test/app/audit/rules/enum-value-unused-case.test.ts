import { describe, expect, it } from 'vitest';
import { enumValueUnusedCase } from '#app/audit/rules/enum-value-unused-case.ts';
import type { CodeFacts } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const run = (column: string, checks = {}) =>
  flagged(enumValueUnusedCase, { tables: { plans: ['id uuid pk'], t: { columns: [column], checks } } });

describe('enum-value-unused-case', () => {
  it.each([
    "status text = 'draft'",
    "plan_status text = 'active'::text",
    "role character varying(20) = 'member'",
    "plan text = 'free'",
  ])('flags %s', (column) => {
    expect(run(column)).toHaveLength(1);
  });

  it.each([
    'status text',
    "status public.mood = 'good'",
    "content_type text = 'text/plain'",
    "language text = 'en'",
    "token_type text = 'bearer'",
    "title text = 'draft'",
    'status text = next_status()',
    "status text[] = '{}'",
  ])('does not flag %s', (column) => {
    expect(run(column)).toEqual([]);
  });

  it('is content with a check or a foreign key', () => {
    expect(run("status text = 'draft'", { words: "status IN ('draft', 'sent')" })).toEqual([]);
    expect(run("plan text -> plans = 'free'")).toEqual([]);
  });

  it('drafts a check of the values that the code lists', () => {
    const catalog = schemaOf({ tables: { t: ['id uuid pk', 'mode text'] }, server: null });
    const types = [{ object: 'column:public.t.mode', text: "'fast' | 'slow'" }];
    const code = { types, docs: [], relations: [], files: [] } as unknown as CodeFacts;
    const { findings } = audit(enumValueUnusedCase, catalog, {
      input: { readings: [{ ...readingOf(catalog, 'code'), code }] },
    });
    expect(findings[0]?.fix?.edits).toEqual([
      {
        edit: 'put',
        object: expect.objectContaining({ expression: "(mode = ANY (ARRAY['fast'::text, 'slow'::text]))" }),
      },
    ]);
  });
});
