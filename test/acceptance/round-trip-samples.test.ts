import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformObjectsOf, type Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { renderCatalog } from '#app/sql';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { PGLITE, readBuilt, realServer } from './round-trip-databases.ts';

const SAMPLES = new URL('../fixtures/samples/', import.meta.url);
const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.sql'));
const textOf = (file: string) => readFileSync(new URL(file, SAMPLES), 'utf8');

describe.each([PGLITE, ...matrixMajors().map(realServer)])('on $name', (server) => {
  it.each(server === PGLITE ? sliceFor(null, files, files.length) : shareOf(server.major, files))(
    '%s is read again as it was, once built from its DDL',
    async (file) => {
      const catalog = await readBuilt(server, textOf(file));
      expect(catalog.objects.table.length).toBeGreaterThan(3);
      expect(await readBuilt(server, renderCatalog(catalog))).toEqual(catalog);
    },
  );
});

it('a platform’s schemas are no drift, what the application has on their tables is', async () => {
  const live = await readBuilt(PGLITE, textOf('hosted.sql'));
  expect([...platformObjectsOf(live).schemas.keys()]).toEqual(['auth', 'storage']);
  const without = await readBuilt(PGLITE, 'create schema auth; create table auth.users (id uuid primary key)');
  const reading = (catalog: Reading['catalog'], kind: 'code' | 'live'): Reading => ({
    source: { kind, label: kind },
    catalog,
    report: [],
  });
  const { differences, totals } = compare(reading(without, 'code'), reading(live, 'live'), {
    scope: WHOLE_SCOPE,
    answers: new Map(),
  });
  const objects = differences.map(({ object }) => object);
  expect(objects).toContain('table:public.profiles');
  expect(objects.filter((id) => /^(table|column|index|function|unique|enum):(auth|storage)\./.test(id))).toEqual([]);
  expect(totals.outOfScope['part of Supabase']).toBeGreaterThan(30);
});
