import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, put } from '#app/audit';
import { makeForeignKey } from '#app/audit/facts/make.ts';
import { liftForce, onlineForms, planChanges, refuseHidden, renderSteps } from '#app/plan';
import type { Statement } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { majorInTurn } from '#test/support/slices.ts';
import { readCatalog, realServer } from './round-trip-databases.ts';

/** The records of test/fixtures/seeds.md; in every run the smallest. */
const RECORDS = process.env.RAINGAUGE_MATRIX === 'all' ? ['000', '001', '002', '003', '004'] : ['004'];

/**
 * Each record's database on a real server (its shadow, which builds the script): all remedies of what it shows are one draft, which
 * runs there and leaves nothing of what it ends.
 */
describe.each(majorInTurn())('on PostgreSQL %i, the remedies', (major) => {
  let home: string;
  let role: ShadowRole;
  let session: Session;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'raingauge-remedies-'));
    role = await createShadowRole(await startServer(major));
    session = createSession({
      spawn: forkChild,
      folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
      host: 'web',
      initialProject: null,
    });
  });

  afterAll(async () => {
    await session.close();
    await role.drop();
    await rm(home, { recursive: true });
  });

  it.each(RECORDS)('of the record %s end what they are offered for', async (record) => {
    const root = join(home, record);
    await cp(fileURLToPath(new URL(`../fixtures/seeds/${record}`, import.meta.url)), root, { recursive: true });
    const file = join(root, 'raingauge.config.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...config, shadow: { url: { env: 'SHADOW_URL' } } }));
    await writeFile(join(root, '.env'), `SHADOW_URL=${role.url}\n`);
    const audit = async (fresh: boolean) => {
      const result = await session.audit({ root, fresh, sources: ['live', 'code'] }, UNWATCHED);
      expect(result.unread.filter(({ effect }) => effect === 'unread')).toEqual([]);
      return result.findings.filter(({ status }) => status === 'open');
    };

    const keys = (await audit(false)).filter(({ remedy }) => remedy?.sql === true).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    const { statements, faults, left } = await session.draftFindings(
      { root, keys, sources: ['live', 'code'] },
      UNWATCHED,
    );
    expect({ faults, left }).toEqual({ faults: [], left: [] });
    const sql = renderSteps(statements, null).join('\n');
    await appendFile(join(root, 'live.sql'), `\nRESET ROLE;\nRESET search_path;\n${sql}`);
    const there = new Set((await audit(true)).map(({ key }) => key));
    expect(keys.filter((key) => there.has(key))).toEqual([]);
  });

  it('look at rows that FORCE hides from their owner', async () => {
    const database = await realServer(major).create();
    try {
      await database.exec(ORPHANS);
      const from = await readCatalog(database);
      const to = applyEdits(from, [put(makeForeignKey({ schema: 'public', name: 'notes' }, 'notes_key', ENDS))]);
      const planned = planChanges({ from, to, dependencies: [] });
      await database.exec('SET ROLE keeper_of_notes');
      const run = async (statements: readonly Statement[]) => {
        const sql = ['BEGIN', ...statements.map((one) => one.sql), 'ROLLBACK'].join(';\n');
        const [fault] = await Promise.allSettled([database.exec(sql)]);
        await database.exec('ROLLBACK');
        return fault.status === 'rejected' ? String(fault.reason) : null;
      };
      // PostgreSQL calls the key valid where its owner cannot see the row that breaks it.
      expect(await run(planned)).toBeNull();
      expect(await run(liftForce(planned, from, to))).toContain('violates foreign key');
      const forms = onlineForms(planned, from, to);
      const [now, byHand] = [forms.filter(({ step }) => step === 1), forms.filter(({ step }) => step > 1)];
      expect(await run([...now, ...byHand])).toBeNull();
      const refused = [...now, ...refuseHidden(byHand, from, to)];
      expect(await run(refused)).toContain('would be affected by row-level security');
      await database.exec('RESET ROLE');
      expect(await run(refused)).toContain('violates foreign key');
    } finally {
      await database.close();
    }
  });
});

const ENDS = { columns: ['guest'], references: { schema: 'public', name: 'guests' }, referencedColumns: ['id'] };

const ORPHANS = `
CREATE ROLE keeper_of_notes;
GRANT ALL ON SCHEMA public TO keeper_of_notes;
SET ROLE keeper_of_notes;
CREATE TABLE guests (id int PRIMARY KEY);
CREATE TABLE notes (id int PRIMARY KEY, tenant int, guest int);
INSERT INTO notes VALUES (1, 1, 99);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (tenant = current_setting('app.tenant', true)::int);
RESET ROLE`;
