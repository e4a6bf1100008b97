import { describe, expect, it } from 'vitest';
import { softDeleteUniqueNotPartial } from '#app/audit/rules/soft-delete-unique-not-partial.ts';
import { audit, flagged } from '../audit.ts';

describe('soft-delete-unique-not-partial', () => {
  it('flags a unique key of a table that marks rows as deleted', () => {
    const clients = ['id uuid pk', 'email text unique', 'deleted_at timestamp with time zone'];
    expect(flagged(softDeleteUniqueNotPartial, { tables: { clients } })).toEqual(['table:public.clients#email']);
  });

  it.each([
    ['without a mark', ['id uuid pk', 'email text unique']],
    ['whose mark is never NULL', ['id uuid pk', 'email text unique', 'deleted_at timestamp with time zone !']],
    [
      'whose unique value is drawn at random',
      ['id uuid pk', 'share_token text unique', 'deleted_at timestamp with time zone'],
    ],
  ])('does not flag a table %s', (_, clients) => {
    expect(flagged(softDeleteUniqueNotPartial, { tables: { clients } })).toEqual([]);
  });

  it('takes the columns that the configuration names', () => {
    const clients = ['id uuid pk', 'email text unique', 'gone_at timestamp with time zone'];
    const options = { patterns: { softDeleteColumns: ['gone_at'] } };
    expect(flagged(softDeleteUniqueNotPartial, { tables: { clients } }, { options })).toEqual([
      'table:public.clients#email',
    ]);
  });

  it('makes the key hold for rows that are there', () => {
    const clients = ['id uuid pk', 'email text unique', 'deleted_at timestamp with time zone'];
    const [finding] = audit(softDeleteUniqueNotPartial, { tables: { clients } }).findings;
    const made = finding?.fix?.edits.find((edit) => edit.edit === 'put');
    expect(made).toMatchObject({ object: { kind: 'index', unique: true, predicate: '(deleted_at IS NULL)' } });
  });
});
