import { describe, expect, it } from 'vitest';
import { clientWithoutSchema } from '#app/audit/rules/client-without-schema.ts';
import { codeOf, flaggedIn, usagesOf } from '../readings.ts';

const code = codeOf({ tables: { users: ['id uuid pk'] } });
const flags = (...clients: Parameters<typeof usagesOf>[0]['clients'] & object) =>
  flaggedIn(clientWithoutSchema, [code], usagesOf({ clients }));

describe('client-without-schema', () => {
  it('flags a client without a schema, by its file', () => {
    expect(flags({ maker: 'drizzle', schema: false })).toEqual(['file:"src/db.ts"#drizzle']);
  });

  it('tells several of one file apart', () => {
    expect(flags({ maker: 'drizzle', schema: false }, { maker: 'drizzle', schema: false, line: 7 })).toEqual([
      'file:"src/db.ts"#drizzle',
      'file:"src/db.ts"#drizzle 2',
    ]);
  });

  it('does not flag one with a schema, with options made elsewhere, that only migrates, in tests, and other makers', () => {
    expect(
      flags(
        { maker: 'drizzle', schema: true },
        { maker: 'drizzle', schema: null },
        { maker: 'drizzle', schema: false, migratesOnly: true },
        { maker: 'drizzle', schema: false, test: true },
        { maker: 'postgres', schema: false },
      ),
    ).toEqual([]);
  });
});
