import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withProjectFolder } from '../support/drizzle-kit/run.ts';
import { startServer, type TestServer } from '../support/postgres/servers.ts';
import { generateSchemaCode } from './generate/schema-code.ts';
import { generateSchemaSql } from './generate/schema-sql.ts';
import { median } from './median.ts';
import type { Measure } from './run.ts';

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'dist', 'cli.js');
const drizzleKit = join(root, 'node_modules', 'drizzle-kit', 'bin.cjs');

/** The targets of `drift code live`, whole process, without a difference. */
const WARM_MS = 3000;
const EMPTY_MS = 6000;
const PUSH_RATIO = 1 / 20;

/** `drift code live` against a database built from the same schema, and against `drizzle-kit push` with nothing to do. */
export async function benchDrift(): Promise<readonly Measure[]> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first');
  const server = await startServer(16);
  try {
    const thousand = await atSize(server, 1000, async (project, url) => driftTimes(project, url));
    const pushes: number[] = [];
    const hundred = await atSize(server, 100, (project, url) =>
      driftTimes(project, url, async () => void pushes.push(await push(project, url))),
    );
    const pushed = median(pushes);
    const ratio = hundred.warm / pushed;
    return [
      measure('drift code live, 1,000 tables, all caches empty', thousand.empty, EMPTY_MS),
      measure("drift code live, 1,000 tables, only the judge's cache warm", thousand.judged, WARM_MS),
      measure('drift code live, 1,000 tables, all caches warm', thousand.warm, WARM_MS),
      measure('drift code live, 100 tables, all caches empty', hundred.empty, EMPTY_MS),
      measure('drift code live, 100 tables, all caches warm', hundred.warm, WARM_MS),
      { what: 'drizzle-kit push, 100 tables, nothing to do', value: pushed, unit: 'ms', target: '-', ok: true },
      {
        what: 'drift, all caches warm, ÷ push at 100 tables',
        value: ratio,
        unit: '×',
        target: '≤ 0.05',
        ok: ratio <= PUSH_RATIO,
      },
    ];
  } finally {
    await server.stop();
  }
}

function measure(what: string, value: number, limit: number): Measure {
  return { what, value, unit: 'ms', target: `≤ ${limit}`, ok: value <= limit };
}

async function atSize<T>(
  server: TestServer,
  tables: number,
  use: (project: string, url: string) => Promise<T>,
): Promise<T> {
  const database = await server.createDatabase();
  try {
    await server.execute(generateSchemaSql(tables), database.name);
    return await withProjectFolder(generateSchemaCode(tables), (project) => use(project, database.url));
  } finally {
    await database.drop();
  }
}

interface DriftTimes {
  /** Nothing was ever asked or read: the judge starts, too. */
  readonly empty: number;
  /** The judge has answered before, the code is read anew. */
  readonly judged: number;
  /** Nothing has changed since a former run. */
  readonly warm: number;
}

/** Readings of what was touched in the last two seconds are not kept, and the project was just written. */
const UNTOUCHED_MS = 2_500;

/**
 * The first run fills the caches (answers, the shadow's data directory, readings of code), the others find them. What it is
 * compared with is run `between` those: a machine that is slow for a while is slow for both.
 */
async function driftTimes(
  project: string,
  url: string,
  between: () => Promise<void> = async () => {},
): Promise<DriftTimes> {
  const home = await mkdtemp(join(tmpdir(), 'raingauge-bench-'));
  const drift = () =>
    run([cli, 'drift', 'code', 'live', '--project', project, '--url', url, '--format', 'json'], project, home);
  const driftReadingAnew = async () => {
    await rm(join(home, 'cache', 'code'), { recursive: true, force: true });
    return drift();
  };
  try {
    await setTimeout(UNTOUCHED_MS);
    const empty = await drift();
    const judged = median(await times(3, driftReadingAnew));
    const warm = await times(5, async () => {
      await between();
      return drift();
    });
    return { empty, judged, warm: median(warm) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function push(project: string, url: string): Promise<number> {
  const args = ['push', '--dialect=postgresql', '--schema=./src/schema/*.ts', `--url=${url}`, '--force'];
  return run([drizzleKit, ...args], project, project);
}

async function times(rounds: number, take: () => Promise<number>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await take());
  return taken;
}

/** Milliseconds from the start of the process to its end. @throws where it does not end with 0: it must find nothing. */
function run(args: readonly string[], cwd: string, home: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, RAINGAUGE_HOME: home, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - begin);
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${printed.slice(-2000)}`));
    });
  });
}
