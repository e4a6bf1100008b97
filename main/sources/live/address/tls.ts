import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { badAddress } from './conninfo.ts';
import type { Environment, Parameters } from './keywords.ts';

/** libpq's `sslmode`, and node-postgres' `no-verify` (encrypt, check nothing). */
export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'no-verify', 'verify-ca', 'verify-full'] as const;
export type SslModeName = (typeof SSL_MODES)[number];

/** What drizzle.config's `ssl` may be beside a mode: the options that node-postgres hands to Node's TLS. */
export interface SslOptions {
  readonly ca?: string | readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/** How much TLS: a mode, drizzle-kit's booleans (`true` checks certificate and name), or options of its own. */
export type SslMode = boolean | SslModeName | SslOptions;

/** What to try, in order: `false` is without TLS. */
export type TlsAttempts = readonly (ConnectionOptions | false)[];

export interface TlsOrder {
  readonly host: string;
  readonly parameters: Parameters;
  /** Goes before the parameters' `sslmode`. */
  readonly ssl: SslMode | null;
  readonly environment: Environment;
  readonly label: string;
}

/**
 * The attempts that a mode stands for. libpq's default is `prefer`; on this machine TLS would only cost a round trip.
 * Where no authority's certificate is named, the checking modes trust those that Node trusts, as node-postgres does, since
 * hosting providers' certificates come from public authorities.
 * Source: PostgreSQL documentation, "SSL Support" of libpq.
 * @throws {Failure} `bad-input` for a mode that does not exist, `source-not-available` for a file that cannot be read.
 */
export function tlsAttempts(order: TlsOrder): TlsAttempts {
  const { host, ssl, label } = order;
  if (host.startsWith('/')) return [false];
  if (typeof ssl === 'object' && ssl !== null) return [optionsOf(ssl)];
  const mode = modeOf(ssl ?? order.parameters.sslmode ?? null, host, label);
  if (mode === 'disable') return [false];
  const { ca, ...own } = certificates(order, mode);
  const unverified = { ...own, rejectUnauthorized: false };
  const verified = { ...own, ...(ca === undefined ? {} : { ca }) };
  const anyName = { ...verified, checkServerIdentity: () => undefined };
  switch (mode) {
    case 'allow':
      return [false, unverified];
    case 'prefer':
      return [unverified, false];
    case 'require':
      // libpq: an authority's certificate that is there is used.
      return [ca === undefined ? unverified : anyName];
    case 'no-verify':
      return [unverified];
    case 'verify-ca':
      return [anyName];
    case 'verify-full':
      return [verified];
  }
}

function optionsOf(ssl: SslOptions): ConnectionOptions {
  const { ca, ...rest } = ssl;
  return { ...rest, ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }) };
}

function modeOf(ssl: boolean | string | null, host: string, label: string): SslModeName {
  if (ssl === true) return 'verify-full';
  if (ssl === false) return 'disable';
  if (ssl === null) {
    const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
    return isLocal ? 'disable' : 'prefer';
  }
  const mode = SSL_MODES.find((name) => name === ssl);
  if (mode === undefined) throw badAddress(label, `its sslmode is none of ${SSL_MODES.join(', ')}`);
  return mode;
}

function certificates({ parameters, environment, label }: TlsOrder, mode: SslModeName): ConnectionOptions {
  const folder =
    process.platform === 'win32'
      ? join(environment.APPDATA ?? homedir(), 'postgresql')
      : join(environment.HOME ?? homedir(), '.postgresql');
  const file = (named: string | undefined, usual: string, what: string) => {
    if (named !== undefined && named !== '') return readNamed(named, what, label);
    const place = join(folder, usual);
    return existsSync(place) ? readNamed(place, what, label) : null;
  };
  const isChecking = mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
  const usesSystem = parameters.sslrootcert === 'system';
  const ca = !isChecking || usesSystem ? null : file(parameters.sslrootcert, 'root.crt', 'root certificate');
  const cert = file(parameters.sslcert, 'postgresql.crt', 'client certificate');
  const key = cert === null ? null : file(parameters.sslkey, 'postgresql.key', 'key of the client certificate');
  const crl = parameters.sslcrl ? readNamed(parameters.sslcrl, 'certificate revocation list', label) : null;
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(crl === null ? {} : { crl }),
    ...(parameters.sslpassword ? { passphrase: parameters.sslpassword } : {}),
  };
}

function readNamed(file: string, what: string, label: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure({
      code: 'source-not-available',
      message: `The ${what} ${file} that ${label} needs cannot be read.`,
      remedy: 'Correct the path or the file’s permissions.',
      cause: messageOf(error),
    });
  }
}
