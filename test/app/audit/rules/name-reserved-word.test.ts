import { describe, expect, it } from 'vitest';
import { nameReservedWord } from '#app/audit/rules/name-reserved-word.ts';
import { audit, flagged } from '../audit.ts';

describe('name-reserved-word', () => {
  it('flags tables and columns that have to be quoted', () => {
    expect(flagged(nameReservedWord, { tables: { user: ['id uuid pk', 'order integer', 'end date'] } })).toEqual([
      'column:public."user"."end"',
      'column:public."user"."order"',
      'table:public."user"',
    ]);
    expect(audit(nameReservedWord, { tables: { user: ['id uuid pk'] } }).findings[0]?.message).toContain(
      'SELECT * FROM user',
    );
  });

  it('does not flag words that only look like it', () => {
    const columns = [
      'position integer',
      'time time without time zone',
      'timestamp date',
      'name text',
      'type text',
      'key text',
      'value text',
      'users text',
      'row integer',
    ];
    expect(flagged(nameReservedWord, { tables: { orders: columns } })).toEqual([]);
  });
});
