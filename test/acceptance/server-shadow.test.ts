import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { Catalog } from '#app/catalog';
import type { Difference } from '#app/compare';
import { packageFolder } from '#main/platform/entry.ts';
import { runCli } from '#test/support/cli.ts';
import { startServer, type TestServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { majorInTurn } from '#test/support/slices.ts';

const SAMPLE = join(packageFolder, 'resources/sample');
type Told = Pick<Difference, 'object' | 'attribute' | 'class'>;
const expected = JSON.parse(readFileSync(join(SAMPLE, 'expected-drift.json'), 'utf8')) as {
  readonly differences: readonly Told[];
};
const told = ({ object, attribute, class: kind }: Told) => `${object}${attribute ? `#${attribute}` : ''} (${kind})`;

/** Its view options came with PostgreSQL 15. */
const INVOKER_VIEW = 'view:public.upcoming_occasions';

let folder: string;
let project: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-server-shadow-sample-'));
  project = join(folder, 'sample');
  cpSync(SAMPLE, project, { recursive: true });
  const file = join(project, 'raingauge.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...config, shadow: { url: { env: 'SHADOW_URL' } } }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(majorInTurn())('the sample, with PostgreSQL %i as its shadow', (major) => {
  let server: TestServer;
  let role: ShadowRole;
  const run = (...args: string[]) =>
    runCli([...args, '--project', project], {
      environment: { SHADOW_URL: role.url, XDG_CACHE_HOME: folder, LOCALAPPDATA: folder },
    });

  beforeAll(async () => {
    server = await startServer(major);
    role = await createShadowRole(server);
  });

  // Nothing that was made for the role is left: else it could not be dropped.
  afterAll(() => role.drop());

  it('differs between code and live as it does on the embedded one', async () => {
    const { code, stdout, stderr } = await run('drift', 'code', 'live', '--format', 'json');
    const result = JSON.parse(stdout) as DriftResult;
    const unread = result.unread.map(({ message }) => message);
    expect(code, stderr).toBe(1);
    expect(unread).toEqual([]);
    const counting = result.differences.filter(({ counts }) => counts);
    const can = ({ object, attribute }: Told) => major >= 15 || object !== INVOKER_VIEW || attribute !== 'options';
    expect(counting.map(told).toSorted()).toEqual(expected.differences.filter(can).map(told).toSorted());
    expect(result.judgedBy).toContain(`PostgreSQL ${major}.`);
  });

  it('gives the migrations with their places', async () => {
    const { code, stdout, stderr } = await run('inspect', 'migrations');
    expect(code, stderr).toBe(major < 15 ? 2 : 0);
    const unread = stderr.match(/^unread .*/gm) ?? [];
    expect(unread).toEqual(major < 15 ? [expect.stringContaining('security_invoker')] : []);
    const { server: on, objects } = JSON.parse(stdout) as Catalog;
    expect(on).toMatchObject({ major, flavour: 'postgresql' });
    expect(objects.table).toHaveLength(43);
    expect(objects.table.every(({ origins }) => origins[0]?.file?.startsWith('drizzle/'))).toBe(true);
  });
});
