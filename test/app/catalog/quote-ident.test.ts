import type { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteIdent, quoteQualified, truncateIdentifier } from '#app/catalog';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { seed } from '#test/support/seed.ts';

describe('identifiers', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await createEmbedded();
  });
  afterAll(() => database.close());

  it('are quoted exactly where the server quotes them, for every keyword it has', async () => {
    const { rows } = await database.query<{ word: string; quoted: string }>(
      'SELECT word, quote_ident(word) AS quoted FROM pg_get_keywords()',
    );
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.filter(({ word, quoted }) => quoteIdent(word) !== quoted)).toEqual([]);
  });

  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 80 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    fc.stringMatching(/^[a-zA-Z_"$. 0-9ü]{1,70}$/),
  );
  // PostgreSQL's text holds neither the zero character nor half a surrogate pair.
  const storable = name.filter((value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value));

  it('are quoted as quote_ident quotes any text', async () => {
    await fc.assert(
      fc.asyncProperty(storable, async (value) => {
        const { rows } = await database.query<{ quoted: string }>('SELECT quote_ident($1) AS quoted', [value]);
        expect(quoteIdent(value)).toBe(rows[0]?.quoted);
      }),
      { numRuns: 200, seed },
    );
  });

  it('are cut where the server cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(storable, async (value) => {
        const { rows } = await database.query<{ cut: string }>('SELECT $1::name::text AS cut', [value]);
        expect(truncateIdentifier(value)).toBe(rows[0]?.cut);
      }),
      { numRuns: 200, seed },
    );
  });

  it('join with dots, each quoted on its own', () => {
    expect(quoteQualified('public', 'Odd.Table', 'order')).toBe('public."Odd.Table"."order"');
  });
});
