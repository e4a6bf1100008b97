import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { DraftedDatabase } from './drafts/drafted-server.ts';
import { createBaseOn, readBaseCode } from './mutations/database.ts';
import { MUTATIONS } from './mutations/table.ts';
import { type RoundTripDatabase, realServer } from './round-trip-databases.ts';

/**
 * What no migration is asked for: the version of an extension is the server's own matter, and nobody makes an invalid index.
 * Roles are the cluster's. A domain's check that went may not come again in one transaction while an event trigger looks on.
 */
const NOT_DRAFTED = new Set(['extension.version', 'index.valid', 'role:dropped', 'domain.checks.name:dropped']);

const ROWS = MUTATIONS.flatMap(({ rows }) => rows).filter(({ id }) => !NOT_DRAFTED.has(id));

describe.each(matrixMajors())(`a mutation on PostgreSQL %i (seed ${seed})`, (major) => {
  let database: RoundTripDatabase;
  let drafted: DraftedDatabase;
  let base: Catalog;

  beforeAll(async () => {
    database = await realServer(major).create();
    await createBaseOn(database, (await readBaseCode()).reading.catalog);
    drafted = new DraftedDatabase(database);
    base = await drafted.after([], () => drafted.read());
  });
  afterAll(() => database.close());

  const rows = shareOf(major, sliceFor(null, ROWS, 32));

  it.each(rows)('is drafted and drafted back: $id', async ({ given, sql }) => {
    const from = given === undefined ? base : await drafted.after([given], () => drafted.read());
    const to = await drafted.after([given, sql], async () => {
      const mutated = await drafted.read();
      const { statements, faults } = await drafted.lead(from);
      expect(faults, statements.join(';\n')).toEqual([]);
      return mutated;
    });
    await drafted.after([given], async () => {
      const { statements, faults } = await drafted.lead(to);
      expect(faults, statements.join(';\n')).toEqual([]);
    });
  });
});
