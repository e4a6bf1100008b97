import { EventEmitter } from 'node:events';

/** What Electron hands to a port's or a process's `message` listeners. */
export interface MessageEvent {
  readonly data: unknown;
  readonly ports: readonly Port[];
}

/** Electron's MessagePortMain: queues until started, delivers in a later turn, tells when the other end has closed. */
export class Port extends EventEmitter {
  private other: Port | undefined;
  private queue: unknown[] | undefined = [];

  static pair(): [Port, Port] {
    const [a, b] = [new Port(), new Port()];
    a.other = b;
    b.other = a;
    return [a, b];
  }

  postMessage(data: unknown): void {
    const { other } = this;
    // Structured clone, as between processes: a value that cannot cross must fail here too.
    const copy = structuredClone(data);
    setImmediate(() => other?.receive(copy));
  }

  start(): void {
    const waiting = this.queue ?? [];
    this.queue = undefined;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }

  close(): void {
    const { other } = this;
    this.other = undefined;
    if (!other) return;
    other.other = undefined;
    setImmediate(() => other.emit('close'));
  }

  private receive(data: unknown): void {
    if (this.queue) this.queue.push(data);
    else this.emit('message', { data, ports: [] });
  }
}

/** What crosses between the processes of the stand-in. Ports are numbers there. */
export type Wire =
  | { readonly wire: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly wire: 'port'; readonly port: number; readonly data: unknown }
  | { readonly wire: 'close'; readonly port: number };

/** Ports that were sent to another process, by number: relays between them and the wire. */
export class PortRelay {
  private readonly ports = new Map<number, Port>();
  private last = 0;

  constructor(private readonly send: (message: Wire) => void) {}

  /** Takes a port that goes to the other process. */
  transfer(port: Port): number {
    this.last += 1;
    this.attach(this.last, port);
    return this.last;
  }

  /** Makes the port that arrived under a number. */
  arrive(id: number): Port {
    const [mine, theirs] = Port.pair();
    this.attach(id, theirs);
    return mine;
  }

  receive(message: Wire): void {
    if (message.wire === 'port') this.ports.get(message.port)?.postMessage(message.data);
    else if (message.wire === 'close') this.drop(message.port);
  }

  /** The other process is gone. */
  closeAll(): void {
    for (const id of [...this.ports.keys()]) this.drop(id);
  }

  private attach(id: number, port: Port): void {
    this.ports.set(id, port);
    port.on('message', ({ data }: MessageEvent) => this.send({ wire: 'port', port: id, data }));
    port.on('close', () => {
      if (this.ports.delete(id)) this.send({ wire: 'close', port: id });
    });
    port.start();
  }

  private drop(id: number): void {
    const port = this.ports.get(id);
    this.ports.delete(id);
    port?.close();
  }
}
