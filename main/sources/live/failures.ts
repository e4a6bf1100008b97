import type { ErrorCode } from '#app/api';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { sqlStateOf } from './errors.ts';

/** What was being done, and with whom, when something failed. Nothing in it is secret. */
export interface Attempt {
  /** What a person calls the source. */
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly phase: 'connecting' | 'reading';
  /** A TCP connection was made, whatever answered on it. */
  readonly reached: boolean;
  /** What answered does not speak PostgreSQL's protocol. */
  readonly strange: boolean;
  /** TLS was begun with the first byte (`sslnegotiation=direct`). */
  readonly directTls: boolean;
  readonly timeoutMilliseconds: number;
}

interface Words {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** An error of the connection or the server as one that a person is meant to read. */
export function toFailure(error: unknown, attempt: Attempt): Failure {
  if (error instanceof Failure) return error;
  const words = wordsFor(error, attempt);
  return new Failure({ ...words, cause: error });
}

function wordsFor(error: unknown, attempt: Attempt): Words {
  const state = sqlStateOf(error);
  if (state !== null) return serverSaid(state, messageOf(error), attempt);
  return attempt.phase === 'connecting' ? notConnected(error, attempt) : lost(attempt);
}

/** An administrator, a crash, or one of the time-outs that end the connection. */
const HUNG_UP: ReadonlySet<string> = new Set(['57P01', '57P02', '57P05', '25P03', '25P04']);

function place({ host, port }: Attempt): string {
  return host.startsWith('/') ? host : `${host}:${port}`;
}

function serverSaid(state: string, text: string, attempt: Attempt): Words {
  const { database, user, label } = attempt;
  const where = place(attempt);
  if (state === '28P01') {
    return {
      code: 'authentication-failed',
      message: `${where} refused the password of user "${user}" (database "${database}").`,
      remedy: `Check the user and the password in the address of ${label}; special characters must be escaped with %.`,
    };
  }
  if (state.startsWith('28')) {
    return {
      code: 'authentication-failed',
      message: `${where} does not let user "${user}" into database "${database}": ${text}.`,
      remedy:
        'Check the user’s name, whether it may log in (pg_hba.conf), and whether the server asks for TLS (sslmode).',
    };
  }
  if (state === '3D000') {
    return {
      code: 'source-not-found',
      message: `There is no database "${database}" on ${where} (user "${user}").`,
      remedy: `Check the database’s name in the address of ${label}.`,
    };
  }
  if (state === '42501') {
    return {
      code: 'permission-denied',
      message: `User "${user}" may not do that in database "${database}" on ${where}: ${text}.`,
      remedy: `Grant "${user}" CONNECT on the database and SELECT on the system catalogs, or use another user.`,
    };
  }
  if (state === '57014' || state === '55P03') {
    return {
      code: 'timed-out',
      message: `Reading database "${database}" on ${where} took longer than allowed: ${text}.`,
      remedy:
        state === '55P03'
          ? 'Something holds an exclusive lock on a table, a running migration perhaps: try again when it is done.'
          : 'Try again when the server is less busy.',
    };
  }
  if (HUNG_UP.has(state)) return { ...lost(attempt), message: `${lost(attempt).message} (${text})` };
  if (state === '53300' || state === '57P03') {
    return {
      code: 'connection-refused',
      message: `${where} takes no connection for database "${database}" (user "${user}") now: ${text}.`,
      remedy:
        state === '53300' ? `Close other connections, or raise ${limitIn(text)}.` : 'Wait until the server is up.',
    };
  }
  return {
    code: 'internal',
    message: `Reading database "${database}" on ${where} as "${user}" failed: ${text} (SQLSTATE ${state}).`,
    remedy: 'Try again; if it goes on, please report this.',
  };
}

/** Which of the limits it was: the server's, the database's or the role's (`too many connections for role "app"`). */
function limitIn(text: string): string {
  const [, limited] = /for (database|role) /.exec(text) ?? [];
  return limited ? `the ${limited}’s CONNECTION LIMIT` : 'max_connections';
}

function lost(attempt: Attempt): Words {
  return {
    code: 'connection-lost',
    message: `The connection to ${place(attempt)} (database "${attempt.database}", user "${attempt.user}") was lost while reading.`,
    remedy: 'Check that the server is still running and the network is there, then read again.',
  };
}

function notConnected(error: unknown, attempt: Attempt): Words {
  const { host, port, database, user, label, timeoutMilliseconds } = attempt;
  const where = place(attempt);
  const who = `(database "${database}", user "${user}")`;
  const seconds = Math.round(timeoutMilliseconds / 100) / 10;
  const code = networkCode(error);
  if (attempt.strange) return notPostgresql(attempt, 'what answers there does not speak PostgreSQL’s protocol');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      code: 'connection-refused',
      message: `The host "${host}" is not known ${who}.`,
      remedy: `Check the host’s name in the address of ${label}, and the network.`,
    };
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT') {
    return {
      code: 'connection-refused',
      message: `Nothing listens on ${where} ${who}.`,
      remedy: `Start the server, or correct host and port${port === 5432 ? '' : ' (PostgreSQL’s usual port is 5432)'}.`,
    };
  }
  const text = messageOf(error);
  if (/password must be a (non-empty )?string|no password/i.test(text)) {
    return {
      code: 'authentication-failed',
      message: `${where} asks for a password and the address of ${label} has none for user "${user}" (database "${database}").`,
      remedy: 'Put the password into the address, or into PGPASSWORD.',
    };
  }
  if (/does not support SSL/i.test(text)) {
    return {
      code: 'connection-refused',
      message: `${where} does not offer TLS, which the address of ${label} asks for ${who}.`,
      remedy: 'Leave sslmode out, or set it to prefer or disable.',
    };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      code: 'connection-refused',
      message: `The certificate of ${where} is made out to another name ${who}: ${text}.`,
      remedy: `Use the name that the certificate has as host, or sslmode=verify-ca to trust the authority alone.`,
    };
  }
  if (
    code !== null &&
    /^ERR_SSL_(TLSV1|SSLV3)_ALERT|^ERR_SSL_.*(CERTIFICATE_REQUIRED|UNKNOWN_CA|BAD_CERTIFICATE)/.test(code)
  ) {
    return {
      code: 'connection-refused',
      message: `${where} refused the TLS connection ${who}: ${text}.`,
      remedy:
        'Give the client certificate that the server asks for (sslcert and sslkey), signed by an authority it trusts.',
    };
  }
  if (code !== null && /^ERR_OSSL|^ERR_SSL_.*(KEY|PEM|DECRYPT)/.test(code)) {
    return {
      code: 'bad-input',
      message: `A certificate or key of ${label} cannot be used: ${text}.`,
      remedy: 'Check that sslrootcert, sslcert and sslkey are PEM files that belong together, and sslpassword.',
    };
  }
  if (code !== null && /CERT|TLS|SSL|SELF_SIGNED|SIGNATURE/.test(code)) {
    return {
      code: 'connection-refused',
      message: `The certificate of ${where} is not trusted ${who}: ${text}.`,
      remedy:
        'Name the authority’s certificate with sslrootcert, or set sslmode=require to encrypt without checking it.',
    };
  }
  if (/timeout|ETIMEDOUT/i.test(`${text} ${code}`)) {
    return attempt.reached
      ? notPostgresql(attempt, `it accepts connections and said nothing for ${seconds} s`)
      : {
          code: 'timed-out',
          message: `${where} did not answer within ${seconds} s ${who}.`,
          remedy: 'Check host and port, and whether a firewall or a VPN stands between.',
        };
  }
  if (attempt.reached) return notPostgresql(attempt, 'it closed the connection before it said anything sensible');
  return {
    code: 'connection-refused',
    message: `${where} cannot be reached ${who}: ${text}.`,
    remedy: `Check host and port in the address of ${label}, and the network.`,
  };
}

function notPostgresql(attempt: Attempt, why: string): Words {
  if (attempt.directTls) {
    return {
      code: 'not-postgresql',
      message: `${place(attempt)} does not begin with TLS as sslnegotiation=direct wants it (database "${attempt.database}", user "${attempt.user}"): ${why}.`,
      remedy: 'Leave sslnegotiation=direct out of the address: PostgreSQL takes it from 17 on. Check the port, too.',
    };
  }
  return {
    code: 'not-postgresql',
    message: `${place(attempt)} is no PostgreSQL server (database "${attempt.database}", user "${attempt.user}"): ${why}.`,
    remedy: 'Check the port: it may be that of another service.',
  };
}

/** `code` of an error of Node's network stack; several addresses of one host fail together (`AggregateError`). */
function networkCode(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) return networkCode(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
