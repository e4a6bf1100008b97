import { describe, expect, it } from 'vitest';
import type { Difference, SideState, Verdict } from '#app/compare';
import { standingLabels, standingOf } from '#renderer/lib/three-way.ts';
import { madeUpDrift } from '../harness/made-up-drift.ts';

const state = (value: unknown, present = true): SideState => ({ present, value, deparsed: null, origins: [] });
const [SOME] = madeUpDrift('normal', 'code', 'live').differences;

function difference(states: Record<string, SideState>, parts: Partial<Difference> = {}): Difference {
  if (!SOME) throw new Error('There are differences.');
  return { ...SOME, attribute: 'default', verdict: 'undecided', states, ...parts };
}

const standings = (one: Difference) => ['code', 'migrations', 'live'].map((label) => standingOf(one, label));

describe('how each source stands in a difference', () => {
  it('is the same for the two that agree, and differs for the one that is alone', () => {
    const states = { code: state('1'), live: state('2'), migrations: state('2') };
    expect(standings(difference(states))).toEqual(['differs', 'same', 'same']);
    expect(standings(difference({ ...states, migrations: state('3') }))).toEqual(['differs', 'differs', 'differs']);
  });

  it('goes by the verdict where texts are spelt otherwise and mean the same', () => {
    const states = { code: state("'a'"), migrations: state("'a'::text"), live: state("'b'::text") };
    const by = (verdict: Verdict, differenceClass: Difference['class'] = 'drift') =>
      standings(difference(states, { verdict, class: differenceClass }));
    expect(by('changed-by-hand')).toEqual(['same', 'same', 'differs']);
    expect(by('not-applied')).toEqual(['same', 'same', 'differs']);
    expect(by('code-forgot')).toEqual(['differs', 'same', 'same']);
    expect(by('migration-forgot')).toEqual(['differs', 'same', 'same']);
    // What code cannot say it does not say as the migrations do.
    expect(by('changed-by-hand', 'unmanaged')).toEqual(['differs', 'differs', 'differs']);
  });

  it('tells what is missing from what nobody asked', () => {
    const states = { code: state(null, false), live: state(null) };
    expect(standings(difference(states, { attribute: null }))).toEqual(['missing', 'unread', 'same']);
    const whole = { code: state('1'), live: state('2'), migrations: state(null, false) };
    expect(standings(difference(whole))).toEqual(['differs', 'missing', 'differs']);
  });

  it('of two databases without migrations leaves both to differ', () => {
    const one = difference({ staging: state('1'), production: state('2') });
    expect([standingOf(one, 'staging'), standingOf(one, 'production')]).toEqual(['differs', 'differs']);
  });

  it('is listed code first, then migrations, then databases', () => {
    expect(standingLabels('live', 'code', ['migrations'])).toEqual(['code', 'migrations', 'live']);
    expect(standingLabels('staging', 'live', [])).toEqual(['staging', 'live']);
  });
});
