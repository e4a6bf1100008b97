import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freshDataFile } from '#test/support/database/embedded.ts';
import type { Line } from './lines.ts';

const require = createRequire(import.meta.url);

/** A database for `drizzle-kit push` to look at, and how it is told to look. */
export interface PushCase {
  /** Run after the common script, in a transaction that is undone. */
  readonly sql: string;
  readonly schemaFilter?: readonly string[];
  readonly tablesFilter?: readonly string[];
  readonly roles?: unknown;
  /** An error of drizzle-kit's own is an answer, too. */
  readonly mayFail?: true;
}

export interface Proposal {
  /** In its own order; empty where it asks. */
  readonly statements: readonly string[];
  /** Whether it asks about a rename before it says anything. */
  readonly asks: boolean;
  /** What it ended with, where it ended with an error. */
  readonly failure?: string;
}

/**
 * What `drizzle-kit push` proposes to run for the schema file of a project, by its programmatic door: 0.31's loses the
 * parameters of its own queries and the entities of the config, which are given back to it. Data loss is confirmed.
 */
export async function proposePush(
  root: string,
  options: {
    readonly line: Line;
    readonly schema: string;
    readonly script: string;
    readonly cases: readonly PushCase[];
  },
): Promise<readonly Proposal[]> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      fileURLToPath(new URL('propose-child.mts', import.meta.url)),
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const pglite = require.resolve('@electric-sql/pglite').replace(/\.cjs$/, '.js');
  child.stdin.end(JSON.stringify({ ...options, root, pglite, data: await freshDataFile() }));
  const code = await ended;
  const [, answer] = /@@@(.*)@@@/s.exec(Buffer.concat(out).toString()) ?? [];
  if (answer === undefined) throw new Error(`drizzle-kit gave no answer (${code}): ${Buffer.concat(err)}`);
  return JSON.parse(answer);
}
