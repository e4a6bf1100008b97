import { existsSync } from 'node:fs';
import { appendFile, chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheSubfolder, moveIntoPlace, postgresBinaries } from './binaries.ts';
import { run, runAs } from './processes.ts';
import { type Major, POSTGRES_VERSIONS } from './versions.ts';

export const SUPERUSER = 'postgres';
export const PASSWORD = 'raingauge-tests';

/** Raised when what `initdb` is told changes, so that old templates are left alone. */
const TEMPLATE_GENERATION = 1;

/** Fast, deterministic, reachable over TCP on the loopback address only. Never for data that matters. */
const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
max_connections = 60
max_locks_per_transaction = 4096
shared_buffers = 128MB
max_wal_size = 4GB
log_destination = 'stderr'
logging_collector = off
lc_messages = 'C'
timezone = 'UTC'
`;

/** A fresh data directory of that major, a copy of the template that `initdb` made once. */
export async function makeDataDirectory(major: Major): Promise<string> {
  const template = await templateDirectory(major);
  const as = runAs();
  const folder = await mkdtemp(join(tmpdir(), `raingauge-postgres-${major}-`));
  if (as) await chown(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  if (process.platform === 'win32') await cp(template, data, { recursive: true });
  else await run('cp', ['-Rp', template, data]);
  return folder;
}

async function templateDirectory(major: Major): Promise<string> {
  const templates = await cacheSubfolder('templates');
  const place = join(templates, `${POSTGRES_VERSIONS[major]}-${TEMPLATE_GENERATION}`);
  if (existsSync(place)) return place;
  const as = runAs();
  const making = await mkdtemp(`${place}.making-`);
  const passwordFile = join(making, 'password');
  await writeFile(passwordFile, PASSWORD);
  if (as) {
    await chown(making, as.uid, as.gid);
    await chown(passwordFile, as.uid, as.gid);
  }
  const data = join(making, 'data');
  try {
    await initialize(join(await postgresBinaries(major), 'bin', 'initdb'), data, passwordFile);
    await appendFile(join(data, 'postgresql.conf'), SETTINGS);
    await moveIntoPlace(data, place);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return place;
}

async function initialize(initdb: string, data: string, passwordFile: string): Promise<void> {
  const flags = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, `--username=${SUPERUSER}`, '--no-sync'];
  await run(initdb, [`--pgdata=${data}`, '--encoding=UTF8', '--locale=C', ...flags], runAs());
}
