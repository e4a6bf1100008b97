import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';

/** A database in which much is wrong with tenants, and code that knows it. */
const LIVE = `
CREATE TABLE companies (id uuid PRIMARY KEY, name text);
CREATE TABLE guests (id uuid PRIMARY KEY, company_id uuid REFERENCES companies, email text);
CREATE TABLE events (id uuid PRIMARY KEY, "companyId" uuid NOT NULL REFERENCES companies, reference text UNIQUE, guest_id uuid REFERENCES guests);
CREATE TABLE notes (id uuid PRIMARY KEY, guest_id uuid REFERENCES guests, body text);
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON events USING ("companyId" = current_setting('app.company_id')::uuid);
CREATE VIEW recent AS SELECT reference FROM events;
`;
const SCHEMA = `import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
export const companies = pgTable('companies', { id: uuid('id').primaryKey(), name: text('name') });
export const guests = pgTable('guests', {
  id: uuid('id').primaryKey(),
  companyId: uuid('company_id').references(() => companies.id),
  email: text('email'),
});
`;
const QUERIES = `import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { guests } from './schema';
export const byEmail = (email: string) => drizzle('').select().from(guests).where(eq(guests.email, email));
`;
const CONFIG = {
  environments: { live: { sql: 'live.sql' } },
  tenant: { columns: ['company_id'], root: 'companies' },
  rules: { 'rls-predicate-not-indexed': 'off', 'tenant-index-missing': 'low' },
  waivers: [
    {
      rule: 'tenant-column-nullable',
      object: 'column:public.guests.company_id',
      reason: 'Guests of all.',
      deferred: true,
    },
    { rule: 'rls-disabled', object: 'table:public.guests', reason: 'For a week.', expires: '2020-01-01' },
    { rule: 'rls-view-bypass', object: 'view:public.gone', reason: 'It was public.' },
  ],
};
const OWN = /^(tenant|rls|soft|query-not)-/;

describe('an audit of a project', () => {
  let [home, root] = ['', ''];
  let session: Session;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'raingauge-audit-'));
    root = await mkdtemp(join(tmpdir(), 'raingauge-audited-'));
    const files = {
      'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`,
      'schema.ts': SCHEMA,
      'queries.ts': QUERIES,
      'live.sql': LIVE,
      'raingauge.config.json': JSON.stringify(CONFIG),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
    session = createSession({
      spawn: forkChild,
      folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
      host: 'web',
      initialProject: null,
    });
  });
  afterAll(async () => {
    await session.close();
    await Promise.all([home, root].map((folder) => rm(folder, { recursive: true })));
  });

  const audit = (rest: object = {}) => session.audit({ root, fresh: false, ...rest }, UNWATCHED);

  it('finds what is wrong in all of it, with its severities and waivers', async () => {
    const result = await audit();
    expect(result.sources.map(({ source }) => source)).toEqual(['live', 'code']);
    expect(result.tenancy.root).toEqual({ schema: 'public', name: 'companies' });
    const open = result.findings.filter(({ status, rule }) => status === 'open' && OWN.test(rule));
    expect(open.map(({ key }) => key).toSorted()).toEqual([
      'query-not-scoped table:public.guests#queries.ts',
      'rls-disabled table:public.guests',
      'rls-not-forced table:public.events',
      'rls-policy-per-row-call policy:public.events.tenant_isolation',
      'rls-setting-inconsistent policy:public.events.tenant_isolation#app.company_id',
      'rls-setting-unsafe policy:public.events.tenant_isolation',
      'rls-view-bypass view:public.recent',
      'tenant-column-missing table:public.notes',
      'tenant-column-name-inconsistent column:public.events."companyId"',
      'tenant-foreign-key-crosses column:public.events.guest_id#guests',
      'tenant-index-missing column:public.events."companyId"',
      'tenant-index-missing column:public.guests.company_id',
      'tenant-unique-not-scoped column:public.events.reference#reference',
    ]);
    expect(open.find(({ rule }) => rule === 'tenant-index-missing')?.severity).toBe('low');
    expect(result.rules.find(({ id }) => id === 'rls-predicate-not-indexed')?.state).toBe('off');
    expect(result.rules.find(({ id }) => id === 'rls-migration-skipped')).toMatchObject({
      state: 'not-evaluated',
      reason: 'It needs the migrations.',
    });
    const waived = result.findings.find(({ rule }) => rule === 'tenant-column-nullable');
    expect(waived).toMatchObject({ status: 'waived', waiver: { kind: 'deferred', reason: 'Guests of all.' } });
    expect(result.waivers.expired.map(({ rule }) => rule)).toEqual(['rls-disabled']);
    expect(result.waivers.unused.map(({ object }) => object)).toEqual(['view:public.gone']);
  });

  it('tells what is new since a baseline, and what is resolved', async () => {
    const before = await audit({ only: ['rls-disabled', 'rls-not-forced'] });
    const gone = { ...before.findings[0], key: 'rls-disabled table:public.old', object: 'table:public.old' };
    const rest = before.findings.filter(({ rule }) => rule === 'rls-disabled');
    const file = join(home, 'baseline.json');
    await writeFile(file, JSON.stringify({ ...before, findings: [...rest, gone] }));
    const result = await audit({ only: ['rls-disabled', 'rls-not-forced'], baseline: file });
    expect(result.findings.map(({ rule, isNew }) => [rule, isNew])).toEqual([
      ['rls-disabled', false],
      ['rls-not-forced', true],
    ]);
    expect(result.resolved.map(({ object }) => object)).toEqual(['table:public.old']);
    await writeFile(file, '{}');
    await expect(audit({ baseline: file })).rejects.toMatchObject({ data: { code: 'bad-input' } });
  });

  it('refuses rules that there are not, and two databases at once', async () => {
    await expect(audit({ only: ['rls-off'] })).rejects.toMatchObject({ data: { code: 'bad-input' } });
    await expect(audit({ sources: ['live', 'live.sql'] })).rejects.toMatchObject({ data: { code: 'bad-input' } });
  });

  it('drafts what ends findings: they are gone when what the draft makes is audited', async () => {
    const { findings } = await audit();
    const wanted = findings.filter(({ rule, remedy }) => OWN.test(rule) && remedy?.sql === true);
    const keys = wanted.map(({ key }) => key);
    const drafted = await session.draftFindings({ root, keys, prove: true }, UNWATCHED);
    expect({ faults: drafted.faults, problems: drafted.problems, left: drafted.left }).toEqual({
      faults: [],
      problems: [],
      left: [],
    });
    expect(drafted.ended).toEqual(keys);
    // Rows without a tenant are a gap that a person fills: on made-up rows the proof runs into it, and says so.
    expect(drafted.proof?.says).not.toEqual([]);
    const sql = drafted.statements.map((statement) => `${statement.sql};`).join('\n');
    await writeFile(join(root, 'after.sql'), `${LIVE}\n${sql}\n`);
    const after = await audit({ sources: ['after.sql'] });
    expect(after.complete).toBe(true);
    const still = after.findings.filter(({ rule }) => OWN.test(rule)).map(({ key }) => key);
    // What the remedies bring about (a key that crosses tenants, once both have one) is put right along with them.
    expect(still).toEqual([]);
  });

  it('plans one rename where two findings want it', async () => {
    const keys = ['name-not-snake-case', 'tenant-column-name-inconsistent'].map(
      (rule) => `${rule} column:public.events."companyId"`,
    );
    const { migrations } = await session.draftPlan({ root, keys }, UNWATCHED);
    expect(migrations.flatMap(({ problems, faults }) => [...problems, ...faults])).toEqual([]);
    const sql = migrations.flatMap(({ statements }) => statements.map((statement) => statement.sql));
    expect(sql.filter((one) => one.includes('RENAME COLUMN'))).toHaveLength(1);
  });

  it('says which findings no SQL ends', async () => {
    const key = 'query-not-scoped table:public.guests#queries.ts';
    expect(await session.draftFindings({ root, keys: [key] }, UNWATCHED)).toMatchObject({
      ended: [],
      left: [key],
      statements: [],
    });
    await expect(
      session.draftFindings({ root, keys: ['rls-disabled table:public.no'] }, UNWATCHED),
    ).rejects.toMatchObject({
      data: { code: 'bad-input' },
    });
  });

  it('remembers a waiver, and takes it back', async () => {
    const key = 'rls-view-bypass view:public.recent';
    const isWaived = async () => (await audit({ only: ['rls-view-bypass'] })).findings.map(({ status }) => status);
    await session.waiveFinding({ root, key, waiver: { reason: 'It shows totals.', owner: null, expires: null } });
    expect(await isWaived()).toEqual(['waived']);
    expect(await readFile(join(root, 'raingauge.config.json'), 'utf8')).toContain('It shows totals.');
    await session.waiveFinding({ root, key, waiver: null });
    expect(await isWaived()).toEqual(['open']);
  });
});
