import { messageOf } from '#main/platform/failure.ts';
import { sqlStateOf } from './errors.ts';

/** An error that neither the server nor the network raised: a defect, which must not look like a lost connection. */
export function isForeign(error: unknown): boolean {
  return sqlStateOf(error) === null && !isConnectionError(error);
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (
    'syscall' in error ||
    ('code' in error && /^(E[A-Z]+|ERR_(STREAM|SOCKET|TLS|SSL)_\w+)$/.test(String(error.code)))
  ) {
    return true;
  }
  return /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(error.message);
}

/** The server wants TLS and was not asked for it, or was asked and has none, or refuses this user over it. */
export function isAboutTls(error: unknown): boolean {
  const text = messageOf(error);
  return (
    /does not support SSL|error establishing an SSL/.test(text) ||
    (sqlStateOf(error) === '28000' && /no encryption|SSL off|SSL encryption|SSL on/.test(text)) ||
    (error instanceof Error && 'code' in error && /^(ERR_SSL_|EPROTO)/.test(String(error.code)))
  );
}
