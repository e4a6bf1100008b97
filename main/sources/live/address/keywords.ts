/**
 * libpq's parameter keywords that say where a server is and how it is spoken to, and the environment variable that each is
 * taken from where a connection string leaves it out.
 * Source: PostgreSQL 18 documentation, "Parameter Key Words" and "Environment Variables" of libpq.
 */
export const KEYWORDS = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  passfile: 'PGPASSFILE',
  service: 'PGSERVICE',
  servicefile: 'PGSERVICEFILE',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  sslmode: 'PGSSLMODE',
  sslnegotiation: 'PGSSLNEGOTIATION',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslpassword: null,
  sslcrl: 'PGSSLCRL',
  sslsni: 'PGSSLSNI',
  channel_binding: 'PGCHANNELBINDING',
} as const satisfies Readonly<Record<string, string | null>>;

export type Keyword = keyof typeof KEYWORDS;

/** Values by keyword. Holds secrets. */
export type Parameters = Partial<Record<Keyword, string>>;

/** What a connection string said. */
export interface Conninfo {
  readonly parameters: Parameters;
  /** Names of settings that have no effect here; never their values. Sorted. */
  readonly ignored: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of libpq that change nothing about what is read: left out without a word. */
const WITHOUT_EFFECT = new Set([
  'application_name',
  'fallback_application_name',
  'client_encoding',
  'keepalives',
  'keepalives_idle',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
  'load_balance_hosts',
  'sslcompression',
  'uselibpqcompat',
]);

/** Collects the settings of one connection string, whichever way it is written. */
export class ConninfoBuilder {
  readonly #parameters: Parameters = {};
  readonly #ignored = new Set<string>();

  set(name: string, value: string): void {
    // JDBC and node-postgres write `ssl=true`; libpq's own URL parser takes the former.
    if (name === 'ssl') this.#parameters.sslmode = sslModeOfBoolean(value);
    else if (Object.hasOwn(KEYWORDS, name)) this.#parameters[name as Keyword] = value;
    else if (!WITHOUT_EFFECT.has(name)) this.#ignored.add(name);
  }

  build(): Conninfo {
    return { parameters: this.#parameters, ignored: [...this.#ignored].sort() };
  }
}

function sslModeOfBoolean(value: string): string {
  if (value === 'true' || value === '1') return 'require';
  return value === 'false' || value === '0' ? 'disable' : value;
}

/** The settings that environment variables make. Empty ones count as not set, as in libpq. */
export function parametersOfEnvironment(environment: Environment): Parameters {
  const parameters: Parameters = {};
  for (const [keyword, variable] of Object.entries(KEYWORDS)) {
    const value = variable === null ? undefined : environment[variable];
    if (value) parameters[keyword as Keyword] = value;
  }
  return parameters;
}
