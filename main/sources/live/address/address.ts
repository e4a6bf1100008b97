import { userInfo } from 'node:os';
import { badAddress, parseConninfo } from './conninfo.ts';
import { type Environment, type Parameters, parametersOfEnvironment } from './keywords.ts';
import { openPasswordFile } from './password-file.ts';
import { readService } from './service-file.ts';
import { type SslMode, type TlsAttempts, tlsAttempts } from './tls.ts';

/** One server and who logs in there. Holds a secret: never logged, never shown whole. */
export interface Address {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** What is connected to where it is not `host` (`hostaddr`); certificates are checked against `host` all the same. */
  readonly hostAddress: string | null;
  readonly database: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly tls: TlsAttempts;
  /** TLS from the first byte, without asking (PostgreSQL 17). */
  readonly directTls: boolean;
  readonly channelBinding: boolean;
}

export const SESSION_ATTRIBUTES = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;
export type SessionAttributes = (typeof SESSION_ATTRIBUTES)[number];

/** A connection string with everything it leaves out filled in. */
export interface Target {
  /** At least one, in the order in which they are tried. */
  readonly addresses: readonly Address[];
  readonly sessionAttributes: SessionAttributes;
  /** `null` where nothing says. */
  readonly connectMilliseconds: number | null;
  /** Names of settings that have no effect here, such as start-up options; never their values. */
  readonly ignored: readonly string[];
  /** A password file that was left alone, since others may read it. */
  readonly unsafePasswordFile: string | null;
}

export interface AddressOptions {
  /** Goes before the string's `sslmode`. */
  readonly ssl?: SslMode | null;
  /** What a person calls the source. */
  readonly label: string;
  /** PG…, HOME and APPDATA are looked at. */
  readonly environment: Environment;
}

const DEFAULT_PORT = 5432;

/**
 * Finds out where a connection string leads, as libpq does: what it says itself, then the service that it (or PGSERVICE)
 * names, then PG… of the environment, then the password file. Start-up settings are left out, since a transaction pooler
 * refuses them or leaks them to other clients; their names are told.
 * @throws {Failure} `bad-input` and `source-not-available`, without the text, which may hold a password.
 */
export function resolveAddress(text: string, options: AddressOptions): Target {
  const { label, environment } = options;
  const own = parseConninfo(text, label);
  const usual = parametersOfEnvironment(environment);
  const serviceName = own.parameters.service ?? usual.service;
  const service = serviceName
    ? readService(serviceName, own.parameters.servicefile ?? usual.servicefile, environment, label)
    : { parameters: {}, ignored: [] };
  const parameters: Parameters = { ...usual, ...service.parameters, ...own.parameters };
  const file = openPasswordFile(parameters.passfile, environment);
  const places = placesOf(parameters, label);
  const isMissing = !parameters.password;
  return {
    addresses: places.map((place) => addressAt(place, parameters, file.find, options)),
    sessionAttributes: sessionAttributesOf(parameters, label),
    connectMilliseconds: timeoutOf(parameters, label),
    ignored: [...new Set([...own.ignored, ...service.ignored])].sort(),
    unsafePasswordFile: isMissing ? file.unsafe : null,
  };
}

interface Place {
  readonly host: string;
  readonly hostAddress: string | null;
  readonly port: number;
}

function placesOf({ host = '', hostaddr = '', port = '' }: Parameters, label: string): readonly Place[] {
  const hosts = host.split(',');
  const addresses = hostaddr === '' ? [] : hostaddr.split(',');
  const ports = port.split(',');
  const count = Math.max(hosts.length, addresses.length);
  if (addresses.length > 0 && host !== '' && hosts.length !== addresses.length) {
    throw badAddress(label, 'it has not as many hosts as addresses (hostaddr)');
  }
  if (ports.length > 1 && ports.length !== count) throw badAddress(label, 'it has not as many ports as hosts');
  return Array.from({ length: count }, (_, at) => ({
    host: hosts[at] || addresses[at] || 'localhost',
    hostAddress: addresses[at] || null,
    port: portOf((ports.length === 1 ? ports[0] : ports[at]) ?? '', label),
  }));
}

function portOf(text: string, label: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw badAddress(label, 'its port is not a number from 1 to 65535');
  return port;
}

function addressAt(
  { host, hostAddress, port }: Place,
  parameters: Parameters,
  findPassword: ReturnType<typeof openPasswordFile>['find'],
  { ssl = null, label, environment }: AddressOptions,
): Address {
  const user = parameters.user || systemUser(environment);
  const database = parameters.dbname || null;
  const login = user ?? '';
  const password = parameters.password || findPassword({ host, port, database: database ?? login, user: login });
  return {
    host,
    port,
    hostAddress,
    database,
    user,
    password: password || null,
    tls: tlsAttempts({ host, parameters, ssl, environment, label }),
    directTls: isDirect(parameters, label),
    channelBinding: parameters.channel_binding === 'require',
  };
}

/** As libpq has it: who runs the process, where nothing names a user. `null` where the system has no name for that. */
function systemUser({ USER, USERNAME }: Environment): string | null {
  if (USER || USERNAME) return USER || USERNAME || null;
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

function isDirect({ sslnegotiation = 'postgres' }: Parameters, label: string): boolean {
  if (sslnegotiation !== 'postgres' && sslnegotiation !== 'direct') {
    throw badAddress(label, 'its sslnegotiation is neither postgres nor direct');
  }
  return sslnegotiation === 'direct';
}

function sessionAttributesOf({ target_session_attrs = 'any' }: Parameters, label: string): SessionAttributes {
  const found = SESSION_ATTRIBUTES.find((name) => name === target_session_attrs);
  if (found === undefined) {
    throw badAddress(label, `its target_session_attrs is none of ${SESSION_ATTRIBUTES.join(', ')}`);
  }
  return found;
}

/** libpq counts in seconds and takes 1 as 2; 0 and less wait for ever, here as long as nothing else is said. */
function timeoutOf({ connect_timeout = '' }: Parameters, label: string): number | null {
  if (connect_timeout === '') return null;
  if (!/^\s*-?\d+\s*$/.test(connect_timeout)) throw badAddress(label, 'its connect_timeout is not a number of seconds');
  const seconds = Number(connect_timeout);
  return seconds <= 0 ? null : Math.max(seconds, 2) * 1000;
}
