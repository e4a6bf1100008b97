/** Starts a server, prints where it is, and waits to be killed (servers.test.ts). */
import pg from 'pg';
import { startServer } from './servers.ts';

const server = await startServer(16);
const client = new pg.Client({ connectionString: server.url });
await client.connect();
const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
console.log(JSON.stringify({ port: server.port, folder: rows[0]?.folder }));
setInterval(() => {}, 60_000);
