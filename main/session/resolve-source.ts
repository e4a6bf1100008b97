import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Source } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { Credentials } from '#main/sources/code/project.ts';
import { isKeywordForm, printKeywords } from '#main/sources/live/address/conninfo.ts';
import { describeAddress } from '#main/sources/live/address/describe-address.ts';
import type { EnvironmentConfig } from './config-schema.ts';
import { addressOfEnvironment, variableOf } from './environment-address.ts';
import type { Project, ProjectSettings } from './project.ts';

/** What a name or address stands for, and how it is read. Database URLs in it hold secrets. */
export type ResolvedSource =
  | { readonly how: 'code' | 'migrations'; readonly source: Source; readonly where: string }
  | ResolvedDatabase
  | {
      readonly how: 'embedded';
      readonly source: Source;
      readonly where: string;
      readonly file: string;
      readonly role: string | null;
    }
  | { readonly how: 'sql' | 'saved'; readonly source: Source; readonly where: string; readonly file: string };

export interface ResolvedDatabase {
  readonly how: 'database';
  readonly source: Source;
  readonly where: string;
  /** A URL, or libpq's keywords and values. */
  readonly url: string;
  readonly ssl: Credentials['ssl'];
  /** Where PG… is looked up. */
  readonly environment: Project['environment'];
}

export interface ResolveOptions {
  /** Stands for the live database in place of the project's own. */
  readonly liveUrl?: string | undefined;
  /** What relative paths of files are relative to. */
  readonly base: string;
}

/**
 * Finds what a `<source>` stands for: `code`, `migrations`, `live`, an environment's name, a PostgreSQL URL, a `.sql`
 * file or a saved catalog.
 * @throws {Failure} `source-not-found` for a name that means nothing, `source-not-available` for one that cannot be had.
 */
export function resolveSource(project: Project, text: string, options: ResolveOptions): ResolvedSource {
  if (text === 'code') return resolveCode(project);
  if (text === 'migrations') return resolveMigrations(project);
  const given = resolveGiven(project, text, options);
  if (given) return given;
  const environment = project.config.environments?.[text];
  if (environment) return resolveEnvironment(project, text, environment);
  if (text === 'live') return resolveCredentials(project);
  if (/\.(sql|json)$/i.test(text)) return resolveFile(text, options.base);
  throw notFound(project, text);
}

/** A database whose address is given: known before the project's own configuration says anything. `null` for all else. */
export function resolveGiven(
  project: ProjectSettings,
  text: string,
  { liveUrl }: Pick<ResolveOptions, 'liveUrl'>,
): ResolvedDatabase | null {
  if (/^postgres(ql)?:\/\//i.test(text) || isKeywordForm(text)) {
    return database(project, { kind: 'url', label: describeAddress(text) }, text, null);
  }
  return text === 'live' && liveUrl !== undefined ? liveDatabase(project, liveUrl, null) : null;
}

/** The names that a project's sources go by, in the order in which they are shown. */
export function sourceNames(project: Project): readonly string[] {
  const environments = Object.keys(project.config.environments ?? {}).filter((name) => name !== 'live');
  return ['code', 'migrations', 'live', ...environments];
}

function resolveCode(project: Project): ResolvedSource {
  if (!project.drizzle) throw withoutDrizzle(project);
  const where = project.drizzle.configFile ?? `${project.drizzle.schemaFiles.length} schema files`;
  return { how: 'code', source: { kind: 'code', label: 'code' }, where };
}

function resolveMigrations(project: Project): ResolvedSource {
  if (!project.drizzle) throw withoutDrizzle(project);
  const folder = project.drizzle.out;
  if (!existsSync(resolve(project.root, folder))) {
    throw unavailable(
      `The project has no migrations folder: ${folder} does not exist.`,
      'Run `drizzle-kit generate`, or set "out" in the drizzle config.',
    );
  }
  return { how: 'migrations', source: { kind: 'migrations', label: 'migrations' }, where: folder };
}

function resolveEnvironment(project: Project, name: string, environment: EnvironmentConfig): ResolvedSource {
  const source: Source = { kind: 'live', label: name };
  if ('sql' in environment) {
    const file = resolve(project.root, environment.sql);
    if (!existsSync(file)) {
      throw unavailable(
        `The environment "${name}" is built from ${environment.sql}, which does not exist.`,
        'Correct "environments" in raingauge.config.json.',
      );
    }
    return { how: 'embedded', source, where: environment.sql, file, role: environment.role ?? null };
  }
  const address =
    environment.url !== undefined
      ? variableOf(project, name, environment.url.env)
      : addressOfEnvironment(project, name, environment);
  return database(project, source, address, null);
}

function resolveCredentials(project: Project): ResolvedSource {
  const credentials = project.drizzle?.credentials;
  if (credentials?.url) return liveDatabase(project, credentials.url, credentials.ssl);
  const broken = project.drizzle?.problems.find(({ effect, origin }) => effect === 'unread' && origin !== null);
  if (broken) {
    throw new Failure({
      code: 'source-not-available',
      message: `The live database is not known, since the drizzle config could not be read: ${broken.message}`,
      remedy: 'Correct the config, or give --url.',
      origin: broken.origin,
      cause: broken.cause ?? undefined,
    });
  }
  const missing = project.drizzle?.missingEnvironment ?? [];
  // Nothing names a database, but the environment says where psql would go.
  const { PGHOST, PGSERVICE, PGDATABASE } = project.environment;
  if (missing.length === 0 && (PGHOST || PGSERVICE || PGDATABASE)) {
    return liveDatabase(
      project,
      printKeywords(PGSERVICE ? { service: PGSERVICE } : { host: PGHOST, dbname: PGDATABASE }),
      null,
    );
  }
  throw unavailable(
    missing.length > 0
      ? `The drizzle config takes the database's address from ${missing.join(', ')}, which is not set.`
      : 'The project names no live database: neither raingauge.config.json nor the drizzle config has one.',
    missing.length > 0
      ? `Set ${missing.join(', ')} in the environment or in .env, or give --url.`
      : 'Give --url, set "dbCredentials" in the drizzle config, or an environment named "live" in raingauge.config.json.',
  );
}

function resolveFile(text: string, base: string): ResolvedSource {
  const file = resolve(base, text);
  if (!existsSync(file)) {
    throw new Failure({
      code: 'source-not-found',
      message: `There is no file ${text}.`,
      remedy: 'Give the path of a .sql file or of a catalog saved with `raingauge inspect`.',
    });
  }
  const path = relative(base, file);
  const label = path.startsWith('..') || isAbsolute(path) ? text : path.replaceAll('\\', '/');
  return /\.sql$/i.test(file)
    ? { how: 'sql', source: { kind: 'sql', label }, where: label, file }
    : { how: 'saved', source: { kind: 'saved', label }, where: label, file };
}

function liveDatabase(project: ProjectSettings, url: string, ssl: Credentials['ssl']): ResolvedDatabase {
  return database(project, { kind: 'live', label: 'live' }, url, ssl);
}

function database(project: ProjectSettings, source: Source, url: string, ssl: Credentials['ssl']): ResolvedDatabase {
  return { how: 'database', source, where: describeAddress(url), url, ssl, environment: project.environment };
}

function withoutDrizzle(project: Project): Failure {
  const data = project.drizzleFailure;
  return new Failure({
    code: data?.code ?? 'config-not-found',
    message: data?.message ?? `No Drizzle project was found in ${project.root}.`,
    remedy: data?.remedy ?? 'Open a folder that holds drizzle.config.ts.',
    origin: data?.origin ?? null,
    ...(data?.cause ? { cause: data.cause } : {}),
  });
}

function unavailable(message: string, remedy: string): Failure {
  return new Failure({ code: 'source-not-available', message, remedy });
}

function notFound(project: Project, text: string): Failure {
  return new Failure({
    code: 'source-not-found',
    message: `"${text}" is no source of ${project.name}.`,
    remedy: `Name one of ${sourceNames(project).join(', ')}, a PostgreSQL URL, a .sql file, or a saved catalog (.json).`,
  });
}
