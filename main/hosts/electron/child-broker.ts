import type { MessagePortMain } from 'electron';
import type { Child, ChildEntry, SpawnChild } from '#main/platform/child.ts';
import type { FromEngine } from './messages.ts';

/** The engine's side of child processes: it asks the main process for each, and talks to it over a port of its own. */
export interface ChildBroker {
  readonly spawn: SpawnChild;
  /** The main process has started the child and hands over its port. */
  connect(id: number, port: MessagePortMain): void;
  exited(id: number, code: number | null): void;
}

interface BrokeredChild {
  readonly waiting: unknown[];
  readonly messageListeners: ((message: unknown) => void)[];
  readonly exitListeners: ((code: number | null) => void)[];
  port: MessagePortMain | null;
}

export function createChildBroker(send: (message: FromEngine) => void): ChildBroker {
  const children = new Map<number, BrokeredChild>();
  let last = 0;

  function spawn(entry: ChildEntry): Child {
    last += 1;
    const id = last;
    const child: BrokeredChild = { waiting: [], messageListeners: [], exitListeners: [], port: null };
    children.set(id, child);
    send({ type: 'spawn', id, entry });
    return {
      post: (message) => {
        if (child.port) child.port.postMessage(message);
        else child.waiting.push(message);
      },
      onMessage: (listener) => void child.messageListeners.push(listener),
      onExit: (listener) => void child.exitListeners.push(listener),
      kill: () => send({ type: 'kill', id }),
    };
  }

  return {
    spawn,
    connect(id, port) {
      const child = children.get(id);
      if (!child) return port.close();
      child.port = port;
      port.on('message', ({ data }) => {
        for (const listener of child.messageListeners) listener(data);
      });
      port.start();
      for (const message of child.waiting.splice(0)) port.postMessage(message);
    },
    exited(id, code) {
      const child = children.get(id);
      children.delete(id);
      for (const listener of child?.exitListeners ?? []) listener(code);
    },
  };
}
