import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { contentOf } from './built-catalog.ts';
import { drizzleFolder, fixture, projectOf } from './support.ts';

const ZERO = ['drizzle-orm-0-30', 'drizzle-orm-0-36', 'drizzle-orm-0-40', 'drizzle-orm'] as const;
const MODERN = ['drizzle-orm-0-36', 'drizzle-orm-0-40', 'drizzle-orm', 'drizzle-orm-v1'] as const;

function read(folder: string, files: readonly string[], alias: string): Promise<Reading> {
  return readCode(projectOf(fixture('versions', folder), files), UNWATCHED, { drizzleOrm: drizzleFolder(alias) });
}

const readCommon = (alias: string) => read('common', ['relations.ts', 'schema.ts'], alias);
const readModern = (alias: string) => read('modern', ['schema.ts'], alias);

function names(reading: Reading, kind: 'unique' | 'foreign-key' | 'primary-key'): readonly string[] {
  return reading.catalog.objects[kind].map(({ name }) => name);
}

describe('a schema that every drizzle-orm can express', () => {
  it.each(ZERO)('is read with %s as with the newest of its line', async (alias) => {
    const [reading, newest] = [await readCommon(alias), await readCommon('drizzle-orm')];
    expect(reading.report).toEqual([]);
    expect(contentOf(reading.catalog)).toEqual(contentOf(newest.catalog));
    expect(reading.code?.relations).toEqual(newest.code?.relations);
  });

  it('is read with 1.0 but for the names that line gives', async () => {
    const [reading, zero] = [await readCommon('drizzle-orm-v1'), await readCommon('drizzle-orm')];
    // 1.0 keeps the old relations elsewhere; what is imported from the new place does not exist.
    expect(reading.report.map(({ code, origin }) => [code, origin?.file])).toEqual([
      ['schema-import-missing', 'relations.ts'],
    ]);
    expect(names(reading, 'unique')).toEqual(['boats_code_key', 'boats_name_code']);
    expect(names(zero, 'unique')).toEqual(['boats_code_unique', 'boats_name_code']);
    expect(names(reading, 'foreign-key')).toEqual(['berths_boat', 'boats_towed_by_boats_id_fkey']);
    expect(names(zero, 'foreign-key')).toEqual(['berths_boat', 'boats_towed_by_boats_id_fk']);
    expect(reading.catalog.objects.column).toEqual(zero.catalog.objects.column);
    expect(reading.catalog.objects.index).toEqual(zero.catalog.objects.index);
    expect(reading.catalog.objects.enum).toEqual(zero.catalog.objects.enum);
    expect(reading.catalog.objects.sequence).toEqual(zero.catalog.objects.sequence);
  });
});

describe('roles, policies, sequences, identities and generated columns', () => {
  it.each(MODERN)('are read with %s', async (alias) => {
    const [reading, newest] = [await readModern(alias), await readModern('drizzle-orm')];
    expect(reading.report).toEqual([]);
    const { objects } = reading.catalog;
    const expected = newest.catalog.objects;
    for (const kind of ['role', 'sequence', 'policy', 'table', 'check', 'materialized-view'] as const) {
      expect(objects[kind], kind).toEqual(expected[kind]);
    }
    expect(objects.column).toEqual(expected.column);
  });

  it('has policies with their tables, commands, roles and predicates', async () => {
    const { catalog } = await readModern('drizzle-orm');
    expect(
      catalog.objects.policy.map(({ name, permissive, command, roles, using, check }) => ({
        name,
        permissive,
        command,
        roles,
        using,
        check,
      })),
    ).toEqual([
      {
        name: 'lamps_keeper',
        permissive: false,
        command: 'select',
        // PostgreSQL drops the keeper beside PUBLIC.
        roles: ['public'],
        using: '"id" > 0',
        check: null,
      },
      {
        name: 'lamps_seen',
        permissive: true,
        command: 'insert',
        roles: ['visitor'],
        using: null,
        // With a subquery in it, every column keeps its table.
        check: 'exists (select 1 from "logs" where "logs"."lamp" = "lamps"."id")',
      },
      { name: 'logs_all', permissive: true, command: 'all', roles: ['public'], using: 'true', check: null },
    ]);
    expect(catalog.objects.table.map(({ name, rowSecurity }) => [name, rowSecurity])).toEqual([
      ['lamps', true],
      ['logs', true],
    ]);
    expect(catalog.objects.role.map(({ name }) => name)).toEqual(['keeper']);
  });

  it('writes bound values as literals', async () => {
    const { catalog } = await readModern('drizzle-orm');
    expect(catalog.objects.check.map(({ expression }) => expression)).toEqual([
      `"colour" in ('red', 'white', 'keeper''s red')`,
    ]);
    const byName = new Map(catalog.objects.index.map((index) => [index.name, index]));
    expect(byName.get('lamps_lower_idx')).toMatchObject({
      predicate: `"colour" <> 'grey'`,
      keys: [{ expression: 'lower("name")', isExpression: true }],
    });
    expect(byName.get('lamps_shape_idx')).toMatchObject({
      method: 'hnsw',
      options: { m: '16' },
      keys: [{ operatorClass: 'vector_l2_ops' }],
    });
    // drizzle-kit 0.31 writes NULLS LAST after every DESC.
    expect(byName.get('lamps_name_idx')?.keys[0]).toMatchObject({ descending: true, nullsFirst: false });
  });
});
