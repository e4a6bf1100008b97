import { ipcRenderer } from 'electron';

/** The little of the page that a preload needs; main/ is compiled without the DOM. */
declare const window: {
  addEventListener(
    type: 'message',
    listener: (event: { readonly source: unknown; readonly data: unknown }) => void,
  ): void;
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

/**
 * All that the page gets from Electron is one message port to the engine. The page asks by posting
 * `raingauge:connect` to itself; the port comes back in a `raingauge:port` message. Asking again gives
 * another port, to an engine that is started again where it had ended.
 */
let waiting = false;

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'raingauge:connect' || waiting) return;
  waiting = true;
  ipcRenderer.once('engine:port', (reply) => {
    waiting = false;
    const [port] = reply.ports;
    if (port) window.postMessage('raingauge:port', location.origin, [port]);
  });
  ipcRenderer.send('engine:connect');
});
