import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { matrixMajors, startServer } from './servers.ts';

test.each(matrixMajors())('a PostgreSQL %i starts and gives an empty database', async (major) => {
  const server = await startServer(major);
  expect(await startServer(major)).toBe(server);
  const database = await server.createDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as major, current_database() as name`,
  );
  expect(rows).toEqual([{ major, name: database.name }]);
  await client.end();
  await database.drop();
});

test('a server ends and leaves nothing when the process that started it is killed', async () => {
  const script = fileURLToPath(new URL('start-and-wait.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`The process that starts a server ended with ${code}`)));
  });
  const { port, folder } = JSON.parse(told) as { port: number; folder: string };
  const socket = createConnection(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  expect(existsSync(folder)).toBe(true);
  child.kill('SIGKILL');
  // The server's end closes the connection; the guard then removes the folder.
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  await expect.poll(() => existsSync(folder)).toBe(false);
});
