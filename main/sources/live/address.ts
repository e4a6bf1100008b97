import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { Failure } from '#main/platform/failure.ts';

/** How much TLS: libpq's `sslmode`, with drizzle-kit's booleans. */
export type SslMode = boolean | 'disable' | 'allow' | 'prefer' | 'require' | 'no-verify' | 'verify-ca' | 'verify-full';

/** A server and who logs in there. Holds a secret: never logged, never shown whole. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string | null;
  readonly user: string | null;
  readonly password: string | null;
  /** What to try, in order: `false` is without TLS. */
  readonly tls: readonly (ConnectionOptions | false)[];
}

export interface AddressFields {
  readonly host: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
}

const DEFAULT_PORT = 5432;

/**
 * Takes a `postgres://` URL apart, with libpq's meaning of `sslmode`. Other parameters of the URL are start-up settings;
 * they are left out, since a transaction pooler refuses them or leaks them to other clients.
 * @throws {Failure} `bad-input`, without the text, which may hold a password.
 */
export function parseAddress(text: string, ssl: SslMode | null, label: string): Address {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw badAddress(label, 'it is not a URL');
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw badAddress(label, `it begins with ${url.protocol}// and not with postgres://`);
  }
  const { searchParams } = url;
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part) || null;
    } catch {
      throw badAddress(label, 'a % in it does not begin an escape (write %25 for a percent sign)');
    }
  };
  const host = searchParams.get('host') ?? decode(url.hostname.replace(/^\[(.*)\]$/, '$1')) ?? 'localhost';
  const port = Number(searchParams.get('port') ?? (url.port || DEFAULT_PORT));
  return {
    host,
    port,
    database: searchParams.get('dbname') ?? decode(url.pathname.slice(1)),
    user: searchParams.get('user') ?? decode(url.username),
    password: searchParams.get('password') ?? decode(url.password),
    tls: tlsAttempts(ssl ?? sslModeOf(searchParams), host, searchParams),
  };
}

export function addressOfFields(fields: AddressFields, ssl: SslMode | null): Address {
  return {
    host: fields.host,
    port: fields.port ?? DEFAULT_PORT,
    database: fields.database ?? null,
    user: fields.user ?? null,
    password: fields.password ?? null,
    tls: tlsAttempts(ssl, fields.host, new URLSearchParams()),
  };
}

function sslModeOf(parameters: URLSearchParams): SslMode | null {
  const mode = parameters.get('sslmode') ?? parameters.get('ssl');
  if (mode === null) return null;
  if (mode === 'true' || mode === '1') return 'require';
  return mode === 'false' || mode === '0' ? 'disable' : (mode as SslMode);
}

/** libpq's default is `prefer`; on this machine TLS would only cost a round trip. */
function tlsAttempts(mode: SslMode | null, host: string, parameters: URLSearchParams): Address['tls'] {
  if (host.startsWith('/')) return [false];
  const unverified = { ...certificates(parameters), rejectUnauthorized: false };
  const verified = certificates(parameters);
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  switch (mode ?? (isLocal ? 'disable' : 'prefer')) {
    case 'disable':
    case false:
      return [false];
    case 'allow':
      return [false, unverified];
    case 'prefer':
      return [unverified, false];
    case 'verify-ca':
      return [{ ...verified, checkServerIdentity: () => undefined }];
    case 'verify-full':
    case true:
      return [verified];
    default:
      return [unverified];
  }
}

function certificates(parameters: URLSearchParams): ConnectionOptions {
  const read = (name: string) => {
    const file = parameters.get(name);
    return file === null || file === 'system' ? null : readFileSync(file, 'utf8');
  };
  const [ca, cert, key] = [read('sslrootcert'), read('sslcert'), read('sslkey')];
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function badAddress(label: string, why: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The address of ${label} cannot be understood: ${why}.`,
    remedy: 'Write it as postgres://user:password@host:port/database, special characters in the parts escaped with %.',
  });
}
