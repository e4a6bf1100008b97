import { describe, expect, it } from 'vitest';
import { attributeText, changeOf, changeText, sideText, valueText } from '#renderer/features/drift/difference-text.ts';
import { madeUpDrift } from '../../harness/made-up-drift.ts';

const { differences } = madeUpDrift('normal', 'code', 'live');
const byKey = (key: string) => {
  const found = differences.find((difference) => difference.key === key);
  if (!found) throw new Error(`There is no difference ${key}.`);
  return found;
};

describe('what a difference says', () => {
  it('names the side on which an object is alone', () => {
    const onlyLive = byKey('column:public.guests.seating_preference');
    expect(changeText(changeOf(onlyLive, 'code', 'live'), 'code', 'live')).toBe('only in live');
    expect(changeText(changeOf(onlyLive, 'live', 'code'), 'live', 'code')).toBe('only in live');
    expect(changeOf(byKey('index:public.tickets_code_key'), 'code', 'live')).toBe('only-from');
  });

  it('calls an attribute changed even where one side has no value', () => {
    expect(changeOf(byKey('column:public.guests.plus_ones#default'), 'code', 'live')).toBe('changed');
  });

  it('prefers the text the judge deparsed', () => {
    expect(sideText({ present: true, value: "'a'", deparsed: "'a'::text", origins: [] })).toBe("'a'::text");
  });

  it('tells an empty text from no value and from no object', () => {
    expect(sideText({ present: true, value: '', deparsed: null, origins: [] })).toBe("''");
    expect(sideText({ present: true, value: null, deparsed: null, origins: [] })).toBe('none');
    expect(sideText({ present: false, value: null, deparsed: null, origins: [] })).toBe('not there');
    expect(sideText(undefined)).toBe('not there');
  });

  it('prints lists of names as lists and structures as JSON', () => {
    expect(valueText(['a', 'b'])).toBe('a, b');
    expect(valueText([])).toBe('none');
    expect(valueText({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(valueText(false)).toBe('false');
  });

  it('writes attributes as words', () => {
    expect(attributeText('forceRowSecurity')).toBe('force row security');
  });
});
