import { describe, expect, it } from 'vitest';
import { readServer } from '#main/sources/live/server.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';

/** What servers that the tests cannot run say of themselves. */
function serverThatSays(number: number, version: string, banner: string): ReadOnlySession {
  return { query: async () => [{ number, version, banner }], queryAll: async () => [] };
}

describe('readServer', () => {
  it('takes PostgreSQL 13 and everything newer', async () => {
    const session = serverThatSays(130023, '13.23 (Debian 13.23-1)', 'PostgreSQL 13.23 on x86_64-pc-linux-gnu');
    expect(await readServer(session, 'live')).toEqual({ major: 13, version: '13.23', flavour: 'postgresql' });
    const newer = serverThatSays(190000, '19devel', 'PostgreSQL 19devel on aarch64');
    expect((await readServer(newer, 'live')).major).toBe(19);
  });

  it('refuses a server that is too old', async () => {
    const session = serverThatSays(120022, '12.22', 'PostgreSQL 12.22 on x86_64-pc-linux-gnu');
    await expect(readServer(session, 'staging')).rejects.toMatchObject({
      data: {
        code: 'server-too-old',
        message: 'staging is PostgreSQL 12.22, and Raingauge reads PostgreSQL 13 and newer.',
      },
    });
  });

  it('refuses what only speaks the protocol', async () => {
    const session = serverThatSays(130000, '13.0.0', 'CockroachDB CCL v24.1.0 (x86_64-pc-linux-gnu)');
    await expect(readServer(session, 'live')).rejects.toMatchObject({ data: { code: 'not-postgresql' } });
  });
});
