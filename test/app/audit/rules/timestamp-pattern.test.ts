import { describe, expect, it } from 'vitest';
import { timestampPattern } from '#app/audit/rules/timestamp-pattern.ts';
import { audit, flagged } from '../audit.ts';

const zoned = 'timestamp with time zone';
const messages = (column: string) =>
  audit(timestampPattern, { tables: { t: ['id uuid pk', column] } }).findings.map(({ message }) => message);

describe('timestamp-pattern', () => {
  it('says each thing that is missing', () => {
    expect(messages('created_at timestamp without time zone')).toEqual([
      't.created_at is nullable, without time zone and without a default in the database: whoever writes a row has to say the time.',
    ]);
    expect(messages(`updated_at ${zoned} = now()`)).toEqual(['t.updated_at is nullable.']);
    expect(messages(`updated_at ${zoned} !`)).toHaveLength(1);
  });

  it.each([
    `created_at ${zoned} ! = now()`,
    `createdAt ${zoned} ! = CURRENT_TIMESTAMP`,
    `created_at ${zoned} ! = timezone('utc'::text, now())`,
    'created_on date ! = CURRENT_DATE',
    `deleted_at ${zoned}`,
    'created_by uuid',
    'created_at text',
  ])('does not flag %s', (column) => {
    expect(messages(column)).toEqual([]);
  });

  it('takes a trigger for a default', () => {
    const t = { columns: ['id uuid pk', `updated_at ${zoned} !`], triggers: { touch: 'touch' } };
    expect(
      flagged(timestampPattern, { tables: { t }, functions: { touch: 'BEGIN NEW.updated_at := now(); END' } }),
    ).toEqual([]);
  });

  it('drafts all of it and keeps the default that is there', () => {
    const edit = (column: string) => audit(timestampPattern, { tables: { t: [column] } }).findings[0]?.fix?.edits[0];
    expect(edit('created_at timestamp(3) without time zone')).toMatchObject({
      attributes: { type: 'timestamp(3) with time zone', notNull: true, default: 'now()' },
    });
    expect(edit('created_at timestamp without time zone ! = CURRENT_TIMESTAMP')).toEqual({
      edit: 'set',
      id: 'column:public.t.created_at',
      attributes: { type: 'timestamp with time zone' },
    });
  });

  it('tells a custom of the project once, and what departs from it besides', () => {
    const own = ['id uuid pk', 'created_at timestamp without time zone ! = now()'];
    const tables = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`t${at}`, own]));
    const odd = { odd: ['id uuid pk', 'created_at timestamp without time zone = now()'] };
    const { findings } = audit(timestampPattern, { tables: { ...tables, ...odd } });
    expect(findings.map(({ key, message }) => [key, message])).toEqual([
      ['timestamp-pattern column:public.odd.created_at', 'odd.created_at is nullable.'],
      ['timestamp-pattern schema:public#time-zone', '13 of 13 created and updated times are without time zone.'],
    ]);
    expect(findings[1]?.fix?.edits).toHaveLength(13);
    const waivers = [{ rule: 'timestamp-pattern', object: 'column:public.t3.created_at' }];
    const { findings: apart } = audit(timestampPattern, { tables }, { options: { waivers } });
    expect(apart.map(({ object, message }) => [object, message])).toEqual([
      ['column:public.t3.created_at', 't3.created_at is without time zone.'],
      ['schema:public', '11 of 12 created and updated times are without time zone.'],
    ]);
  });
});
