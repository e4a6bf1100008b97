import type { Problem } from '#app/catalog';

/** Where a person's database is, as the config says it. Holds secrets: never logged, never sent to a view. */
export interface Credentials {
  /** A `postgres://` address, made from host, port, user, password and database where the config gives those. */
  readonly url: string | null;
  readonly ssl: boolean | 'require' | 'allow' | 'prefer' | 'verify-full' | SslOptions | null;
}

/** `ssl` as an object: the options that node-postgres hands to Node's TLS, as far as they are data. */
export interface SslOptions {
  readonly ca?: string | readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/** `entities.roles` of drizzle-kit: which roles the project manages. */
export interface ManagedRoles {
  /** True where every role that no provider owns is managed. */
  readonly all: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly provider: string | null;
}

export type MigrationPrefix = 'index' | 'timestamp' | 'supabase' | 'unix' | 'none';

/** A Drizzle project as its config describes it. Paths are absolute unless said otherwise. */
export interface DrizzleProject {
  readonly root: string;
  /** Relative to `root`; `null` where schema files were found without a config. */
  readonly configFile: string | null;
  /** "schema" of the config as written; `null` where it names none, and files were found by their imports. */
  readonly schema: readonly string[] | null;
  /** Relative to `root`, with forward slashes, sorted. */
  readonly schemaFiles: readonly string[];
  /** The migrations folder, relative to `root`. */
  readonly out: string;
  readonly dialect: 'postgresql';
  /** As written; `null` where the config does not say, whose meaning differs between drizzle-kit lines. */
  readonly schemaFilter: readonly string[] | null;
  readonly tablesFilter: readonly string[];
  readonly casing: 'snake_case' | 'camelCase' | null;
  readonly roles: ManagedRoles;
  /** The table that records applied migrations. */
  readonly migrations: {
    readonly table: string;
    readonly schema: string;
    /** How drizzle-kit 0.x begins the names of new migrations. */
    readonly prefix: MigrationPrefix;
    /** Whether statements are divided by drizzle-kit's breakpoints. */
    readonly breakpoints: boolean;
  };
  readonly credentials: Credentials | null;
  /** What of the config could not be read, was replaced, or should be known. */
  readonly problems: readonly Problem[];
  /** Names of environment variables the config asked for and did not get. */
  readonly missingEnvironment: readonly string[];
}
