import { describe, expect, it } from 'vitest';
import { polymorphicReference } from '#app/audit/rules/polymorphic-reference.ts';
import { audit, flagged } from '../audit.ts';

describe('polymorphic-reference', () => {
  it('flags the id of a pair, and lists the kinds of an enum', () => {
    const tables = { notes: ['id uuid pk', 'entity_type public.entity_kind !', 'entity_id uuid !'] };
    const { findings } = audit(polymorphicReference, { tables, enums: { entity_kind: ['order', 'guest'] } });
    expect(findings.map(({ object }) => object)).toEqual(['column:public.notes.entity_id']);
    expect(findings[0]?.evidence.map(({ text }) => text)).toContain('It can be order, guest.');
  });

  it.each([
    ['the kind of something that has a table', ['customer_id uuid', 'customer_type text']],
    ['a pair that a foreign key guards', ['entity_id uuid -> customers', 'entity_type text']],
    ['a kind without an id', ['content_type text', 'id_type text']],
  ])('does not flag %s', (_, columns) => {
    expect(
      flagged(polymorphicReference, { tables: { customers: ['id uuid pk'], notes: ['id uuid pk', ...columns] } }),
    ).toEqual([]);
  });
});
