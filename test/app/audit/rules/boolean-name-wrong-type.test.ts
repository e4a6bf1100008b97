import { describe, expect, it } from 'vitest';
import { booleanNameWrongType } from '#app/audit/rules/boolean-name-wrong-type.ts';
import { audit, flagged } from '../audit.ts';

const contacts = (...columns: readonly string[]) => ({ tables: { contacts: ['id uuid pk', ...columns] } });

describe('boolean-name-wrong-type', () => {
  it.each([
    'is_primary uuid',
    'has_children text',
    'can_edit integer',
    'isActive character varying(1)',
    'is_open public.answer',
    "is_built_in text = 'false'::text",
  ])('flags %s', (column) => {
    expect(flagged(booleanNameWrongType, { ...contacts(column), enums: { answer: ['yes', 'no'] } })).toHaveLength(1);
  });

  it.each([
    'is_primary boolean',
    'is_deleted_at timestamp with time zone',
    'has_children_count integer',
    'can_id text',
    'is_verified public.state',
    'canonical_url text',
    'island text',
    'has_roles text[]',
    'is_allowed jsonb',
    "is_manager_of_function text = ''::text",
    'is_checked_in text',
  ])('does not flag %s', (column) => {
    expect(flagged(booleanNameWrongType, { ...contacts(column), enums: { state: ['unknown', 'yes', 'no'] } })).toEqual(
      [],
    );
  });

  it.each([
    ['is_primary uuid = false', 'false'],
    ["is_primary text = 'yes'::text", 'true'],
    ['is_primary integer = 0', 'false'],
    ["is_primary text = 'maybe'", null],
    ['is_primary uuid', null],
  ])('carries the default of “%s” over as %s', (column, expected) => {
    const [finding] = audit(booleanNameWrongType, contacts(column)).findings;
    expect(finding?.fix?.edits).toEqual([
      expect.objectContaining({ attributes: { type: 'boolean', default: expected, collation: null } }),
    ]);
  });
});
