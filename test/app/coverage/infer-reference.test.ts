import { describe, expect, it } from 'vitest';
import { foreignKeyCoverage, inferReferences, LIKELY_REFERENCE } from '#app/coverage';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';

const infer = (tables: SchemaSpec['tables']) =>
  inferReferences(schemaOf({ tables })).map(({ column, table, confidence }) => [
    `${column.table}.${column.name}`,
    table.name,
    confidence,
  ]);
const confidenceOf = (tables: SchemaSpec['tables']) => infer(tables)[0]?.[2] as number;
const users = ['id uuid pk', 'email text'];

describe('an inferred reference', () => {
  it('is surer the more the name and the type say', () => {
    const exact = confidenceOf({ users, notes: ['id uuid pk', 'user_id uuid'] });
    const role = confidenceOf({ users, notes: ['id uuid pk', 'invited_user_id uuid'] });
    const deed = confidenceOf({ users, notes: ['id uuid pk', 'created_by uuid'] });
    const text = confidenceOf({ users: ['id text pk'], notes: ['id uuid pk', 'user_id text'] });
    expect([exact, role, deed, text]).toEqual([0.95, 0.8, 0.7, 0.73]);
  });

  it('is surer where columns of the same name have a foreign key, and doubtful where theirs is another', () => {
    const own = ['id uuid pk', 'owner_id uuid'];
    const keyed = { users, teams: ['id uuid pk', 'owner_id uuid -> users'], notes: own };
    const other = { users, firms: users, teams: ['id uuid pk', 'owner_id uuid -> firms'], notes: own };
    expect([confidenceOf({ users, notes: own }), confidenceOf(keyed), confidenceOf(other)]).toEqual([0.7, 0.82, 0.45]);
  });

  it('is doubtful where a text is called like what every program has', () => {
    const session = ['id text pk', 'user_id text'];
    for (const name of ['session_id', 'mcp_session_id'])
      expect(confidenceOf({ session, calls: ['id uuid pk', `${name} text`] })).toBeLessThan(LIKELY_REFERENCE);
    expect(confidenceOf({ session: ['id uuid pk'], calls: ['id uuid pk', 'session_id uuid'] })).toBe(0.95);
  });

  it('is none of another type where the column is what its own rows are called, or another key is meant', () => {
    const recipes = ['id uuid pk', 'slug text unique'];
    expect(infer({ recipes, steps: ['id uuid pk', 'recipe_id text unique'] })).toEqual([]);
    expect(infer({ recipes, steps: ['id uuid pk', 'recipe_id text'] })).toEqual([]);
    expect(
      infer({ recipes: ['id uuid pk', 'title text unique'], steps: ['id uuid pk', 'recipe_id text'] }),
    ).toHaveLength(1);
  });

  it('knows who assigned what to whom, and which row is above', () => {
    expect(
      infer({ users, tasks: ['id uuid pk', 'assigned_to uuid', 'approved_by_id uuid', 'parent_id uuid'] }),
    ).toEqual([
      ['tasks.assigned_to', 'users', 0.7],
      ['tasks.approved_by_id', 'users', 0.7],
      ['tasks.parent_id', 'tasks', 0.75],
    ]);
  });

  it('is no likely one in copies, which outlive what they point at', () => {
    for (const name of ['notes_archive', 'tmp_notes', 'notes_20240611'])
      expect(confidenceOf({ users, [name]: ['id uuid pk', 'user_id uuid'] })).toBeLessThan(LIKELY_REFERENCE);
    expect(confidenceOf({ users, audit_log: ['id uuid pk', 'user_id uuid'] })).toBe(0.75);
  });

  it.each([
    ['words that are no deeds', ['sort_by uuid', 'stand_by uuid', 'up_to uuid']],
    ['the key of the table itself', []],
    ['what is named after its own table', ['note_id uuid']],
    ['lists', ['user_id uuid[]']],
    ['numbers where keys are uuids', ['created_by integer']],
  ])('is not made of %s', (_, columns) => {
    expect(infer({ users: ['user_id uuid pk'], notes: ['id uuid pk', ...columns] })).toEqual([]);
  });

  it('is an edge of the coverage where it is likely', () => {
    const edges = (tables: SchemaSpec['tables']) =>
      foreignKeyCoverage([{ name: 'live', catalog: schemaOf({ tables }) }]).edges.map(({ state, confidence }) => [
        state,
        confidence,
      ]);
    expect(edges({ users, notes: ['id uuid pk', 'user_id uuid'] })).toEqual([['inferred-missing', 0.95]]);
    expect(edges({ users, notes_old: ['id uuid pk', 'user_id uuid'] })).toEqual([]);
    expect(edges({ users, notes: ['id uuid pk', 'user_id uuid index -> users'] })).toEqual([['everywhere', null]]);
  });
});
