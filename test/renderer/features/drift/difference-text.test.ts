import { describe, expect, it } from 'vitest';
import {
  attributeText,
  changeOf,
  changeText,
  sideText,
  sideTexts,
  valueText,
} from '#renderer/features/drift/difference-text.ts';
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

  it('prints lists of names as lists and structures part by part', () => {
    expect(valueText(['a', 'b'])).toBe('a, b');
    expect(valueText([])).toBe('none');
    expect(valueText({ a: 1, cacheSize: { b: null } })).toBe('a 1\nb none');
    expect(valueText(false)).toBe('false');
  });

  it('tells of two structures only the parts that differ', () => {
    const state = (start: number) => ({
      present: true,
      value: { generated: 'always', options: { start, cache: 1 } },
      deparsed: null,
      origins: [],
    });
    expect(sideTexts(state(1000), state(5000))).toEqual(['start 1000', 'start 5000']);
  });

  it('writes attributes as words', () => {
    expect(attributeText('forceRowSecurity')).toBe('force row security');
  });
});
