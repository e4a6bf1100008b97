/** The other end of a {@link Child}: what the child's own code talks to. */
export interface Parent {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Electron's port to the process that forked this one; declared here since only hosts/electron may know `electron`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void;
}

interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

/**
 * Connects a child to whoever started it: Node's IPC channel, or in an Electron utility process the message port that
 * the main process hands over first. The child ends when the other end is gone.
 */
export function connectToParent(): Parent {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  return parentPort ? connectToPort(parentPort) : connectToProcess();
}

function connectToProcess(): Parent {
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => void process.on('message', listener),
  };
}

function connectToPort(parentPort: ParentPort): Parent {
  const listeners: ((message: unknown) => void)[] = [];
  const waiting: unknown[] = [];
  let port: Port | undefined;
  parentPort.on('message', (event) => {
    const [first] = event.ports;
    if (!first || port) return;
    port = first;
    port.on('message', ({ data }) => {
      for (const listener of listeners) listener(data);
    });
    port.on('close', () => process.exit(0));
    port.start();
    for (const message of waiting.splice(0)) port.postMessage(message);
  });
  return {
    post: (message) => {
      if (port) port.postMessage(message);
      else waiting.push(message);
    },
    onMessage: (listener) => void listeners.push(listener),
  };
}
