import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/**
 * Takes from the shadow's process what SQL has no business with, before PostgreSQL is loaded: processes, the network, and
 * memory without end. PGlite's files are in memory; Emscripten's C library would still start commands (`system`) and open
 * web sockets (`connect`) with what it finds in Node.
 */

/** Bytes of PostgreSQL's own memory. Beyond it a statement fails with "out of memory" and the database lives on. */
const HEAP_LIMIT = 768 * 1024 * 1024;
/** Bytes of the process, results that pile up in JavaScript included. Beyond it the process ends. */
const PROCESS_LIMIT = 1280 * 1024 * 1024;
const WATCH_MILLISECONDS = 100;

function refuse(): never {
  throw new Error('The shadow has no network and starts no programs');
}

function cutOff(): void {
  const commands: Record<string, unknown> = childProcess as never;
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    commands[name] = refuse;
  }
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
  syncBuiltinESMExports();
  for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);
}

/** The part of WebAssembly's interface that is needed here; the types of Node have none of it. */
interface Memory {
  readonly buffer: { readonly byteLength: number };
  grow(pages: number): number;
}

const PAGE = 65_536;

function limitHeap(): void {
  const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } }).WebAssembly;
  const { grow } = Memory.prototype;
  Memory.prototype.grow = function growWithin(this: Memory, pages: number): number {
    if (this.buffer.byteLength + pages * PAGE > HEAP_LIMIT) throw new RangeError('The shadow may take no more memory');
    return grow.call(this, pages);
  };
}

/** From a thread of its own: while a statement runs, this one does nothing else. */
function watchProcess(): void {
  const watch = `setInterval(() => {
    if (process.memoryUsage.rss() > ${PROCESS_LIMIT}) process.kill(process.pid, 'SIGKILL');
  }, ${WATCH_MILLISECONDS});`;
  const worker = new Worker(watch, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8 } });
  worker.unref();
}

watchProcess();
limitHeap();
cutOff();
