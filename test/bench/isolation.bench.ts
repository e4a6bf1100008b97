import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IsolationResult } from '#app/api';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const TABLES = 100;
const LIMIT_MS = 30_000;

/** `raingauge isolation` of a schema of 100 tables, whole process, on the embedded PostgreSQL: two tenants' rows, every command, controls. */
export async function benchIsolation(): Promise<readonly Measure[]> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first');
  const folder = await mkdtemp(join(tmpdir(), 'raingauge-bench-isolation-'));
  try {
    await writeFile(join(folder, 'schema.sql'), generateSchemaSql(TABLES));
    const { took, result } = await prove(folder);
    const undecided = result.totals.notProvable;
    return [
      {
        what: `isolation proof of ${TABLES} tables`,
        value: took,
        unit: 'ms',
        target: `≤ ${LIMIT_MS}`,
        ok: took <= LIMIT_MS,
      },
      {
        what: 'tables of these that it could not decide',
        value: undecided,
        unit: '',
        target: '0',
        ok: undecided === 0,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function prove(cwd: string): Promise<{ readonly took: number; readonly result: IsolationResult }> {
  const started = performance.now();
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const args = [cli, 'isolation', 'schema.sql', '--format', 'json'];
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => {
      const took = performance.now() - started;
      try {
        resolve({ took, result: JSON.parse(Buffer.concat(chunks).toString('utf8')) as IsolationResult });
      } catch (error) {
        reject(error);
      }
    });
  });
}
