import type { Credentials, DrizzleProject, ManagedRoles, SslOptions } from '../project.ts';

/** A config's default export: anything at all, until it is asked. */
export type ConfigObject = Readonly<Record<string, unknown>>;

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A text or a list of texts, as drizzle-kit takes for schema and filters. */
export function listOf(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;
}

function recordOf(value: unknown): ConfigObject {
  return typeof value === 'object' && value !== null ? (value as ConfigObject) : {};
}

/** `postgresql` where the config says so, also in the words of drizzle-kit before 0.21; else what it says. */
export function dialectOf(config: ConfigObject): string {
  const dialect = textOf(config.dialect);
  if (dialect !== null) return dialect === 'postgres' ? 'postgresql' : dialect;
  const driver = textOf(config.driver);
  if (driver === null) return 'postgresql';
  return /^(pg|aws-data-api|pglite|expo-pg)$/.test(driver) ? 'postgresql' : driver;
}

export function casingOf(config: ConfigObject): 'snake_case' | 'camelCase' | null {
  return config.casing === 'snake_case' || config.casing === 'camelCase' ? config.casing : null;
}

/** Source: drizzle-kit 0.31 `prepareRoles`. */
export function rolesOf(config: ConfigObject): ManagedRoles {
  const { roles } = recordOf(config.entities);
  if (typeof roles !== 'object' || roles === null) {
    return { all: roles === true, include: [], exclude: [], provider: null };
  }
  const { include, exclude, provider } = recordOf(roles);
  const list = { include: listOf(include) ?? [], exclude: listOf(exclude) ?? [], provider: textOf(provider) };
  return { all: list.include.length === 0, ...list };
}

const PREFIXES = ['index', 'timestamp', 'supabase', 'unix', 'none'] as const;

export function migrationsOf(config: ConfigObject): DrizzleProject['migrations'] {
  const { table, schema, prefix } = recordOf(config.migrations);
  return {
    table: textOf(table) ?? '__drizzle_migrations',
    schema: textOf(schema) ?? 'drizzle',
    prefix: PREFIXES.find((each) => each === prefix) ?? 'index',
    breakpoints: config.breakpoints !== false,
  };
}

/** The database's address, from `url` or from its parts. `null` where the config gives neither. */
export function credentialsOf(config: ConfigObject): Credentials | null {
  const given = recordOf(config.dbCredentials);
  const ssl = sslOf(given.ssl);
  const url = textOf(given.url) ?? textOf(given.connectionString);
  if (url !== null) return /^postgres(ql)?:/i.test(url) ? { url, ssl } : null;
  const host = textOf(given.host);
  const database = textOf(given.database);
  if (host === null || database === null) return null;
  const user = textOf(given.user);
  const password = textOf(given.password);
  const login =
    user === null ? '' : `${encodeURIComponent(user)}${password === null ? '' : `:${encodeURIComponent(password)}`}@`;
  const port = given.port === undefined ? '' : `:${String(given.port)}`;
  const place = host.startsWith('/') ? encodeURIComponent(host) : /^[^[].*:/.test(host) ? `[${host}]` : host;
  return { url: `postgres://${login}${place}${port}/${encodeURIComponent(database)}`, ssl };
}

const SSL_MODES = ['require', 'allow', 'prefer', 'verify-full'] as const;

function sslOf(ssl: unknown): Credentials['ssl'] {
  if (typeof ssl === 'boolean') return ssl;
  if (typeof ssl === 'object' && ssl !== null) return sslOptionsOf(recordOf(ssl));
  return SSL_MODES.find((mode) => mode === ssl) ?? null;
}

/** What of the options is data: a function (`checkServerIdentity`) or a file's stand-in has no meaning outside the config. */
function sslOptionsOf(ssl: ConfigObject): SslOptions {
  const { ca, cert, key, passphrase, servername, rejectUnauthorized } = ssl;
  const authorities = Array.isArray(ca) ? ca.filter((one): one is string => typeof one === 'string') : textOf(ca);
  const texts = Object.entries({ cert, key, passphrase, servername }).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === null ? [] : [[name, text] as const];
  });
  return {
    ...(authorities === null || authorities.length === 0 ? {} : { ca: authorities }),
    ...Object.fromEntries(texts),
    ...(typeof rejectUnauthorized === 'boolean' ? { rejectUnauthorized } : {}),
  };
}
