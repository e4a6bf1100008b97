import { existsSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { CodeCache } from './cache/code-cache.ts';
import {
  type ConfigObject,
  casingOf,
  credentialsOf,
  dialectOf,
  listOf,
  migrationsOf,
  rolesOf,
  textOf,
} from './config/config-object.ts';
import { evaluateConfig } from './config/evaluate-config.ts';
import { findBareSchemaFiles, findConfigFiles } from './config/find-files.ts';
import { resolveSchemaFiles } from './config/schema-files.ts';
import { codeOrigin, note } from './problems.ts';
import type { DrizzleProject } from './project.ts';

export type { Credentials, DrizzleProject, ManagedRoles } from './project.ts';

export interface FindProjectOptions {
  /** Which config file, relative to the root; by default the one for PostgreSQL. */
  readonly config?: string;
  /** The environment the config sees, before `.env` files; by default this process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long evaluating the config may take, in milliseconds. */
  readonly timeLimit?: number;
  /** Where former evaluations are found; by default nowhere. */
  readonly cache?: CodeCache | null;
}

/** One config file, read. */
interface Candidate {
  readonly file: string;
  readonly config: ConfigObject | null;
  readonly problems: readonly Problem[];
  readonly missingEnvironment: readonly string[];
}

/**
 * Finds the Drizzle project in a folder: its config, evaluated in the sandbox, or bare schema files. A config that
 * throws is a problem of the project as long as its schema files can be found all the same.
 * @throws {Failure} `project-not-found`, `config-not-found`, `config-throws`, `config-not-postgresql`, `schema-not-found`.
 */
export async function findDrizzleProject(folder: string, options: FindProjectOptions = {}): Promise<DrizzleProject> {
  const root = resolve(folder);
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new Failure({
      code: 'project-not-found',
      message: `There is no folder ${root}.`,
      remedy: 'Name the folder that holds drizzle.config.ts.',
    });
  }
  const files = configFiles(root, options);
  const candidate = await choose(root, files, options);
  if (!candidate) return bareProject(root);
  return fromConfig(root, candidate, files);
}

function configFiles(root: string, options: FindProjectOptions): readonly string[] {
  if (options.config === undefined) return findConfigFiles(root);
  const file = posix.normalize(options.config);
  if (existsSync(join(root, file))) return [file];
  throw new Failure({
    code: 'config-not-found',
    message: `There is no config file ${file} in ${root}.`,
    remedy: 'Name an existing drizzle config, relative to the project.',
  });
}

/** The first config that is PostgreSQL's. Where each one is of another database, that is what must be said. */
async function choose(root: string, files: readonly string[], options: FindProjectOptions): Promise<Candidate | null> {
  const others: { readonly file: string; readonly dialect: string }[] = [];
  for (const file of files) {
    const read = await evaluateConfig(root, file, options.environment ?? process.env, options);
    const dialect = dialectOf(read.config ?? {});
    if (dialect === 'postgresql') return { file, ...read };
    others.push({ file, dialect });
  }
  const [first] = others;
  if (!first) return null;
  throw new Failure({
    code: 'config-not-postgresql',
    message: `${others.map(({ file, dialect }) => `${file} is for ${dialect}`).join(', ')}, not for PostgreSQL.`,
    remedy: 'Open a project whose drizzle config has dialect: "postgresql".',
    origin: codeOrigin(first.file),
  });
}

function fromConfig(root: string, candidate: Candidate, files: readonly string[]): DrizzleProject {
  const { file, problems, missingEnvironment } = candidate;
  const config = candidate.config ?? {};
  const schema = listOf(config.schema);
  const named = schema ? resolveSchemaFiles(root, file, schema) : [];
  const schemaFiles = named.length > 0 ? named : schema ? [] : findBareSchemaFiles(root);
  if (schemaFiles.length === 0) throw withoutSchema(file, schema, problems);
  return {
    ...settingsOf(config),
    root,
    configFile: file,
    schemaFiles,
    out: beside(file, textOf(config.out) ?? 'drizzle'),
    problems: [...problems, ...otherConfigs(file, files), ...withoutSchemaSetting(file, schema, schemaFiles)],
    missingEnvironment,
  };
}

function settingsOf(config: ConfigObject) {
  return {
    dialect: 'postgresql' as const,
    schemaFilter: listOf(config.schemaFilter),
    tablesFilter: listOf(config.tablesFilter) ?? [],
    casing: casingOf(config),
    roles: rolesOf(config),
    migrations: migrationsOf(config),
    credentials: credentialsOf(config),
  };
}

/** A path of the config, relative to the root. */
function beside(configFile: string, path: string): string {
  return path.startsWith('/') ? path : posix.join(posix.dirname(configFile), path);
}

function otherConfigs(chosen: string, files: readonly string[]): readonly Problem[] {
  const others = files.filter((file) => file !== chosen);
  if (others.length === 0) return [];
  return [
    note('config-several', `The project has several drizzle configs; ${chosen} is used, not ${others.join(', ')}.`, {
      remedy: 'Name another one with "drizzleConfig" in raingauge.config.json.',
      origin: codeOrigin(chosen),
    }),
  ];
}

function withoutSchemaSetting(
  file: string,
  schema: readonly string[] | null,
  schemaFiles: readonly string[],
): readonly Problem[] {
  if (schema) return [];
  return [
    note('config-without-schema', `${file} names no schema files; ${schemaFiles.length} were found by their imports.`, {
      remedy: 'Set "schema" in the config.',
      origin: codeOrigin(file),
    }),
  ];
}

function withoutSchema(file: string, schema: readonly string[] | null, problems: readonly Problem[]): Failure {
  const thrown = problems.find((problem) => problem.code === 'config-throws');
  if (thrown) {
    return new Failure({
      code: 'config-throws',
      message: thrown.message,
      remedy: thrown.remedy ?? 'Make the config load by itself.',
      origin: thrown.origin,
      cause: thrown.cause ?? undefined,
    });
  }
  const where = schema ? `no file matches its schema: ${schema.join(', ')}` : 'no file declares a Drizzle table';
  return new Failure({
    code: 'schema-not-found',
    message: `${file} was read, but ${where}.`,
    remedy: 'Correct "schema" in the config; paths are relative to the folder of the config.',
    origin: codeOrigin(file),
  });
}

function bareProject(root: string): DrizzleProject {
  const schemaFiles = findBareSchemaFiles(root);
  if (schemaFiles.length === 0) {
    throw new Failure({
      code: 'config-not-found',
      message: `No Drizzle project was found in ${root}: it has no drizzle.config file and no file that declares tables with drizzle-orm/pg-core.`,
      remedy: 'Open a folder that holds a drizzle.config.ts or Drizzle schema files.',
    });
  }
  const found = `The project has no drizzle.config file; ${schemaFiles.length} schema files were found by their imports.`;
  return {
    ...settingsOf({}),
    root,
    configFile: null,
    schemaFiles,
    out:
      ['drizzle', 'migrations', 'src/db/migrations', 'db/migrations'].find((path) => existsSync(join(root, path))) ??
      'drizzle',
    problems: [note('config-missing', found, { remedy: 'Add a drizzle.config.ts to say which files are meant.' })],
    missingEnvironment: [],
  };
}
