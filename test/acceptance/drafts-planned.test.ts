import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { DRAFT_CASES } from './drafts/cases.ts';
import type { DraftCase } from './drafts/draft-case.ts';
import { DraftedDatabase } from './drafts/drafted-server.ts';
import { type RoundTripDatabase, realServer } from './round-trip-databases.ts';

/** Every way of every case, a slice of them on each server. */
const WAYS = DRAFT_CASES.filter(({ manyTransactions }) => !manyTransactions).flatMap((one) => [one, backOf(one)]);

function backOf({ name, given, from, to, since }: DraftCase): DraftCase {
  return {
    name: `${name}, and back`,
    ...(given === undefined ? {} : { given }),
    ...(since === undefined ? {} : { since }),
    from: to,
    to: from,
  };
}

describe.each(matrixMajors())(`plans on PostgreSQL %i (seed ${seed})`, (major) => {
  let database: RoundTripDatabase;
  let drafted: DraftedDatabase;

  beforeAll(async () => {
    database = await realServer(major).create();
    drafted = new DraftedDatabase(database);
  });
  afterAll(() => database.close());

  const ways = shareOf(major, sliceFor(null, WAYS, 40));

  it.each(ways)('lead there where $name', async ({ given, from, to, renames, says = [], never = [], rows }) => {
    const target = await drafted.after([given, to], () => drafted.read());
    await drafted.after([given, from, rows?.insert, 'SET CONSTRAINTS ALL IMMEDIATE'], async () => {
      const before = rows && (await drafted.ask(rows.kept));
      const { statements, faults } = await drafted.lead(target, renames);
      expect(faults, statements.join(';\n')).toEqual([]);
      if (rows) expect(await drafted.ask(rows.kept)).toBe(before);
      let at = 0;
      for (const said of says) {
        const found = statements.findIndex((text, index) => index >= at && text.includes(said));
        expect(found, `${said} in\n${statements.join(';\n')}`).toBeGreaterThanOrEqual(0);
        at = found;
      }
      for (const word of never) expect(statements.join(';\n')).not.toContain(word);
    });
  });
});
