import { execFileSync, fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DriftResult, WatchEvent } from '#app/api';
import { withProjectFolder } from '../support/drizzle-kit/run.ts';
import { startServer, type TestServer } from '../support/postgres/servers.ts';
import { generateSchemaCode } from './generate/schema-code.ts';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';

const self = fileURLToPath(import.meta.url);
const TABLES = 1_000;
const ROUNDS = 7;

/** What is found per project; times are medians in milliseconds, memory is in MB. */
interface Run {
  /** A comparison in a warm engine, everything read anew and nothing different. */
  readonly unchanged: number;
  /** From saving a file with one changed column to the new result. */
  readonly edited: number;
  /** Between saving and being told. */
  readonly told: number;
  /** How many edits were answered with exactly the difference that they made. */
  readonly right: number;
  readonly engine: number;
  readonly shadow: number;
}

/** An engine that stays, with a watched project; each project in a process of its own. */
export async function benchWatch(): Promise<readonly Measure[]> {
  const server = await startServer(16);
  try {
    const many = await inProject(server, 50);
    const one = await inProject(server, 1);
    const measure = (what: string, value: number, unit: string, target: number, ok = true): Measure => ({
      what,
      value,
      unit,
      target: `≤ ${target}`,
      ok: ok && value <= target,
    });
    const isRight = (run: Run) => run.right === ROUNDS;
    return [
      measure('no difference, 1,000 tables in 50 files, all read anew', many.unchanged, 'ms', 1_500),
      measure('one column changed, 1,000 tables in 50 files, save to result', many.edited, 'ms', 500, isRight(many)),
      measure('    of which until it is told', many.told, 'ms', 150),
      measure('one column changed, 1,000 tables in one file, save to result', one.edited, 'ms', 2_000, isRight(one)),
      measure('memory of the engine, 1,000 tables in 50 files', many.engine, 'MB', 250),
      measure('memory of its shadow', many.shadow, 'MB', 450),
    ];
  } finally {
    await server.stop();
  }
}

async function inProject(server: TestServer, files: number): Promise<Run> {
  const database = await server.createDatabase();
  try {
    await server.execute(generateSchemaSql(TABLES), database.name);
    return await withProjectFolder(generateSchemaCode(TABLES, { files }), (root) => runIn(root, database.url));
  } finally {
    await database.drop();
  }
}

function runIn(root: string, url: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(self, [root, url], { env: { ...process.env, RAINGAUGE_BENCH_WATCH: '1' } });
    child.once('message', (run) => resolve(run as Run));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`watching ${root} ended with ${code} and no result`)));
  });
}

/** The child's side: what a window does. */
async function serve(root: string, url: string): Promise<void> {
  const { createSession } = await import('#main/session/session.ts');
  const { forkChild } = await import('#main/platform/fork-child.ts');
  const { UNWATCHED } = await import('#main/platform/work.ts');
  const home = join(tmpdir(), `raingauge-bench-watch-${process.pid}`);
  const session = createSession({
    spawn: forkChild,
    folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
    host: 'web',
    initialProject: null,
    liveUrl: url,
    staysWarm: true,
  });
  const compare = (fresh: boolean) => session.compare({ root, from: 'code', to: 'live', fresh }, UNWATCHED);
  const first = await compare(false);
  if (first.totals.counting !== 0) throw new Error('The database was built from the code and differs from it');
  const control = new AbortController();
  const events = session.watch({ root, sources: ['code'] }, control.signal);
  await next(events, 'watching');
  const unchanged = await median(3, async () => {
    const begin = performance.now();
    await compare(true);
    return performance.now() - begin;
  });
  const edits: { readonly total: number; readonly told: number; readonly right: boolean }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) edits.push(await edit(root, round, events, () => compare(false)));
  await setTimeout(500);
  const run: Run = {
    unchanged,
    edited: middle(edits.map(({ total }) => total)),
    told: middle(edits.map(({ told }) => told)),
    right: edits.filter(({ right }) => right).length,
    engine: residentOf(process.pid),
    shadow: shadowsOf(process.pid)
      .map(residentOf)
      .reduce((sum, each) => sum + each, 0),
  };
  control.abort();
  await session.close();
  await rm(home, { recursive: true, force: true });
  process.send?.(run, () => process.exit(0));
}

type Events = AsyncGenerator<WatchEvent, void>;

async function next(events: Events, kind: WatchEvent['kind']): Promise<void> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error('The watch ended');
    if (value.kind === kind) return;
  }
}

/** Makes one `varchar(40)` longer, of another table each time. */
async function edit(root: string, round: number, events: Events, compare: () => Promise<DriftResult>) {
  const file = join(root, 'src/schema', schemaFile(root, 10 + round));
  const text = await readFile(file, 'utf8');
  let left = round + 1;
  const changed = text.replace(/length: 40 /g, (found) => {
    left -= 1;
    return left === 0 ? `length: ${50 + round} ` : found;
  });
  // Editing begins when everything that was done before is over.
  await setTimeout(300);
  const begin = performance.now();
  await writeFile(file, changed);
  await next(events, 'changed');
  const told = performance.now() - begin;
  const result = await compare();
  const total = performance.now() - begin;
  const differences = result.differences.filter(({ counts }) => counts);
  const right = differences.length === 1 && differences[0]?.attribute === 'type';
  await writeFile(file, text);
  await next(events, 'changed');
  await compare();
  return { total, told, right };
}

/** A schema file by its place in the list, or the last there is. */
function schemaFile(root: string, number: number): string {
  const files = readdirSync(join(root, 'src/schema')).sort();
  return files[Math.min(number, files.length - 1)] ?? '';
}

async function median(rounds: number, take: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await take());
  return middle(times);
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Resident memory in MB, as `ps` says it. */
function residentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) / 1024;
}

/** The engine's own children that run Node: its shadow. The bundler is another program, which all share. */
function shadowsOf(pid: number): readonly number[] {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, own, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === pid && args.includes('shadow') ? [Number(own)] : [];
  });
}

const [, , root, url] = process.argv;
if (process.env.RAINGAUGE_BENCH_WATCH === '1' && root !== undefined && url !== undefined) void serve(root, url);
