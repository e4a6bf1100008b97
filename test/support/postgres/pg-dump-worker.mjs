/**
 * The worker of pg-dump.ts: one connection to a server, and the bytes that go both ways over it. JavaScript, since a worker of
 * Node 20 starts with nothing else.
 */
import { workerData } from 'node:worker_threads';
import pg from 'pg';

const { url, port, answered } = workerData;
const answer = new Int32Array(answered);
const client = new pg.Client({ connectionString: url });
const parameters = {};
client.connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
  parameters[parameterName] = parameterValue;
});

function say(message) {
  port.postMessage(message);
  Atomics.store(answer, 0, 1);
  Atomics.notify(answer, 0);
}

try {
  await client.connect();
  listen(client.connection.stream);
  say({ parameters });
} catch (error) {
  say({ failure: error.message });
}

/** The driver has signed in; from here on nobody but pg_dump speaks over its connection. */
function listen(stream) {
  let heard = Buffer.alloc(0);
  stream.removeAllListeners('data');
  stream.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
    if (!endsAnAnswer(heard)) return;
    say({ bytes: new Uint8Array(heard) });
    heard = Buffer.alloc(0);
  });
  stream.on('close', () => say({ failure: 'the server closed the connection' }));
  port.on('message', (bytes) => stream.write(bytes));
}

/** Whether the last message is whole and ReadyForQuery. */
function endsAnAnswer(bytes) {
  let at = 0;
  let type = '';
  while (at + 5 <= bytes.length) {
    type = String.fromCharCode(bytes[at]);
    at += 1 + bytes.readInt32BE(at + 1);
  }
  return at === bytes.length && type === 'Z';
}
