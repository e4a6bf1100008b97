import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { withStatistics } from '#main/sources/live/read-statistics.ts';
import { postgresBinaries } from '#test/support/postgres/binaries.ts';
import { runAs } from '#test/support/postgres/processes.ts';
import { startOwnServer } from '#test/support/postgres/servers.ts';
import { majorInTurn } from '#test/support/slices.ts';
import { LIVE, readUrl } from './reading.ts';

const SCHEMA = `create table guests (id serial primary key, email text unique, check (email <> ''))`;

/** Runs statements in a data directory that no server serves. */
async function runAlone(major: Parameters<typeof postgresBinaries>[0], data: string, sql: string): Promise<void> {
  const program = join(await postgresBinaries(major), 'bin', 'postgres');
  const { status, stderr } = spawnSync(program, ['--single', '-D', data, 'postgres'], {
    input: `${sql}\n`,
    encoding: 'utf8',
    ...runAs(),
  });
  if (status !== 0 || /ERROR/.test(stderr)) throw new Error(stderr);
}

describe.each(majorInTurn())('a hot standby of PostgreSQL %i', (major) => {
  test('is read as its primary would be', async () => {
    const standby = await startOwnServer(major, {
      settings: { hot_standby: 'on' },
      async prepare(folder) {
        const data = join(folder, 'data');
        await runAlone(major, data, SCHEMA);
        // It waits for more to replay, which never comes: PostgreSQL's manual, "Standby Server Operation".
        writeFileSync(join(data, 'standby.signal'), '');
        chmodSync(join(data, 'standby.signal'), 0o666);
      },
    });
    try {
      await expect(standby.execute('create table more (id integer)')).rejects.toThrow('read-only');
      const reading = await withLiveSession(
        { source: LIVE, url: `${standby.url}?target_session_attrs=standby` },
        { work: UNWATCHED, log: () => {} },
        async (session) => withStatistics(session, await readLive(session, { source: LIVE, work: UNWATCHED })),
      );
      expect(reading.report).toEqual([]);
      const { table, column, check, unique } = reading.catalog.objects;
      expect([table, column, check, unique].map((objects) => objects.length)).toEqual([1, 2, 1, 1]);
      expect(reading.statistics?.tables.map((it) => it.table)).toEqual(['table:public.guests']);
      const twice = await readUrl(standby.url);
      expect(twice.catalog).toEqual(reading.catalog);
      expect(twice.changeToken).toBe(reading.changeToken);
    } finally {
      await standby.stop();
    }
  });
});
