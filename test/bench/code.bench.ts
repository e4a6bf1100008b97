import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCompiled } from './compile.ts';
import { generateSchemaCode } from './generate/schema-code.ts';
import { median } from './median.ts';
import type { Measure } from './run.ts';

const self = fileURLToPath(import.meta.url);

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly tables: number;
}

/** Reading code, cold: each run is a process of its own; the time counts from there to the catalog, without Node's start. */
export async function benchCode(): Promise<readonly Measure[]> {
  return withCompiled(self, async (script) => [
    ...(await measure(script, 1_000, 5, 2_000)),
    ...(await measure(script, 3_000, 3, 8_000)),
  ]);
}

async function measure(script: string, tables: number, rounds: number, target: number): Promise<Measure[]> {
  const runs = await withProject(tables, async (root) => {
    const results: Run[] = [];
    for (let round = 0; round < rounds; round += 1) results.push(await readOnce(script, root));
    return results;
  });
  const time = median(runs.map(({ milliseconds }) => milliseconds));
  const memory = Math.max(...runs.map(({ megabytes }) => megabytes));
  const complete = runs.every((run) => run.tables === tables);
  return [
    {
      what: `reading code, cold, ${tables} tables`,
      value: time,
      unit: 'ms',
      target: `≤ ${target}`,
      ok: complete && time <= target,
    },
    {
      what: `memory for it, ${tables} tables`,
      value: memory,
      unit: 'MB',
      target: '≤ 1000',
      ok: memory <= 1_000,
    },
  ];
}

async function withProject<T>(tables: number, use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'raingauge-bench-code-'));
  try {
    for (const [name, text] of Object.entries(generateSchemaCode(tables))) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function readOnce(script: string, root: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [root], {
      execArgv: [],
      env: { ...process.env, RAINGAUGE_BENCH_CHILD: '1' },
    });
    child.once('message', (run) => resolve(run as Run));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`reading ${root} ended with ${code} and no result`)));
  });
}

/** The child's side: one cold reading. */
async function serve(root: string): Promise<void> {
  const { findDrizzleProject } = await import('#main/sources/code/drizzle-config.ts');
  const { readCode } = await import('#main/sources/code/read-code.ts');
  const { UNWATCHED } = await import('#main/platform/work.ts');
  const project = await findDrizzleProject(root, { environment: {} });
  const start = performance.now();
  const reading = await readCode(project, UNWATCHED);
  const run: Run = {
    milliseconds: performance.now() - start,
    megabytes: process.resourceUsage().maxRSS / 1024,
    tables: reading.catalog.objects.table.length,
  };
  process.send?.(run, () => process.exit(0));
}

if (process.env.RAINGAUGE_BENCH_CHILD === '1' && process.argv[2] !== undefined) void serve(process.argv[2]);
