import { describe, expect, it } from 'vitest';
import {
  countKinds,
  isOnlyAName,
  isStatement,
  USAGE_KINDS,
  type Usage,
  type UsageKind,
  type Usages,
  usageLookupOf,
  usagePart,
} from '#app/usages';

const use = (object: string, kind: UsageKind, line = 1): Usage => ({
  object,
  kind,
  via: 'drizzle',
  file: 'a.ts',
  line,
  column: 1,
  text: '',
  test: false,
});

const usagesOf = (...usages: readonly Usage[]): Usages => ({
  schemaVersion: 1,
  complete: true,
  usages,
  problems: [],
  files: { read: 1, using: 1 },
});

describe('the lookup of usages', () => {
  const usages = usagesOf(
    use('table:public.users', 'select'),
    use('column:public.users.email', 'filtered'),
    use('column:public.users.email', 'selected', 2),
    use('column:public."users.old".email', 'selected'),
    use('column:auth.users.email', 'selected'),
  );
  const lookup = usageLookupOf(usages);

  it('finds the uses of exactly one object', () => {
    expect(lookup.of('column:public.users.email').map(({ line }) => line)).toEqual([1, 2]);
    expect(lookup.of('table:public.posts')).toEqual([]);
  });

  it('finds the columns of a table, and not those of another with a like name', () => {
    expect([...lookup.columnsOf('public', 'users').keys()]).toEqual(['column:public.users.email']);
    expect([...lookup.columnsOf('public', 'users.old').keys()]).toEqual(['column:public."users.old".email']);
    expect(lookup.columnsOf('public', 'posts').size).toBe(0);
  });

  it('is made once for the same usages', () => {
    expect(usageLookupOf(usages)).toBe(lookup);
  });
});

describe('the kinds', () => {
  it('are counted in their own order', () => {
    const list = [use('a', 'import'), use('a', 'select'), use('a', 'import'), use('a', 'delete')];
    expect(countKinds(list)).toEqual([
      { kind: 'delete', count: 1 },
      { kind: 'select', count: 1 },
      { kind: 'import', count: 2 },
    ]);
  });

  it('are statements, places in statements, parts of the schema, or names', () => {
    for (const kind of USAGE_KINDS) {
      if (isStatement(kind)) expect(usagePart(kind)).toBe('statement');
      if (isOnlyAName(kind)) expect(usagePart(kind)).toBe('name');
    }
    expect(usagePart('relation')).toBe('schema');
  });
});
