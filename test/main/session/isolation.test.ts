import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';

const LIVE = `create role app; create role keeper;
create table public.tenants (id uuid primary key);
create table public.notes (id uuid primary key, tenant_id uuid not null references public.tenants, body text);
create table public.drafts (id uuid primary key, tenant_id uuid not null references public.tenants, body text);
alter table public.notes enable row level security;
create policy own on public.notes using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update, delete on public.notes, public.drafts to app; grant select on public.tenants to app;
alter table public.notes owner to keeper;`;
const settings = (more: object) =>
  JSON.stringify({ environments: { live: { sql: 'live.sql', role: 'keeper' } }, applicationRole: 'app', ...more });
const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`;
const SCHEMA = `import { pgTable, uuid } from 'drizzle-orm/pg-core';\nexport const tenants = pgTable('tenants', { id: uuid().primaryKey() });\n`;
const files = (more: object) => ({
  'drizzle.config.ts': CONFIG,
  'schema.ts': SCHEMA,
  'live.sql': LIVE,
  'raingauge.config.json': settings(more),
});

let home = '';
let session: Session;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-isolation-'));
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: null });
});

afterAll(async () => {
  await session.close();
  await rm(home, { recursive: true });
});

const request = (root: string) => ({ root, source: 'live', fresh: false });

it('proves a live database as the configured role, tells its progress, and leaves what it found to audits', () =>
  withProjectFolder(files({}), async (root) => {
    const stages = new Set<string>();
    const work = {
      signal: new AbortController().signal,
      report: ({ stage }: { stage: string }) => void stages.add(stage),
    };
    const result = await session.isolation(request(root), work);
    const verdicts = Object.fromEntries(result.objects.map(({ object, verdict }) => [object, verdict]));
    expect(verdicts).toEqual({
      'table:public.drafts': 'leaks',
      'table:public.notes': 'isolated',
      'table:public.tenants': 'exempt',
    });
    expect(result.roles.map(({ name }) => name)).toEqual(['app']);
    expect([...stages]).toEqual(expect.arrayContaining(['shadow', 'rows', 'isolation']));
    const { findings } = await session.audit(
      { root, fresh: false, sources: ['live'], only: ['rls-leak-proven'] },
      work,
    );
    expect(findings.map(({ object }) => object)).toEqual(['table:public.drafts']);
  }));

it('excuses what is waived, and ends when it is cancelled', () =>
  withProjectFolder(
    files({
      waivers: [{ rule: 'rls-leak-proven', object: 'table:public.drafts', reason: 'Nobody writes there yet.' }],
    }),
    async (root) => {
      const stop = new AbortController();
      const report = ({ stage }: { stage: string }) => {
        if (stage === 'rows') stop.abort();
      };
      await expect(session.isolation(request(root), { signal: stop.signal, report })).rejects.toThrow(/abort/i);
      const { objects } = await session.isolation(request(root), UNWATCHED);
      const waived = objects.find(({ object }) => object === 'table:public.drafts');
      expect(waived?.verdict).toBe('exempt');
      expect(waived?.reasons[0]).toBe('Waived: Nobody writes there yet.');
    },
  ));
