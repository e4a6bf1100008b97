import { describe, expect, it } from 'vitest';
import { clientPoolSmall } from '#app/audit/rules/client-pool-small.ts';
import { codeOf, flaggedIn, usagesOf } from '../readings.ts';

const code = codeOf({ tables: { users: ['id uuid pk'] } });
const flags = (...clients: Parameters<typeof usagesOf>[0]['clients'] & object) =>
  flaggedIn(clientPoolSmall, [code], usagesOf({ clients }));

const serverless = { file: 'vercel.json', because: 'it configures Vercel' };
const inFunctions = (...clients: Parameters<typeof usagesOf>[0]['clients'] & object) =>
  flaggedIn(clientPoolSmall, [code], usagesOf({ clients, project: { serverless } }));

describe('client-pool-small', () => {
  it('flags a fixed pool that closes nothing', () => {
    expect(flags({ maker: 'postgres', options: { max: 10 } })).toEqual(['file:"src/db.ts"#postgres']);
    expect(flags({ maker: 'pool', options: { max: 5, idleTimeout: 0 } })).toEqual(['file:"src/db.ts"#pool']);
  });

  it('flags more than ten connections where processes are short-lived', () => {
    expect(inFunctions({ maker: 'pool', options: { max: 20 } })).toEqual(['file:"src/db.ts"#pool']);
    expect(flags({ maker: 'pool', options: { max: 20 } })).toEqual([]);
  });

  it('does not flag a single connection, an idle timeout, pg’s own, ten in functions, and clients that are no pool', () => {
    expect(
      inFunctions(
        { maker: 'postgres', options: { max: 1 } },
        { maker: 'postgres', options: { max: 10, idleTimeout: 20 } },
        { maker: 'postgres', options: { max: 10 }, opaque: true },
        { maker: 'pool', options: { max: 10 } },
        { maker: 'postgres' },
        { maker: 'client', options: { max: 50 } },
      ),
    ).toEqual([]);
  });
});
