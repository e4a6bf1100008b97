import type { ClientLink } from '@orpc/client';
import type { OpenTransport, Transport } from './transport.ts';

/** `connecting` until the first channel stands; `lost` while a broken one is being opened again. */
export interface ConnectionState {
  readonly status: 'connecting' | 'open' | 'lost';
  /** Counts up with each channel: whoever holds a stream starts it again when it changes. */
  readonly epoch: number;
  /** Tries since the channel broke. */
  readonly attempts: number;
}

export interface Connection {
  readonly getState: () => ConnectionState;
  /** Returns what ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Stable over reconnects: a call waits for the channel that stands next. */
  readonly link: ClientLink<Record<never, never>>;
  /** Tries at once instead of after the pause. */
  retry(): void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Keeps one channel to the engine open, opening it again with growing pauses when it breaks. */
export function createConnection(open: OpenTransport): Connection {
  let state: ConnectionState = { status: 'connecting', epoch: 0, attempts: 0 };
  const listeners = new Set<() => void>();
  const change = (part: Partial<ConnectionState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  let wake: () => void = () => {};
  let transport: Promise<Transport> = connect();

  async function connect(): Promise<Transport> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const opened = await open();
        change({ status: 'open', epoch: state.epoch + 1, attempts: 0 });
        void opened.closed.then(() => {
          change({ status: 'lost', attempts: 0 });
          transport = connect();
        });
        return opened;
      } catch {
        change({ attempts: state.attempts + 1 });
        await pauseFor(pause);
      }
    }
  }

  function pauseFor(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    link: { call: async (path, input, options) => (await transport).link.call(path, input, options) },
    retry: () => wake(),
  };
}
