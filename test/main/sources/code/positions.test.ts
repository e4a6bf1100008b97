import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogObject, Kind, Reading } from '#app/catalog';
import { fixture, readFolder } from './support.ts';

let reading: Reading;
beforeAll(async () => {
  reading = await readFolder(fixture('positions'));
});

function origin(kind: Kind, name: string): string {
  const objects: readonly CatalogObject[] = reading.catalog.objects[kind];
  const found = objects.find((object) => object.id.endsWith(name));
  const at = found?.origins[0];
  return at ? `${at.file}:${at.line}:${at.column}` : 'not there';
}

describe('every object knows where it is declared', () => {
  it('reads without a problem', () => {
    expect(reading.report).toEqual([]);
  });

  it('tables, also through barrels, makers and default exports', () => {
    expect(origin('table', 'public.ships')).toBe('src/ships.ts:9:22');
    expect(origin('table', 'public.crews')).toBe('src/crews.ts:6:22');
    expect(origin('table', 'public.ports')).toBe('src/ports.ts:3:16');
  });

  it('columns, also spread from shared sets and made by functions', () => {
    expect(origin('column', 'public.ships.name')).toBe('src/ships.ts:13:11');
    expect(origin('column', 'public.ships.created_at')).toBe('src/shared.ts:5:14');
    expect(origin('column', 'public.ships.deleted_at')).toBe('src/shared.ts:9:39');
    expect(origin('column', 'public.crews.ship_id')).toBe('src/crews.ts:9:13');
    expect(origin('column', 'public.crews.created_at')).toBe('src/shared.ts:5:14');
  });

  it('tables of a maker: the call; what the maker adds stands in the maker', () => {
    expect(origin('table', 'public.helm_logs')).toBe('src/logs.ts:8:25');
    expect(origin('column', 'public.helm_logs.course')).toBe('src/logs.ts:12:13');
    expect(origin('column', 'public.helm_logs.entry')).toBe('src/shared.ts:19:37');
    expect(origin('column', 'public.helm_logs.created_at')).toBe('src/shared.ts:5:14');
    expect(origin('column', 'public.ports.key')).toBe('src/shared.ts:14:31');
    expect(origin('foreign-key', 'helm_logs_ship_ships_id_fk')).toBe('src/logs.ts:13:27');
    expect(origin('primary-key', 'helm_logs_pkey')).toBe('src/shared.ts:19:37');
  });

  it('tables made in loops and taken out of arrays and objects: the statement that makes them', () => {
    expect(origin('table', 'public.port_logs')).toMatch(/^src\/logs\.ts:(5|17):/);
    expect(origin('table', 'public.inner_logs')).toMatch(/^src\/logs\.ts:18:/);
  });

  it('constraints, indexes and policies, inline and beside the columns', () => {
    expect(origin('foreign-key', 'crews_ship_id_ships_id_fk')).toBe('src/crews.ts:11:8');
    expect(origin('unique', 'ships_name_unique')).toBe('src/ships.ts:13:11');
    expect(origin('index', 'ships_name_idx')).toBe('src/ships.ts:20:5');
    expect(origin('index', 'ships_tons_index')).toBe('src/ships.ts:21:5');
    expect(origin('check', 'ships_tons_check')).toBe('src/ships.ts:22:5');
    expect(origin('policy', 'ships_read')).toBe('src/ships.ts:23:5');
    expect(origin('primary-key', 'crews_key')).toBe('src/crews.ts:15:11');
  });

  it('enums, views and relations', () => {
    expect(origin('enum', 'public.rig')).toBe('src/ships.ts:5:20');
    expect(origin('view', 'public.big_ships')).toBe('src/ships.ts:28:25');
    expect(reading.code?.relations[0]).toMatchObject({
      export: 'crewRelations',
      name: 'ship',
      cardinality: 'one',
      from: { schema: 'public', table: 'crews', columns: ['ship_id'] },
      to: { schema: 'public', table: 'ships', columns: ['id'] },
      origin: { file: 'src/crews.ts', line: 20, column: 9 },
    });
  });
});

describe('what is written beside a declaration is kept', () => {
  it('comments, with what is deprecated', () => {
    const docs = reading.code?.docs ?? [];
    expect(docs).toContainEqual({ object: 'table:public.helm_logs', text: 'Entries of the helm.', deprecated: null });
    expect(docs).toContainEqual({ object: 'column:public.helm_logs.course', text: '@deprecated', deprecated: '' });
    expect(docs.filter(({ object }) => !object.includes('_logs'))).toEqual([
      { object: 'table:public.ships', text: 'Whatever floats.\nAnd more.', deprecated: null },
      { object: 'column:public.crews.created_at', text: 'When the row was made.', deprecated: null },
      { object: 'column:public.ports.created_at', text: 'When the row was made.', deprecated: null },
      {
        object: 'column:public.ships.tons',
        text: '@deprecated since `weight` came',
        deprecated: 'since `weight` came',
      },
      { object: 'column:public.ships.created_at', text: 'When the row was made.', deprecated: null },
    ]);
  });

  it('$type, and the names of exports', () => {
    expect(reading.code?.types).toEqual([
      { object: 'column:public.ships.flags', text: `{ country: string; since: 'old' | 'new' }` },
    ]);
    expect(reading.code?.exports).toContainEqual({ object: 'table:public.ships', name: 'ships' });
    expect(reading.code?.exports).toContainEqual({ object: 'view:public.big_ships', name: 'bigShips' });
  });
});
