import { fork } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCompiled } from './compile.ts';
import { generateApplicationCode } from './generate/application-code.ts';
import { describeTables } from './generate/model.ts';
import { generateSchemaCode } from './generate/schema-code.ts';
import { median } from './median.ts';
import type { Measure } from './run.ts';

const self = fileURLToPath(import.meta.url);
const FILES = 2_000;
const TABLES = 300;
const ROUNDS = 5;

interface Run {
  /** The first search, with nothing known; without reading the schema. */
  readonly cold: number;
  /** After one file was edited, in the same process. */
  readonly edited: number;
  /** After one file was edited, in a process that knows what the former one kept on disk. */
  readonly fromDisk: number;
  readonly usages: number;
  readonly files: number;
}

/** Finding usages in a generated application; each run is a process of its own. */
export async function benchUsages(): Promise<readonly Measure[]> {
  const runs = await withCompiled(self, (script) =>
    withApplication(async (root) => {
      const results: Run[] = [];
      for (let round = 0; round < ROUNDS; round += 1) results.push(await runOnce(script, root));
      return results;
    }),
  );
  const isWhole = runs.every(({ usages, files }) => usages > FILES * 4 && files >= FILES);
  const measure = (what: string, of: (run: Run) => number, target: number): Measure => {
    const value = median(runs.map(of));
    return { what, value, unit: 'ms', target: `≤ ${target}`, ok: isWhole && value <= target };
  };
  return [
    measure(`usages in ${FILES} files, cold`, ({ cold }) => cold, 2_000),
    measure('usages again, one file edited', ({ edited }) => edited, 300),
    measure('usages from the cache, one file edited', ({ fromDisk }) => fromDisk, 600),
  ];
}

async function withApplication<T>(use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'raingauge-bench-usages-'));
  const schema = generateSchemaCode(TABLES);
  const fileOf = (name: string) =>
    Object.keys(schema).find((file) => schema[file]?.includes(`export const ${name} = pgTable(`)) ?? '';
  const tables = describeTables(TABLES).map(({ export: name, name: table }) => ({
    file: fileOf(name).replace(/\.ts$/, ''),
    name,
    table,
  }));
  try {
    for (const [name, text] of Object.entries({ ...schema, ...generateApplicationCode(FILES, tables) })) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function runOnce(script: string, root: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [root], {
      execArgv: [],
      env: { ...process.env, RAINGAUGE_BENCH_USAGES: '1' },
    });
    child.once('message', (run) => resolve(run as Run));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`searching ${root} ended with ${code} and no result`)));
  });
}

/** The child's side. */
async function serve(root: string): Promise<void> {
  const { findDrizzleProject } = await import('#main/sources/code/drizzle-config.ts');
  const { readCode } = await import('#main/sources/code/read-code.ts');
  const { createUsageStore } = await import('#main/usages/usage-store.ts');
  const { UNWATCHED } = await import('#main/platform/work.ts');
  const reading = await readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED);
  const cache = await mkdtemp(join(tmpdir(), 'raingauge-bench-usages-cache-'));
  const store = createUsageStore(cache, 'bench');
  const search = async (known: ReturnType<typeof createUsageStore>) => {
    const start = performance.now();
    const { readUsages } = await import('#main/usages/read-usages.ts');
    const found = await readUsages({ root, reading, without: ['drizzle'], work: UNWATCHED, store: known });
    return { milliseconds: performance.now() - start, found };
  };
  const edit = () => appendFile(join(root, 'src/server/queries-0.ts'), '\n');
  const cold = await search(store);
  await edit();
  const edited = await search(store);
  await edit();
  const fromDisk = await search(createUsageStore(cache, 'bench'));
  await rm(cache, { recursive: true, force: true });
  const run: Run = {
    cold: cold.milliseconds,
    edited: edited.milliseconds,
    fromDisk: fromDisk.milliseconds,
    usages: cold.found.usages.length,
    files: cold.found.files.read,
  };
  process.send?.(run, () => process.exit(0));
}

if (process.env.RAINGAUGE_BENCH_USAGES === '1' && process.argv[2] !== undefined) void serve(process.argv[2]);
