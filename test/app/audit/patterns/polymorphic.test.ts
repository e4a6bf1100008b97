import { describe, expect, it } from 'vitest';
import { polymorphicReferencesOf } from '#app/audit/patterns/polymorphic.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

function find(...columns: readonly string[]) {
  const catalog = schemaOf({ tables: { posts: ['id uuid pk'], notes: ['id uuid pk', ...columns] } });
  const table = catalog.objects.table.find(({ name }) => name === 'notes');
  return table ? polymorphicReferencesOf(catalog, table).map(({ id, type }) => `${type.name} + ${id.name}`) : [];
}

describe('a reference whose table another column names', () => {
  it('is a pair of type and id', () => {
    expect(find('entity_type text !', 'entity_id uuid !')).toEqual(['entity_type + entity_id']);
    expect(find('subjectKind text', 'subjectId uuid')).toEqual(['subjectKind + subjectId']);
  });

  it('is not an id that a key holds, one without a type, or a type that is a number', () => {
    expect(find('post_type text', 'post_id uuid -> posts')).toEqual([]);
    expect(find('entity_id uuid', 'type text')).toEqual([]);
    expect(find('entity_type integer', 'entity_id uuid')).toEqual([]);
  });
});
