import { describe, expect, it } from 'vitest';
import { type Catalog, lookupOf, type Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { withMissing } from '#renderer/features/graph/with-missing.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const reading = (label: 'code' | 'live', catalog: Catalog): Reading => ({
  source: { kind: label, label },
  catalog,
  report: [],
});

const code = reading('code', schemaOf({ tables: { guests: ['id uuid pk'], rooms: ['id uuid pk', 'guest_id uuid'] } }));
const live = reading(
  'live',
  schemaOf({
    tables: {
      guests: ['id uuid pk'],
      rooms: ['id uuid pk', 'guest_id uuid -> guests'],
      imports: ['id uuid pk', 'guest_id uuid -> guests'],
    },
    views: { loud: 'SELECT id FROM guests' },
  }),
);
const { differences } = compare(code, live, { scope: WHOLE_SCOPE, answers: new Map() });

describe('what only the other source has, on the graph', () => {
  it('is drawn where it would stand: tables with all that is in them, views and foreign keys', () => {
    const lookup = lookupOf(withMissing(code, [code, live], differences).catalog);
    expect(lookup.find('table:public.imports')).toBeDefined();
    expect(lookup.childrenOf('public', 'imports').column.map(({ name }) => name)).toEqual(['id', 'guest_id']);
    expect(lookup.childrenOf('public', 'imports')['foreign-key']).toHaveLength(1);
    expect(lookup.childrenOf('public', 'rooms')['foreign-key']).toHaveLength(1);
    expect(lookup.find('view:public.loud')).toBeDefined();
  });

  it('is the same value as long as nothing changed, and the reading itself where nothing is missing', () => {
    expect(withMissing(code, [live], differences)).toBe(withMissing(code, [live], differences));
    expect(withMissing(live, [code], differences)).toBe(live);
    expect(withMissing(code, [live], [])).toBe(code);
  });

  it('is not what no reading has, nor an attribute', () => {
    const attributes = differences.map((one) => ({ ...one, attribute: 'comment' }));
    expect(withMissing({ ...code }, [live], attributes).catalog).toBe(code.catalog);
    expect(withMissing({ ...code }, [], differences).catalog).toBe(code.catalog);
  });
});
