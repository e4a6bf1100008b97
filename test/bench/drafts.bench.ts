import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const LIMIT_MS = 5000;

/** `raingauge draft` between catalogs of 1,000 tables, whole process: from nothing, and of one table more. */
export async function benchDrafts(): Promise<readonly Measure[]> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first');
  const folder = await mkdtemp(join(tmpdir(), 'raingauge-bench-drafts-'));
  try {
    const file = (name: string) => join(folder, name);
    const sql = generateSchemaSql(1000);
    await writeFile(file('hints.json'), '{"renames": []}');
    await writeFile(file('nothing.sql'), '');
    await writeFile(file('thousand.sql'), sql);
    await writeFile(file('more.sql'), `${sql}\nCREATE TABLE public.one_more (id integer PRIMARY KEY, name text);\n`);
    // Saved, so that only the draft is measured and not how a file of SQL is read.
    for (const name of ['nothing', 'thousand', 'more'])
      await run(folder, ['inspect', `${name}.sql`, '--format', 'json'], file(`${name}.json`));
    const draft = async (from: string, to: string) =>
      run(folder, ['draft', from, to, '--hints', 'hints.json'], file('draft.sql'));
    return [
      measure('draft of 1,000 tables against nothing', await draft('nothing.json', 'thousand.json')),
      measure('draft of one table more among 1,000', await draft('thousand.json', 'more.json')),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function measure(what: string, value: number): Measure {
  return { what, value, unit: 'ms', target: `≤ ${LIMIT_MS}`, ok: value <= LIMIT_MS };
}

/** Milliseconds until it ended; what it prints goes to a file. */
function run(cwd: string, args: readonly string[], out: string): Promise<number> {
  const started = performance.now();
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const took = performance.now() - started;
      if (code !== 0) reject(new Error(`${args.join(' ')} ended with ${code}`));
      else writeFile(out, Buffer.concat(chunks)).then(() => resolve(took), reject);
    });
  });
}
