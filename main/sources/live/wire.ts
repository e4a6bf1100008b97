import { Socket } from 'node:net';

/** The first messages that a PostgreSQL server may send: authentication, error, notice, protocol negotiation. */
const FIRST_MESSAGES = new Set(['R', 'E', 'N', 'v']);
const LONGEST_FIRST_MESSAGE = 100_000;

/** Whether the first bytes of a connection can be a PostgreSQL server's. */
export function looksLikePostgresql(bytes: Uint8Array, askedForTls: boolean): boolean {
  const first = String.fromCharCode(bytes[0] ?? 0);
  // A request for TLS is answered by one letter.
  if (askedForTls && bytes.length === 1) return first === 'S' || first === 'N' || first === 'E';
  if (!FIRST_MESSAGES.has(first)) return false;
  if (bytes.length < 5) return true;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return length >= 4 && length <= LONGEST_FIRST_MESSAGE;
}

const CANCEL_REQUEST_CODE = 80877102;
const CANCEL_MILLISECONDS = 2_000;

/**
 * Asks the server to stop what a backend is doing, over a connection of its own (protocol: CancelRequest). Never fails:
 * a server that does not hear it ends the statement by its time-out.
 */
export function cancelBackend(
  place: { host: string; port: number },
  processId: number,
  secretKey: number,
): Promise<void> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const done = () => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(CANCEL_MILLISECONDS, done);
    socket.on('error', done).on('close', done);
    socket.on('connect', () => {
      const message = Buffer.alloc(16);
      message.writeInt32BE(16, 0);
      message.writeInt32BE(CANCEL_REQUEST_CODE, 4);
      message.writeInt32BE(processId, 8);
      message.writeInt32BE(secretKey, 12);
      socket.end(message);
    });
    socket.resume();
    if (place.host.startsWith('/')) socket.connect(`${place.host}/.s.PGSQL.${place.port}`);
    else socket.connect(place.port, place.host);
  });
}
