import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

const self = fileURLToPath(import.meta.url);

/** What a first start of PGlite took where the targets in milliseconds were set, in milliseconds; nothing of ours is in it. */
const COLD_START_THERE = 2_300;

const ROUNDS = 3;

/** How much longer than there work takes on this machine, now: 1 is as quick. The median of three starts, each in a new process. */
export async function measurePace(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await startOnce());
  return median(times) / COLD_START_THERE;
}

function startOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(self, [], { env: { ...process.env, RAINGAUGE_BENCH_PACE: '1' } });
    child.once('message', (milliseconds) => resolve(milliseconds as number));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`starting PGlite ended with ${code} and no result`)));
  });
}

/** The child's side. */
async function serve(): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  const start = performance.now();
  const database = await PGlite.create();
  await database.query('SELECT 1');
  process.send?.(performance.now() - start, () => process.exit(0));
}

if (process.env.RAINGAUGE_BENCH_PACE === '1') void serve();
