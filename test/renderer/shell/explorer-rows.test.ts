import { describe, expect, it } from 'vitest';
import { buildCatalog } from '#app/catalog';
import { DATABASE, explorerRows, explorerSchemas, extensionRows, foldedOf } from '#renderer/shell/explorer-rows.ts';
import { madeUpCatalog } from '../harness/made-up-catalog.ts';

const SCHEMAS = explorerSchemas(madeUpCatalog('code'));
const NOTHING: ReadonlySet<string> = new Set();
const texts = (rows: ReturnType<typeof explorerRows>) => rows.map((row) => `${row.level} ${row.text}`);

describe('the object tree', () => {
  it('opens schemas and their tables, and keeps the rest folded', () => {
    const rows = explorerRows(SCHEMAS, NOTHING, '');
    expect(texts(rows).slice(0, 4)).toEqual(['1 billing', '2 tables', '3 invoices', '3 payments']);
    expect(texts(rows)).toContain('2 enums');
    expect(texts(rows)).not.toContain('3 plan');
    expect(texts(rows).at(-1)).toBe(`1 ${DATABASE}`);
  });

  it('turns a row that was turned', () => {
    const rows = explorerRows(SCHEMAS, new Set(['kind public enum', 'schema billing']), '');
    expect(texts(rows)).toContain('3 plan');
    expect(texts(rows)).not.toContain('3 invoices');
  });

  it('lists names as people count: 2 before 10', () => {
    const own = madeUpCatalog('code');
    const [table] = own.objects.table;
    if (!table) throw new Error('The made-up catalog has tables.');
    const named = (name: string) => ({ ...table, schema: 'archive', id: `table:archive.${name}`, name });
    const tables = ['events_10', 'events_2', 'Events_3'].map(named);
    const catalog = buildCatalog({ objects: { ...own.objects, table: tables } });
    const rows = texts(explorerRows(explorerSchemas(catalog), NOTHING, ''));
    expect(rows.slice(0, 5)).toEqual(['1 archive', '2 tables', '3 events_2', '3 Events_3', '3 events_10']);
  });

  it('shows every match of a filter whatever is folded, with the counts of what is left', () => {
    const rows = explorerRows(SCHEMAS, new Set(['schema public']), 'PLAN');
    expect(texts(rows)).toEqual(['1 public', '2 enums', '3 plan']);
    expect(rows[0]).toMatchObject({ count: 1 });
  });
});

describe('what is not the application’s own', () => {
  const own = madeUpCatalog('live');
  const [table] = own.objects.table;
  const [schema] = own.objects.schema;
  if (!table || !schema) throw new Error('The made-up catalog has tables and schemas.');
  const catalog = buildCatalog({
    objects: {
      ...own.objects,
      schema: [...own.objects.schema, { ...schema, id: 'schema:neon_auth', name: 'neon_auth' }],
      table: [
        ...own.objects.table,
        { ...table, id: 'table:neon_auth.users_sync', schema: 'neon_auth', name: 'users_sync' },
      ],
    },
    extensionMembers: [
      { id: 'table:public.spatial_ref_sys', extension: 'postgis' },
      { id: 'function:public.st_area(geometry)', extension: 'postgis' },
    ],
  });

  it('is left out, and counted with whose it is', () => {
    expect(explorerSchemas(catalog).map(({ name }) => name)).toEqual(['billing', 'public', DATABASE]);
    expect(foldedOf(catalog)).toEqual({ owners: ['Neon', 'postgis'], count: 3 });
    expect(foldedOf(own).count).toBe(0);
  });

  it('is there when it is asked for: a platform’s by schema, an extension’s by extension', () => {
    expect(explorerSchemas(catalog, true).map(({ name }) => name)).toContain('neon_auth');
    expect(texts(extensionRows(catalog, NOTHING, ''))).toEqual(['1 Owned by extensions', '2 postgis']);
    expect(texts(extensionRows(catalog, new Set(['extension postgis']), ''))).toContain('3 public.spatial_ref_sys');
    expect(texts(extensionRows(catalog, NOTHING, 'ST_AREA')).at(-1)).toBe('3 public.st_area(geometry)');
    expect(extensionRows(own, NOTHING, '')).toEqual([]);
  });
});
