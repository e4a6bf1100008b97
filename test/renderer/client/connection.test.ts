import { describe, expect, it } from 'vitest';
import { createConnection } from '#renderer/client/connection.ts';
import type { Transport } from '#renderer/client/transport.ts';

/** Channels that the test opens, refuses and breaks. */
function drivenTransports() {
  const opened: { readonly resolve: (transport: Transport) => void; readonly reject: (error: Error) => void }[] = [];
  const wanted: (() => void)[] = [];
  const open = () => {
    wanted.shift()?.();
    return new Promise<Transport>((resolve, reject) => opened.push({ resolve, reject }));
  };
  const nextAttempt = () => new Promise<void>((resolve) => wanted.push(resolve));
  return { open, opened, nextAttempt };
}

function channel(name: string) {
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { transport: { link: { call: async () => name }, closed }, close };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const call = (connection: ReturnType<typeof createConnection>) => connection.link.call([], undefined, { context: {} });

describe('the connection to the engine', () => {
  it('lets calls wait until the first channel stands', async () => {
    const { open, opened } = drivenTransports();
    const connection = createConnection(open);
    expect(connection.getState().status).toBe('connecting');
    const answer = call(connection);
    opened[0]?.resolve(channel('first').transport);
    expect(await answer).toBe('first');
    expect(connection.getState()).toEqual({ status: 'open', epoch: 1, attempts: 0 });
  });

  it('opens a new channel when one breaks, and tells both', async () => {
    const { open, opened } = drivenTransports();
    const connection = createConnection(open);
    const seen: string[] = [];
    connection.subscribe(() => seen.push(connection.getState().status));
    const first = channel('first');
    opened[0]?.resolve(first.transport);
    await settled();
    first.close();
    await settled();
    expect(connection.getState().status).toBe('lost');
    const answer = call(connection);
    opened[1]?.resolve(channel('second').transport);
    expect(await answer).toBe('second');
    expect(connection.getState().epoch).toBe(2);
    expect(seen).toEqual(['open', 'lost', 'open']);
  });

  it('tries again after a refusal, at once when asked to', async () => {
    const { open, opened, nextAttempt } = drivenTransports();
    const connection = createConnection(open);
    opened[0]?.reject(new Error('refused'));
    await settled();
    expect(connection.getState().attempts).toBe(1);
    const again = nextAttempt();
    connection.retry();
    await again;
    opened[1]?.resolve(channel('second').transport);
    expect(await call(connection)).toBe('second');
  });
});
