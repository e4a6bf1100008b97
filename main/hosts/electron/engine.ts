import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { JSON_SERIALIZERS } from '#app/api';
import { levelFrom, logToFile } from '#main/platform/log.ts';
import { createEngine } from '#main/session/engine.ts';
import { createChildBroker } from './child-broker.ts';
import type { EngineStart, FromEngine, ToEngine } from './messages.ts';

/** The entry of the engine's utility process. Everything reaches it through `process.parentPort`. */
const parent = process.parentPort;
const children = createChildBroker((message: FromEngine) => parent.postMessage(message));
let handler: RPCHandler<Record<never, never>> | undefined;

function start({ folders, initialProject, liveUrl }: EngineStart): void {
  const engine = createEngine({
    spawn: children.spawn,
    folders,
    host: 'electron',
    initialProject,
    liveUrl: liveUrl ?? undefined,
    log: logToFile(join(folders.log, 'raingauge.log'), levelFrom(process.env, 'info')),
  });
  handler = new RPCHandler(engine.router, { customJsonSerializers: JSON_SERIALIZERS });
}

parent.on('message', ({ data, ports }) => {
  const message = data as ToEngine;
  const [port] = ports;
  if (message.type === 'start') start(message.start);
  else if (message.type === 'client' && port && handler) {
    handler.upgrade(port);
    port.start();
  } else if (message.type === 'child' && port) children.connect(message.id, port);
  else if (message.type === 'child-exit') children.exited(message.id, message.code);
});
