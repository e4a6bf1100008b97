import { describe, expect, it } from 'vitest';
import { emptyCatalog, KINDS, lookupOf, TABLE_CHILD_KINDS } from '#app/catalog';
import { catalogOf, make, makeColumns } from '../sql/objects.ts';

describe('looking things up in a catalog', () => {
  const catalog = catalogOf(
    make('table'),
    ...makeColumns('guests', 'zz integer', 'aa text'),
    make('primary-key'),
    make('index'),
    make('policy'),
    make('table', { schema: 'other' }),
    make('column', { schema: 'other', name: 'only' }),
  );
  const lookup = lookupOf(catalog);

  it('finds objects by identity', () => {
    expect(lookup.find('column:public.guests.aa')).toMatchObject({ kind: 'column', name: 'aa', position: 2 });
    expect(lookup.find('index:public.guests_email_idx')).toMatchObject({ kind: 'index' });
    expect(lookup.find('table:public.hosts')).toBeUndefined();
  });

  it('gives what belongs to a table, columns by position and not by name', () => {
    const children = lookup.childrenOf('public', 'guests');
    expect(children.column.map((column) => column.name)).toEqual(['zz', 'aa']);
    expect(children['primary-key']).toHaveLength(1);
    expect(children.policy).toHaveLength(1);
  });

  it('keeps tables of one name in two schemas apart', () => {
    expect(lookup.childrenOf('other', 'guests').column.map((column) => column.name)).toEqual(['only']);
    expect(lookup.columnOf('other', 'guests', 'zz')).toBeUndefined();
    expect(lookup.columnOf('public', 'guests', 'zz')?.position).toBe(1);
  });

  it('has an empty list of every kind for a table that is not there', () => {
    const children = lookup.childrenOf('public', 'nobody');
    for (const kind of TABLE_CHILD_KINDS) expect(children[kind]).toEqual([]);
  });

  it('is made once for a catalog', () => {
    expect(lookupOf(catalog)).toBe(lookup);
    expect(lookupOf(emptyCatalog())).not.toBe(lookup);
  });
});

describe('building a catalog', () => {
  it('has every kind, sorted by identity, whatever was given', () => {
    const catalog = catalogOf(make('table', { name: 'b' }), make('table', { name: 'B' }), make('table', { name: 'a' }));
    expect(Object.keys(catalog.objects)).toEqual(KINDS);
    expect(catalog.objects.table.map((table) => table.id)).toEqual([
      'table:public."B"',
      'table:public.a',
      'table:public.b',
    ]);
    expect(catalog.objects.role).toEqual([]);
  });
});
