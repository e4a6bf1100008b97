import { describe, expect, it } from 'vitest';
import { defaultSequenceName, defaultSequenceOptions, makeObjectName } from '#app/sql';
import { ddlOf } from './objects.ts';

describe('DDL of sequences', () => {
  it('says nothing of settings that the type implies', () => {
    expect(ddlOf('sequence')).toBe('CREATE SEQUENCE public.numbers;');
    expect(ddlOf('sequence', { options: defaultSequenceOptions('smallint') })).toBe(
      'CREATE SEQUENCE public.numbers AS smallint;',
    );
    expect(ddlOf('sequence', { options: defaultSequenceOptions('integer', '-1') })).toBe(
      'CREATE SEQUENCE public.numbers AS integer INCREMENT BY -1;',
    );
  });

  it('takes a start that is the lowest value for implied, in either direction', () => {
    const options = { ...defaultSequenceOptions('bigint'), min: '10', start: '10' };
    expect(ddlOf('sequence', { options })).toBe('CREATE SEQUENCE public.numbers MINVALUE 10;');
    const down = { ...defaultSequenceOptions('bigint', '-2'), max: '50', start: '50', cycle: true, cache: '4' };
    expect(ddlOf('sequence', { options: down })).toBe(
      'CREATE SEQUENCE public.numbers INCREMENT BY -2 MAXVALUE 50 CACHE 4 CYCLE;',
    );
  });

  it('ties a serial sequence to its column, and leaves its owner to the table', () => {
    const ownedBy = { schema: 'public', table: 'guests', column: 'Id' };
    expect(ddlOf('sequence', { ownedBy, owner: 'someone', persistence: 'unlogged' })).toBe(
      'CREATE UNLOGGED SEQUENCE public.numbers;\n\nALTER SEQUENCE public.numbers OWNED BY public.guests."Id";',
    );
  });
});

describe('names that PostgreSQL makes', () => {
  it('are cut at the longer part, within 63 bytes, never inside a character', () => {
    expect(defaultSequenceName('guests', 'id')).toBe('guests_id_seq');
    const long = makeObjectName('t'.repeat(40), 'c'.repeat(40), 'seq');
    expect(long).toBe(`${'t'.repeat(29)}_${'c'.repeat(29)}_seq`);
    expect(makeObjectName('t'.repeat(70), 'id', 'pkey')).toBe(`${'t'.repeat(55)}_id_pkey`);
    expect(makeObjectName('ü'.repeat(40), null, 'key')).toBe(`${'ü'.repeat(29)}_key`);
  });
});
