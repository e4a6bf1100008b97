import { EventEmitter } from 'node:events';
import { type Port, PortRelay, type Wire } from './ports.ts';

/** Loaded before a utility process's own entry: gives it `process.parentPort`, and nothing else of Electron. */
const relay = new PortRelay((message) => process.send?.(message));

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    process.send?.({ wire: 'message', data, ports: [] } satisfies Wire);
  }
}

const parentPort = new ParentPort();
const waiting: { data: unknown; ports: readonly Port[] }[] = [];

process.on('message', (message: Wire) => {
  if (message.wire !== 'message') return relay.receive(message);
  const event = { data: message.data, ports: message.ports.map((id) => relay.arrive(id)) };
  // The entry listens once it has loaded.
  if (parentPort.listenerCount('message') === 0) waiting.push(event);
  else parentPort.emit('message', event);
});
parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  setImmediate(() => {
    for (const event of waiting.splice(0)) parentPort.emit('message', event);
  });
});
process.once('disconnect', () => process.exit(0));

Object.defineProperty(process, 'parentPort', { value: parentPort });
