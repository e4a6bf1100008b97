import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Source } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { withProjectFolder } from '../support/drizzle-kit/run.ts';
import { binaryVersion, MAJORS, startServer, type TestServer } from '../support/postgres/servers.ts';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';

const run = promisify(execFile);
const drizzleKit = join(import.meta.dirname, '..', '..', 'node_modules', 'drizzle-kit', 'bin.cjs');
const SOURCE: Source = { kind: 'live', label: 'live' };

const DUMP_TARGETS = [
  { tables: 1000, ratio: 0.8 },
  { tables: 3000, ratio: 0.5 },
];
const PULL_TARGET = 1 / 50;
const WARM_UP = 4;
const ROUNDS = 7;

/** Reading live, in a process that has read before, against `pg_dump --schema-only` and `drizzle-kit pull` as processes. */
export async function benchLive(): Promise<readonly Measure[]> {
  const dump = binaryVersion('pg_dump');
  // pg_dump refuses servers newer than itself.
  const major = MAJORS.filter((one) => dump === null || one <= dump).at(-1);
  if (major === undefined) return [skipped(`pg_dump ${dump} is too old for every server of the tests`)];
  const server = await startServer(major);
  try {
    const measures = dump === null ? [skipped('pg_dump is not in PATH')] : await againstDump(server);
    return [...measures, ...(await againstPull(server))];
  } finally {
    await server.stop();
  }
}

async function againstDump(server: TestServer): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const { tables, ratio: target } of DUMP_TARGETS) {
    await withSchema(server, tables, async (url) => {
      const [read, dump] = await alternate(
        () => readOnce(url),
        () => run('pg_dump', ['--schema-only', '--file', devNull, url]),
      );
      const ratio = read / dump;
      const named = `${tables} tables, PostgreSQL ${server.major}`;
      measures.push(
        { what: `reading live, ${named}`, value: read, unit: 'ms', target: '-', ok: true },
        { what: `pg_dump --schema-only, ${named}`, value: dump, unit: 'ms', target: '-', ok: true },
        { what: `reading ÷ pg_dump at ${tables}`, value: ratio, unit: '×', target: `≤ ${target}`, ok: ratio <= target },
      );
    });
  }
  return measures;
}

async function againstPull(server: TestServer): Promise<readonly Measure[]> {
  return withSchema(server, 100, async (url) => {
    const read = await median(ROUNDS, () => readOnce(url), WARM_UP);
    const pull = await median(3, () => pullOnce(url));
    const ratio = read / pull;
    return [
      { what: 'reading live, 100 tables', value: read, unit: 'ms', target: '-', ok: true },
      { what: 'drizzle-kit pull, 100 tables', value: pull, unit: 'ms', target: '-', ok: true },
      {
        what: 'reading ÷ drizzle-kit pull at 100',
        value: ratio,
        unit: '×',
        target: '≤ 0.02',
        ok: ratio <= PULL_TARGET,
      },
    ];
  });
}

async function withSchema<T>(server: TestServer, tables: number, use: (url: string) => Promise<T>): Promise<T> {
  const database = await server.createDatabase();
  try {
    await server.execute(generateSchemaSql(tables), database.name);
    await server.execute('vacuum analyze', database.name);
    return await use(database.url);
  } finally {
    await database.drop();
  }
}

/** The whole of it: connecting, reading, building the catalog. */
async function readOnce(url: string): Promise<void> {
  await withLiveSession({ source: SOURCE, url }, { work: UNWATCHED, log: () => {} }, (session) =>
    readLive(session, { source: SOURCE, work: UNWATCHED }),
  );
}

async function pullOnce(url: string): Promise<void> {
  const config = { dialect: 'postgresql', out: './drizzle', schema: './schema.ts', dbCredentials: { url } };
  const files = { 'drizzle.config.json': JSON.stringify(config), 'schema.ts': 'export {};\n' };
  await withProjectFolder(files, (cwd) =>
    run(process.execPath, [drizzleKit, 'pull', '--config', 'drizzle.config.json'], { cwd, maxBuffer: 2 ** 28 }),
  );
}

/** Medians of two pieces of work that take turns, so that a busy machine slows both. */
async function alternate(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<[number, number]> {
  for (let round = 0; round < WARM_UP; round += 1) await first();
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push(await timeOf(first));
    times[1].push(await timeOf(second));
  }
  return [middle(times[0]), middle(times[1])];
}

async function median(rounds: number, work: () => Promise<unknown>, warmUp = 0): Promise<number> {
  for (let round = 0; round < warmUp; round += 1) await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timeOf(work));
  return middle(times);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Says plainly that nothing was measured; a peer that is not there is no miss. */
function skipped(why: string): Measure {
  return { what: `skipped: ${why}`, value: 0, unit: '', target: '-', ok: true };
}
