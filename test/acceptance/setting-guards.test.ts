import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rlsSettingUnsafe } from '#app/audit/rules/rls-setting-unsafe.ts';
import { audit } from '#test/app/audit/audit.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';

/** What `rls-setting-unsafe` holds to be safe and unsafe, asked of PostgreSQL: a reset setting is the empty string. */
const READ = "current_setting('app.company_id', true)";
const POLICIES: readonly (readonly [string, 'fails' | 'hides'])[] = [
  [`company_id = ${READ}::uuid`, 'fails'],
  [`${READ} <> '' AND company_id = ${READ}::uuid`, 'fails'],
  [`${READ} IS NOT NULL AND company_id = ${READ}::uuid`, 'fails'],
  [`company_id = NULLIF(${READ}, '')::uuid`, 'hides'],
  [`CASE WHEN ${READ} <> '' THEN company_id = ${READ}::uuid ELSE false END`, 'hides'],
];

describe('a policy that casts the empty string', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await createEmbedded();
    await database.exec(`
      CREATE ROLE guard_app;
      CREATE TABLE guarded (id integer PRIMARY KEY, company_id uuid NOT NULL);
      INSERT INTO guarded SELECT n, gen_random_uuid() FROM generate_series(1, 100) n;
      ANALYZE guarded;
      GRANT SELECT ON guarded TO guard_app;
      ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;`);
  });
  afterAll(() => database.close());

  it.each(POLICIES)('%s %s, as the rule says', async (using, outcome) => {
    await database.exec(`DROP POLICY IF EXISTS p ON guarded; CREATE POLICY p ON guarded USING (${using});`);
    const asked = database.transaction(async (sql) => {
      await sql.exec(`SET LOCAL ROLE guard_app; SELECT set_config('app.company_id', '', true);`);
      return (await sql.query('SELECT id FROM guarded')).rows.length;
    });
    if (outcome === 'fails') await expect(asked).rejects.toThrow('invalid input syntax for type uuid');
    else await expect(asked).resolves.toBe(0);
    const scoped = ['id uuid pk', 'company_id uuid !'];
    const { findings } = audit(rlsSettingUnsafe, {
      tables: { guarded: { columns: scoped, rls: 'on', policies: [{ using }] } },
    });
    expect(findings).toHaveLength(outcome === 'fails' ? 1 : 0);
  });
});
