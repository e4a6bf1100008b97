import type { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteDollar, quoteLiteral } from '#app/sql';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { seed } from '#test/support/seed.ts';

describe('string constants', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await createEmbedded();
  });
  afterAll(() => database.close());

  const text = fc
    .array(
      fc.constantFrom("'", '"', '\\', '$', '$tag', '$tag$', '$tag1$', '\n', ';', '--', '/*', 'ü', '😀', 'a', 'E'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''));

  it('are read back by the server as the text they were made of', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const sql = `SELECT ${quoteLiteral(value)} AS quoted, ${quoteDollar(value, 'tag')} AS dollar`;
        const { rows } = await database.query<{ quoted: string; dollar: string }>(sql);
        expect(rows[0]).toEqual({ quoted: value, dollar: value });
      }),
      { numRuns: 200, seed },
    );
  });

  it('look as the server writes them', async () => {
    for (const value of ['plain', "it's", 'back\\slash', "both \\ and '", '']) {
      const { rows } = await database.query<{ text: string }>('SELECT quote_literal($1) AS text', [value]);
      // The server puts a blank before E, for texts that are pasted together.
      expect(quoteLiteral(value)).toBe(rows[0]?.text.trimStart());
    }
  });
});
