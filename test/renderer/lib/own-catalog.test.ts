import { describe, expect, it } from 'vitest';
import { buildCatalog } from '#app/catalog';
import { ownReading } from '#renderer/lib/own-catalog.ts';
import { madeUpCatalog } from '../harness/made-up-catalog.ts';
import { readingOf } from '../stores/engine.ts';

describe('the reading of the application’s own', () => {
  it('is the reading itself where no platform keeps anything', () => {
    const reading = readingOf('live');
    expect(ownReading(reading)).toBe(reading);
  });

  it('lacks the tables of a platform, and is the same value every time', () => {
    const { objects } = madeUpCatalog('live');
    const [table] = objects.table;
    const [schema] = objects.schema;
    if (!table || !schema) throw new Error('The made-up catalog has tables and schemas.');
    const catalog = buildCatalog({
      objects: {
        ...objects,
        schema: [...objects.schema, { ...schema, id: 'schema:neon_auth', name: 'neon_auth' }],
        table: [...objects.table, { ...table, id: 'table:neon_auth.users', schema: 'neon_auth', name: 'users' }],
      },
    });
    const reading = { ...readingOf('live'), catalog };
    const own = ownReading(reading);
    expect(own.catalog.objects.table.map(({ id }) => id)).toEqual(objects.table.map(({ id }) => id));
    expect(ownReading(reading)).toBe(own);
  });
});
