import { once } from 'node:events';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { importFetched } from '#test/support/fetched-modules.ts';

/** The major of the pg_dump that {@link pgDumpOf} runs. */
export const WASM_PG_DUMP = 18;

export interface PgDumpWorkerData {
  readonly url: string;
  readonly port: MessagePort;
  readonly answered: SharedArrayBuffer;
}

interface Answer {
  readonly bytes?: Uint8Array;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly failure?: string;
}

interface DumpTarget {
  execProtocolRawStream(bytes: Uint8Array, options: { onRawData: (bytes: Uint8Array) => void }): void;
  query(sql: string): Promise<{ rows: readonly { search_path: string }[] }>;
  exec(sql: string): Promise<void>;
}

type PgDump = (options: { pg: DumpTarget; args: readonly string[] }) => Promise<File>;

/** Messages that the server answers: Query and Sync. */
const ASKS = new Set(['Q', 'S']);

/**
 * What PostgreSQL 18's own pg_dump prints of a database of any server, also where no client programs are installed: PGlite's
 * build of it for WebAssembly. That one is made for PGlite, which answers within the call that asks, so a worker holds the
 * connection and pg_dump waits for it. It always writes rows as inserts and leaves out psql's `\restrict`.
 */
export async function pgDumpOf(url: string, ...args: string[]): Promise<string> {
  const { pgDump } = (await importFetched('@electric-sql/pglite-tools', '/pg_dump')) as { pgDump: PgDump };
  const { port1, port2 } = new MessageChannel();
  const answered = new SharedArrayBuffer(4);
  const workerData: PgDumpWorkerData = { url, port: port2, answered };
  const worker = new Worker(new URL('pg-dump-worker.mjs', import.meta.url), {
    workerData,
    transferList: [port2],
    execArgv: [],
  });
  try {
    const [welcome] = (await Promise.race([
      once(port1, 'message'),
      once(worker, 'error').then(([error]) => {
        throw error;
      }),
    ])) as [Answer];
    const { parameters } = checked(welcome);
    port1.removeAllListeners('message');
    port1.unref();
    const next = () => waitFor(new Int32Array(answered), port1);
    return await (await pgDump({ pg: targetOf(port1, next, parameters ?? {}), args })).text();
  } finally {
    await worker.terminate();
    port1.close();
  }
}

/** The signal may come after its message, and may be that of the one before. */
function waitFor(answered: Int32Array, port: MessagePort): Answer {
  for (;;) {
    const found = receiveMessageOnPort(port);
    if (found) return checked(found.message as Answer);
    if (Atomics.wait(answered, 0, 0, 120_000) === 'timed-out') throw new Error('The server of pg_dump does not answer');
    Atomics.store(answered, 0, 0);
  }
}

function checked(answer: Answer): Answer {
  if (answer.failure !== undefined) throw new Error(`pg_dump lost its server: ${answer.failure}`);
  return answer;
}

/** What pg_dump takes for an embedded PostgreSQL. */
function targetOf(port: MessagePort, next: () => Answer, parameters: Readonly<Record<string, string>>): DumpTarget {
  let said: Buffer = Buffer.alloc(0);
  let isStarted = false;

  function answerTo(bytes: Uint8Array): Uint8Array {
    said = Buffer.concat([said, bytes]);
    if (!isStarted) return start();
    const last = lastMessage(said);
    if (last === null || !ASKS.has(last)) return new Uint8Array();
    port.postMessage(new Uint8Array(said));
    said = Buffer.alloc(0);
    return next().bytes ?? new Uint8Array();
  }

  /** The worker has signed in; what the server said then is told again. */
  function start(): Uint8Array {
    if (said.length < 8 || said.length < said.readInt32BE(0)) return new Uint8Array();
    const isOfVersion3 = said.readInt32BE(4) >> 16 === 3;
    said = Buffer.alloc(0);
    // It asks for encryption first, by GSSAPI or TLS.
    if (!isOfVersion3) return Buffer.from('N');
    isStarted = true;
    return Buffer.concat([
      message('R', int32(0)),
      ...Object.entries(parameters).map(([name, value]) => message('S', Buffer.from(`${name}\0${value}\0`))),
      message('K', Buffer.concat([int32(0), int32(0)])),
      message('Z', Buffer.from('I')),
    ]);
  }

  return {
    execProtocolRawStream: (bytes, { onRawData }) => onRawData(answerTo(new Uint8Array(bytes))),
    query: async () => ({ rows: [{ search_path: '' }] }),
    exec: async () => {},
  };
}

/** The type of the last message; `null` where it is not whole yet. */
function lastMessage(bytes: Buffer): string | null {
  let at = 0;
  let type: string | null = null;
  while (at + 5 <= bytes.length) {
    type = String.fromCharCode(bytes[at] ?? 0);
    at += 1 + bytes.readInt32BE(at + 1);
  }
  return at === bytes.length ? type : null;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function message(type: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}
