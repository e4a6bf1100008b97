import { describe, expect, it } from 'vitest';
import { createNavigationStore, parseHash, printHash } from '#renderer/stores/navigation.ts';

const store = () => createNavigationStore();

describe('navigation', () => {
  it('remembers the way and goes back and forward along it', () => {
    const navigation = store();
    navigation.getState().select('table:public.guests');
    navigation.getState().show('drift');
    navigation.getState().goBack();
    expect(navigation.getState().place).toEqual({ view: 'graph', object: 'table:public.guests' });
    navigation.getState().goBack();
    expect(navigation.getState().place).toEqual({ view: 'graph', object: null });
    navigation.getState().goForward();
    navigation.getState().goForward();
    expect(navigation.getState().place).toEqual({ view: 'drift', object: 'table:public.guests' });
  });

  it('forgets the way forward when another way is taken', () => {
    const navigation = store();
    navigation.getState().select('table:public.a');
    navigation.getState().goBack();
    navigation.getState().select('table:public.b');
    navigation.getState().goForward();
    expect(navigation.getState().place.object).toBe('table:public.b');
    expect(navigation.getState().forward).toEqual([]);
  });

  it('stays where it is when there is no way', () => {
    const navigation = store();
    navigation.getState().goBack();
    navigation.getState().goForward();
    expect(navigation.getState().place).toEqual({ view: 'graph', object: null });
  });

  it('takes looking at the same place again for nothing', () => {
    const navigation = store();
    navigation.getState().select('table:public.a');
    navigation.getState().select('table:public.a');
    expect(navigation.getState().back).toHaveLength(1);
  });
});

describe('what a view is narrowed to', () => {
  it('is part of the place and of its address, and no step of the way', () => {
    const navigation = store();
    navigation.getState().go({ view: 'drift', object: null, at: 'role:a', filter: '' });
    navigation.getState().narrow('class=drift&text=a%20b');
    const { place, back } = navigation.getState();
    expect(back).toHaveLength(1);
    expect(parseHash(printHash(place))).toEqual({
      view: 'drift',
      object: null,
      at: 'role:a',
      filter: 'class=drift&text=a%20b',
    });
    navigation.getState().narrow('');
    expect(printHash(navigation.getState().place)).toBe('#/drift?at=role%3Aa');
  });
});

describe('a place inside a view', () => {
  it('is where the view is found again, by its name and by going back', () => {
    const navigation = store();
    navigation.getState().go({ view: 'migrations', object: null, at: 'drizzle/0001_a.sql#2' });
    navigation.getState().show('graph');
    expect(navigation.getState().place).toEqual({ view: 'graph', object: null });
    navigation.getState().show('migrations');
    expect(navigation.getState().place.at).toBe('drizzle/0001_a.sql#2');
    navigation.getState().select('table:public.a');
    expect(navigation.getState().place.at).toBe('drizzle/0001_a.sql#2');
    navigation.getState().go({ view: 'migrations', object: 'table:public.a', at: 'drizzle/0002_b.sql' });
    navigation.getState().goBack();
    expect(navigation.getState().place.at).toBe('drizzle/0001_a.sql#2');
  });

  it('is part of the deep link', () => {
    for (const object of [null, 'table:public.a?b']) {
      const place = { view: 'migrations', object, at: 'drizzle/0001 ?at=#x.sql#3' } as const;
      expect(parseHash(printHash(place))).toEqual(place);
    }
    expect(parseHash('#/migrations?at=%E0%A4%A')).toEqual({ view: 'migrations', object: null });
  });
});

describe('deep links', () => {
  it('survive the way through the address, whatever the name', () => {
    for (const object of [
      'table:public.guests',
      'policy:public."Guest list"."a/b#c %"',
      'function:public.f(uuid, text)',
      null,
    ]) {
      expect(parseHash(printHash({ view: 'drift', object }))).toEqual({ view: 'drift', object });
    }
  });

  it('lead nowhere where they name no view or are broken', () => {
    expect(parseHash('')).toBeNull();
    expect(parseHash('#/nowhere')).toBeNull();
    expect(parseHash('#/graph/%E0%A4%A')).toEqual({ view: 'graph', object: null });
  });
});

describe('the two sides of the drift view', () => {
  const sides = ['code', 'postgres://ann@db:5432/app?x=1&y'] as const;

  it('are part of the place and of its address', () => {
    const place = { view: 'drift', object: null, at: 'role:a', sides } as const;
    expect(parseHash(printHash(place))).toEqual(place);
    expect(parseHash('#/drift?from=code&to=live')).toEqual({ view: 'drift', object: null, sides: ['code', 'live'] });
  });

  it('are two: one alone, or one twice, is no comparison', () => {
    for (const query of ['from=code', 'to=live', 'from=live&to=live', 'from=&to=live']) {
      expect(parseHash(`#/drift?${query}`)).toEqual({ view: 'drift', object: null });
    }
  });

  it('are a step of the way when they are changed, and none when they are first said', () => {
    const navigation = store();
    navigation.getState().go({ view: 'drift', object: null });
    navigation.getState().compare(['code', 'live']);
    expect(navigation.getState().back).toHaveLength(1);
    navigation.getState().go({ ...navigation.getState().place, at: 'role:a' });
    navigation.getState().compare(['code', 'staging']);
    expect(navigation.getState().place).toEqual({ view: 'drift', object: null, sides: ['code', 'staging'] });
    navigation.getState().goBack();
    expect(navigation.getState().place).toEqual({ view: 'drift', object: null, at: 'role:a', sides: ['code', 'live'] });
  });
});
