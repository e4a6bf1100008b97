import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { postgresBinaries } from './binaries.ts';
import { makeDataDirectory, PASSWORD, SUPERUSER } from './data-directory.ts';
import { runAs } from './processes.ts';
import type { Major } from './versions.ts';

export { binaryVersion, hasBinary } from './processes.ts';
export { MAJORS, type Major, matrixMajors } from './versions.ts';

export interface TestDatabase {
  readonly name: string;
  /** As the superuser. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A real PostgreSQL server on the loopback address. */
export interface TestServer {
  readonly major: Major;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The `postgres` database, as the superuser. */
  readonly url: string;
  /** A new, empty database. */
  createDatabase(): Promise<TestDatabase>;
  /** Runs SQL of any number of statements as the superuser. */
  execute(sql: string, database?: string): Promise<void>;
  /** Ends the server and removes its data. Not needed: the server ends with the process that started it. */
  stop(): Promise<void>;
}

/** Kept on `globalThis`, so that a worker that loads this module anew finds the servers it has. */
const kept = globalThis as unknown as { raingaugeTestServers?: Map<Major, Promise<TestServer>> };
kept.raingaugeTestServers ??= new Map();
const running = kept.raingaugeTestServers;

/** Those that the test file at hand asked for. */
const inUse = new Set<Major>();

/**
 * A server of that major, started on first use and shared by everything in this process.
 * @throws where the binaries cannot be fetched or the server does not start, with the server's own words.
 */
export function startServer(major: Major): Promise<TestServer> {
  inUse.add(major);
  let server = running.get(major);
  if (!server) {
    server = launch(major);
    running.set(major, server);
    server.catch(() => running.delete(major));
  }
  return server;
}

/** Takes away what was left on the shared servers; one where that cannot be done is ended, and started anew when asked for. */
export async function leaveServersClean(): Promise<void> {
  const used = [...inUse];
  inUse.clear();
  await Promise.all(
    used.map(async (major) => {
      const server = await running.get(major)?.catch(() => undefined);
      if (server && !(await isCleaned(server))) await server.stop();
    }),
  );
}

/** What is shared by all databases of a server, and not its own. */
const LEFT = `select format('drop database %I with (force)', datname) as sql, 1 as place from pg_database
    where not datistemplate and datname <> 'postgres'
  union all select format('drop owned by %I cascade', rolname), 2 from pg_roles where oid >= 16384
  union all select format('drop role %I', rolname), 3 from pg_roles where oid >= 16384
  order by place`;

/** Settings and what was made in the database that everybody connects to: nobody undoes that by name. */
const SPOILT = `select exists (select from pg_db_role_setting)
  or exists (select from pg_tablespace where oid >= 16384) or exists (select from pg_replication_slots)
  or exists (select from pg_prepared_xacts) or exists (select from pg_namespace where oid >= 16384)
  or exists (select from pg_class where oid >= 16384) or exists (select from pg_proc where oid >= 16384)
  or exists (select from pg_type where oid >= 16384) or exists (select from pg_extension where extname <> 'plpgsql')
  or exists (select from pg_file_settings where sourcefile like '%auto.conf') as spoilt`;

async function isCleaned(server: TestServer): Promise<boolean> {
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const { rows } = await client.query<{ sql: string }>(LEFT);
    for (const { sql } of rows) await client.query(sql);
    return (await client.query<{ spoilt: boolean }>(SPOILT)).rows[0]?.spoilt === false;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What a server of one's own is started with. */
export interface OwnServer {
  /** Settings, as `-c name=value`. `FOLDER` in a value stands for the folder that the data directory lies in. */
  readonly settings: Readonly<Record<string, string>>;
  /** Writes into the folder before the server starts; the files are then given to the user it runs as. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** A server that nobody else uses. Whoever starts it stops it. */
export function startOwnServer(major: Major, own: OwnServer): Promise<TestServer> {
  return launch(major, own);
}

const TRIES = 5;

/** A free port may be somebody else's by the time the server takes it: then another one is tried. */
async function launch(major: Major, own: OwnServer = { settings: {} }): Promise<TestServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchAt(major, await freePort(), own);
    } catch (error) {
      if (attempt === TRIES || !/could not (bind|create any TCP)/.test(String(error))) throw error;
    }
  }
}

async function launchAt(major: Major, port: number, own: OwnServer): Promise<TestServer> {
  const binary = join(await postgresBinaries(major), 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  const folder = await makeDataDirectory(major);
  await own.prepare?.(folder);
  await giveAway(folder);
  const settings = Object.entries(own.settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value.replaceAll('FOLDER', folder)}`,
  ]);
  const args = ['-D', join(folder, 'data'), '-p', String(port), ...settings];
  const order = { command: binary, args, options: runAs() ?? {}, folder };
  const guard = spawn(process.execPath, [fileURLToPath(new URL('guard.mjs', import.meta.url)), JSON.stringify(order)], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own process group: an interrupt from the keyboard reaches it as the closed pipe, in the right order.
    detached: true,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  await ready(guard, major);
  return serverOf(major, port, guard);
}

/** Gives the files beside the data directory to the user that the server runs as. */
async function giveAway(folder: string): Promise<void> {
  const as = runAs();
  if (!as) return;
  for (const name of await readdir(folder)) if (name !== 'data') await chown(join(folder, name), as.uid, as.gid);
}

/** Settles when the server says that it accepts connections. */
function ready(guard: ChildProcess, major: Major): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      // A standby accepts "read-only connections".
      if (/database system is ready to accept (read.only )?connections/.test(said)) {
        guard.stderr?.off('data', listen);
        // Read and dropped: a full pipe would stop the server. Unreferenced: it must not keep the tests alive.
        guard.stderr?.resume();
        unreference(guard);
        resolve();
      }
    };
    guard.stderr?.on('data', listen);
    guard.on('error', reject);
    guard.on('exit', () => reject(new Error(`PostgreSQL ${major} did not start:\n${said}`)));
  });
}

function unreference(guard: ChildProcess): void {
  guard.unref();
  for (const stream of [guard.stdin, guard.stderr]) (stream as unknown as { unref?(): void } | null)?.unref?.();
}

function serverOf(major: Major, port: number, guard: ChildProcess): TestServer {
  const host = '127.0.0.1';
  const urlOf = (database: string) => `postgres://${SUPERUSER}:${PASSWORD}@${host}:${port}/${database}`;
  const execute = (sql: string, database = 'postgres') => executeAt(urlOf(database), sql);
  return {
    major,
    host,
    port,
    user: SUPERUSER,
    password: PASSWORD,
    url: urlOf('postgres'),
    execute,
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await execute(`create database ${name} template template0`);
      return { name, url: urlOf(name), drop: () => execute(`drop database if exists ${name} with (force)`) };
    },
    stop() {
      running.delete(major);
      return new Promise((resolve) => {
        if (guard.exitCode !== null || guard.signalCode !== null) return resolve();
        guard.ref();
        guard.on('exit', () => resolve());
        guard.stdin?.end();
      });
    },
  };
}

async function executeAt(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
