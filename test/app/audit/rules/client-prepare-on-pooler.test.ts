import { describe, expect, it } from 'vitest';
import { clientPrepareOnPooler } from '#app/audit/rules/client-prepare-on-pooler.ts';
import { codeOf, flaggedIn, usagesOf } from '../readings.ts';

const code = codeOf({ tables: { users: ['id uuid pk'] } });
const flags = (...clients: Parameters<typeof usagesOf>[0]['clients'] & object) =>
  flaggedIn(clientPrepareOnPooler, [code], usagesOf({ clients }));

const address = { transactionPooler: true, because: 'port 6543', variable: 'DATABASE_URL', file: '.env', line: 1 };

describe('client-prepare-on-pooler', () => {
  it('flags postgres.js on a transaction pooler', () => {
    expect(flags({ maker: 'postgres', address })).toEqual(['file:"src/db.ts"#postgres']);
    expect(flags({ maker: 'postgres', address, options: { prepare: true } })).toEqual(['file:"src/db.ts"#postgres']);
    expect(flags({ maker: 'drizzle', address })).toEqual(['file:"src/db.ts"#drizzle']);
  });

  it('does not flag prepare: false, other drivers, other addresses, unknown ones and options made elsewhere', () => {
    expect(
      flags(
        { maker: 'postgres', address, options: { prepare: false } },
        { maker: 'pool', address },
        { maker: 'drizzle', from: 'drizzle-orm/node-postgres', address },
        { maker: 'postgres', address: { ...address, transactionPooler: false } },
        { maker: 'postgres' },
        { maker: 'postgres', address, opaque: true },
        { maker: 'postgres', address, test: true },
      ),
    ).toEqual([]);
  });
});
