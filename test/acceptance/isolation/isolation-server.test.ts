import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { matrixMajors, startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { LEAKS, SOUND, UNDECIDED } from './cases.ts';
import { expectVerdicts, proveCase } from './run-cases.ts';

/** The real servers share the cases; the embedded one has a slice (isolation.test.ts). */
describe.each(matrixMajors())('the isolation proof on PostgreSQL %i', (major) => {
  let folder: string;
  let role: ShadowRole;
  let shadow: Shadow;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-isolation-'));
    role = await createShadowRole(await startServer(major));
    const connection = { source: { kind: 'url', label: 'shadow' } as const, url: role.url, environment: {} };
    shadow = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: folder });
  });

  afterAll(async () => {
    await shadow.close();
    await role.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(shareOf(major, sliceFor(null, LEAKS, 4)))('finds the leak: $name', async (each) => {
    expectVerdicts(await proveCase(shadow, each), each);
  });

  it.each(shareOf(major, sliceFor(null, SOUND, 4)))('finds none: $name', async (each) => {
    expectVerdicts(await proveCase(shadow, each), each);
  });

  it.each(shareOf(major, UNDECIDED))('says that it cannot tell: $name', async (each) => {
    expectVerdicts(await proveCase(shadow, each), each);
  });
});
