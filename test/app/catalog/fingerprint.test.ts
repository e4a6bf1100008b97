import { describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog, fingerprint } from '#app/catalog';
import { catalogOf, make, makeColumns } from '../sql/objects.ts';

const OBJECTS = [make('table'), ...makeColumns('guests', 'id integer', 'email text'), make('index'), make('policy')];

describe('the fingerprint of a catalog', () => {
  const catalog = catalogOf(...OBJECTS);

  it('does not depend on the order of objects or of keys', () => {
    const shuffled = JSON.parse(JSON.stringify(catalogOf(...[...OBJECTS].reverse())), (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as Catalog;
    expect(fingerprint(shuffled)).toBe(fingerprint(catalog));
  });

  it('does not count origins or the server: two sources that say the same have one', () => {
    const elsewhere = OBJECTS.map((object) => ({ ...object, origins: [{ source: 'code' as const, file: 'a.ts' }] }));
    const { objects } = catalogOf(...elsewhere);
    const server = { major: 16, version: '16.4', flavour: 'postgresql' } as const;
    expect(fingerprint(buildCatalog({ objects, server }))).toBe(fingerprint(catalog));
  });

  it('changes with any attribute, with an object more, and with the order of columns', () => {
    const others = [
      catalogOf(...OBJECTS, make('check')),
      catalogOf(make('table', { rowSecurity: true }), ...OBJECTS.slice(1)),
      catalogOf(make('table', { comment: 'x' }), ...OBJECTS.slice(1)),
      catalogOf(make('table'), ...makeColumns('guests', 'email text', 'id integer'), ...OBJECTS.slice(3)),
      buildCatalog({
        objects: catalog.objects,
        unmodelled: [{ what: 'cast', name: 'a as b', schema: null }],
      }),
    ].map(fingerprint);
    expect(new Set([...others, fingerprint(catalog)]).size).toBe(others.length + 1);
  });

  it('is the hexadecimal SHA-256 of the content', () => {
    expect(fingerprint(catalog)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprint(catalog)).toBe(fingerprint(catalogOf(...OBJECTS)));
  });
});
