import { describe, expect, it } from 'vitest';
import { dateAsText } from '#app/audit/rules/date-as-text.ts';
import { audit } from '../audit.ts';

const typesOf = (column: string) =>
  audit(dateAsText, { tables: { t: ['id uuid pk', column] } }).findings.map(
    ({ fix }) => fix?.edits.map((edit) => 'attributes' in edit && edit.attributes.type)[0],
  );

describe('date-as-text', () => {
  it.each([
    ['payment_date text', 'date'],
    ['birthday character varying(10)', 'date'],
    ['created_at text', 'timestamp with time zone'],
    ['expiresAt text', 'timestamp with time zone'],
    ['issued_on text', 'date'],
    ['doors_at text', 'time without time zone'],
    ['start_time text', 'time without time zone'],
    ['last_seen_at text', 'timestamp with time zone'],
  ])('flags %s and drafts %s', (column, type) => {
    expect(typesOf(column)).toEqual([type]);
  });

  it.each([
    'payment_date date',
    'time_zone text',
    'timezone text',
    'date_format text',
    'based_on text',
    'depends_on text',
    'add_on text',
    'look_at text',
    'candidate text',
    'update text',
    'located_at text',
    'day_of_week text',
    'dates text[]',
    'duration_time text',
  ])('does not flag %s', (column) => {
    expect(typesOf(column)).toEqual([]);
  });

  it('keeps a default that says now, and no other', () => {
    const defaultOf = (column: string) => audit(dateAsText, { tables: { t: [column] } }).findings[0]?.fix?.edits[0];
    expect(defaultOf('created_at text = now()::text')).toMatchObject({ attributes: { default: 'now()' } });
    expect(defaultOf("created_at text = ''")).toMatchObject({ attributes: { default: null } });
  });
});
