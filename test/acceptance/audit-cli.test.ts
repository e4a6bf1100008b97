import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';

const SQL = `CREATE TABLE companies (id uuid PRIMARY KEY);
CREATE TABLE guests (id uuid PRIMARY KEY, company_id uuid NOT NULL REFERENCES companies);
CREATE TABLE events (id uuid PRIMARY KEY, company_id uuid REFERENCES companies);
`;

describe('raingauge audit', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raingauge-audit-cli-'));
    await writeFile(join(folder, 'schema.sql'), SQL);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const audit = (...args: readonly string[]) =>
    runCli(['audit', 'schema.sql', '--project', folder, '--no-color', ...args], { cwd: folder });

  it('says what is wrong, where, and what to do, and exits with 1', async () => {
    const { code, stdout } = await audit('--rule', 'tenant-column-nullable', 'rls-disabled');
    expect(code).toBe(1);
    expect(stdout).toContain('critical rls-disabled');
    expect(stdout).toContain('schema.sql:3');
    expect(stdout).toContain('→ Fill events.company_id and make it NOT NULL');
    expect(stdout).toContain('3 open: 2 critical, 1 high.');
  });

  it('exits with 0 where nothing is as bad as --fail-on, or new since the baseline', async () => {
    const saved = await runCli(['inspect', 'schema.sql', '--project', folder], { cwd: folder });
    await writeFile(join(folder, 'schema.json'), saved.stdout);
    const auditSaved = (...args: readonly string[]) =>
      runCli(['audit', 'schema.json', '--project', folder, '--no-color', '--rule', 'tenant-column-nullable', ...args], {
        cwd: folder,
      });
    const first = await auditSaved('--fail-on', 'critical', '--format', 'json');
    expect(first.code).toBe(0);
    await writeFile(join(folder, 'baseline.json'), first.stdout);
    const second = await auditSaved('--baseline', 'baseline.json');
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('0 new, 0 resolved since the baseline');
  });

  it('exits with 3 for a rule that there is not, and with 2 for a source that cannot be read', async () => {
    const strange = await audit('--rule', 'rls-off');
    expect({ code: strange.code, stderr: strange.stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining('there is no rule rls-off'),
    });
    const missing = await runCli(['audit', 'nowhere.sql', '--project', folder], { cwd: folder });
    expect(missing.code).toBe(2);
  });

  it('writes the SQL that ends what it finds: with it, nothing is left', async () => {
    const rules = ['--rule', 'tenant-column-nullable', 'rls-disabled'];
    const { stderr } = await audit(...rules, '--draft', join(folder, 'fix.sql'));
    expect(stderr).toContain('ends 3 of 3 findings in schema.sql.');
    await writeFile(join(folder, 'fixed.sql'), `${SQL}\n${await readFile(join(folder, 'fix.sql'), 'utf8')}`);
    const after = await runCli(['audit', 'fixed.sql', '--project', folder, ...rules], { cwd: folder });
    expect({ code: after.code, stdout: after.stdout }).toMatchObject({ code: 0 });
  });

  it('explains a rule from its doc, and lists them all', async () => {
    const [one, all, none] = await Promise.all([
      runCli(['explain', 'rls-disabled']),
      runCli(['explain', '--no-color']),
      runCli(['explain', 'rls-off']),
    ]);
    expect(one).toMatchObject({ code: 0, stdout: expect.stringContaining('## Why') });
    expect(all.stdout).toContain('tenant-column-nullable');
    expect(none).toMatchObject({ code: 3, stdout: '' });
    expect(none.stderr).toMatch(/Did you mean rls-[a-z-]+(, [a-z-]+){0,4}\? raingauge explain lists all \d+ rules\./);
  });
});
