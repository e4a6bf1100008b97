import { describe, expect, it } from 'vitest';
import { readDefault } from '#app/audit/facts/defaults.ts';

describe('a default', () => {
  it.each([
    ["'a''b'::text", { is: 'string', text: "a'b", cast: 'text' }],
    ["'x'::character varying(20)", { is: 'string', text: 'x', cast: 'character varying(20)' }],
    ["('{}'::text[])", { is: 'string', text: '{}', cast: 'text[]' }],
    ["'a::b'", { is: 'string', text: 'a::b', cast: null }],
    ['(- 1.5)', { is: 'number', text: '-1.5', cast: null }],
    ['FALSE', { is: 'boolean', text: 'false', cast: null }],
    ['NULL::uuid', { is: 'null' }],
    ['now()', { is: 'now' }],
    ['CURRENT_TIMESTAMP(3)', { is: 'now' }],
    ['(now())::timestamp without time zone', { is: 'now' }],
    ["'now'::timestamp with time zone", { is: 'now' }],
    ["nextval('calls_id_seq'::regclass)", { is: 'call', name: 'nextval' }],
    ['public.my_id(1, (2))', { is: 'call', name: 'my_id' }],
    ["now() + interval '7 days'", { is: 'expression' }],
    ["(now() + '7 days'::interval)", { is: 'expression' }],
    ["lower('A') || upper('b')", { is: 'expression' }],
  ])('%s is %o', (text, expected) => {
    expect(readDefault(text)).toEqual(expected);
  });
});
