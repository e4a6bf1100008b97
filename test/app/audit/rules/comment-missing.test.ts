import { describe, expect, it } from 'vitest';
import { runAudit } from '#app/audit';
import { commentMissing } from '#app/audit/rules/comment-missing.ts';
import type { CodeFacts } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const spec = {
  tables: { orders: ['id uuid pk', 'total numeric'], users: { columns: ['id uuid pk'], comment: 'People.' } },
};

describe('comment-missing', () => {
  it('flags tables without a comment, where it is asked for', () => {
    expect(flagged(commentMissing, spec)).toEqual(['table:public.orders']);
    expect(audit(commentMissing, spec).findings[0]?.message).toBe(
      'orders has no comment, nor have 2 of its 2 columns.',
    );
  });

  it('is off otherwise', () => {
    expect(runAudit({ readings: [readingOf(schemaOf(spec))] }, { rules: [commentMissing] }).off).toEqual([
      'comment-missing',
    ]);
  });

  it('drafts what the code says in JSDoc', () => {
    const catalog = schemaOf(spec);
    const docs = [
      { object: 'table:public.orders', text: 'What a customer asked for.', deprecated: null },
      { object: 'column:public.orders.total', text: 'Without tax.', deprecated: null },
    ];
    const code = { docs, types: [], relations: [], files: [] } as unknown as CodeFacts;
    const readings = [readingOf(catalog), { ...readingOf(catalog, 'code'), code }];
    const [finding] = audit(commentMissing, catalog, { input: { readings } }).findings;
    expect(finding?.fix?.edits.map((edit) => 'attributes' in edit && edit.attributes.comment)).toEqual([
      'What a customer asked for.',
      'Without tax.',
    ]);
  });
});
