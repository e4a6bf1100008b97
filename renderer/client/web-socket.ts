import { RPCLink } from '@orpc/client/websocket';
import { JSON_SERIALIZERS } from '#app/api';
import type { OpenTransport } from './transport.ts';

/** The web host: one WebSocket to the address that served the page. */
export function webSocketTransport(url: string): OpenTransport {
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const closed = new Promise<void>((settle) => socket.addEventListener('close', () => settle(), { once: true }));
      socket.addEventListener(
        'open',
        () => resolve({ link: new RPCLink({ websocket: socket, customJsonSerializers: JSON_SERIALIZERS }), closed }),
        {
          once: true,
        },
      );
      socket.addEventListener('error', () => reject(new Error('The engine does not answer.')), { once: true });
    });
}
