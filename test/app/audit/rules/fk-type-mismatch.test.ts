import { describe, expect, it } from 'vitest';
import { fkTypeMismatch } from '#app/audit/rules/fk-type-mismatch.ts';
import { audit, flagged } from '../audit.ts';

const hotels = ['id uuid pk', 'name text'];

describe('fk-type-mismatch', () => {
  it('flags foreign keys between types, and columns named exactly after a table of another key', () => {
    const tables = {
      counters: ['id bigint pk'],
      hotels,
      bookings: ['id uuid pk', 'hotel_id text !', 'counter_id integer -> counters'],
    };
    expect(flagged(fkTypeMismatch, { tables })).toEqual([
      'column:public.bookings.hotel_id',
      'foreign-key:public.bookings.bookings_counter_id_fkey',
    ]);
  });

  it.each([
    ['lengths', ['character varying(20)', 'character varying(40) -> hotels']],
    ['the same type', ['uuid', 'uuid -> hotels']],
  ])('does not flag %s', (_, [key, own]) => {
    expect(
      flagged(fkTypeMismatch, { tables: { hotels: [`id ${key} pk`], bookings: ['id uuid pk', `hotel_id ${own}`] } }),
    ).toEqual([]);
  });

  it('takes two kinds of text for a slight difference', () => {
    const tables = { hotels: ['id text pk'], bookings: ['id uuid pk', 'hotel_id character varying(255) -> hotels'] };
    expect(audit(fkTypeMismatch, { tables }).findings.map(({ severity }) => severity)).toEqual(['low']);
  });

  it('does not flag names that say only half of the table, and ids of outside systems', () => {
    const tables = {
      hotels,
      bookings: ['id uuid pk', 'previous_hotel_id text', 'stripe_hotel_id text', 'hotel_id jsonb'],
    };
    expect(flagged(fkTypeMismatch, { tables })).toEqual([]);
  });

  it('drafts the parent’s type, with the key and index that were missing', () => {
    const [finding] = audit(fkTypeMismatch, { tables: { hotels, bookings: ['id uuid pk', 'hotel_id text'] } }).findings;
    expect(finding?.fix?.edits.map((edit) => [edit.edit, 'object' in edit ? edit.object.kind : edit.id])).toEqual([
      ['set', 'column:public.bookings.hotel_id'],
      ['put', 'foreign-key'],
      ['put', 'index'],
    ]);
  });

  it('drafts nothing where others hang on the type that it has', () => {
    const tables = {
      hotels,
      bookings: ['hotel_id text pk'],
      rooms: ['id uuid pk', 'booking text -> public.bookings.hotel_id'],
    };
    expect(audit(fkTypeMismatch, { tables }).findings.map(({ remedy }) => remedy)).toEqual([null]);
  });

  it('leaves the tenant column to tenant-column-type-mismatch', () => {
    const own = ['id uuid pk', 'company_id text'];
    expect(flagged(fkTypeMismatch, { tables: { companies: hotels, events: own, guests: own } })).toEqual([]);
  });
});
