// Runs a PostgreSQL server for as long as its standard input is open, then stops it and removes its folder. The
// process that wants the server holds the other end of that pipe: however it ends, killed included, the pipe closes.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const { command, args, options, folder } = JSON.parse(process.argv[2]);

const server = spawn(command, args, { ...options, cwd: '/', stdio: ['ignore', 'inherit', 'inherit'] });
let stopping = false;

function stop() {
  if (stopping) return;
  stopping = true;
  // SIGQUIT is an immediate shutdown: the data is thrown away, so nothing needs to be written.
  server.kill('SIGQUIT');
}

function leave(code) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
// Nobody may be listening any more.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
server.on('error', (error) => {
  console.error(String(error));
  leave(1);
});
server.on('exit', (code) => leave(stopping ? 0 : (code ?? 1)));
