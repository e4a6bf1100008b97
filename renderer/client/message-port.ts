import { RPCLink } from '@orpc/client/message-port';
import { JSON_SERIALIZERS } from '#app/api';
import type { OpenTransport } from './transport.ts';

/** The page asks with this message; the preload script answers with {@link PORT_MESSAGE} and one port. */
export const CONNECT_MESSAGE = 'raingauge:connect';
export const PORT_MESSAGE = 'raingauge:port';

/** How long the preload script may take: the engine's process has to start before its port exists. */
const PATIENCE_MS = 15_000;

/** Electron: one message port to the engine's process, handed over by the preload script. */
export const messagePortTransport: OpenTransport = () =>
  new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      window.removeEventListener('message', accept);
      reject(new Error('The engine does not answer.'));
    }, PATIENCE_MS);
    const accept = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      clearTimeout(giveUp);
      window.removeEventListener('message', accept);
      const closed = new Promise<void>((settle) => port.addEventListener('close', () => settle(), { once: true }));
      const link = new RPCLink({ port, customJsonSerializers: JSON_SERIALIZERS });
      port.start();
      resolve({ link, closed });
    };
    window.addEventListener('message', accept);
    window.postMessage(CONNECT_MESSAGE, window.location.origin === 'null' ? '*' : window.location.origin);
  });
