import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
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
import { type FoundSchemaFiles, resolveSchemaFiles } from './config/schema-files.ts';
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
  return files.length === 0 ? bareProject(root) : choose(root, files, options);
}

function configFiles(root: string, options: FindProjectOptions): readonly string[] {
  if (options.config === undefined) return findConfigFiles(root);
  const file = posix.normalize(isAbsolute(options.config) ? relative(root, options.config) : options.config);
  const stats = statSync(join(root, file), { throwIfNoEntry: false });
  if (stats?.isFile()) return [file];
  throw new Failure({
    code: 'config-not-found',
    message: stats ? `${file} in ${root} is no file.` : `There is no config file ${file} in ${root}.`,
    remedy: 'Name an existing drizzle config, relative to the project.',
  });
}

/**
 * The first config, in the order they were found, that is PostgreSQL's and has schema files. Where each one is of another
 * database, that is what must be said; where none has schema files, what the first one lacks.
 */
async function choose(root: string, files: readonly string[], options: FindProjectOptions): Promise<DrizzleProject> {
  const others: SkippedConfig[] = [];
  const failures: { readonly file: string; readonly failure: Failure }[] = [];
  for (const file of files) {
    const read = await evaluateConfig(root, file, options.environment ?? process.env, options);
    const dialect = dialectOf(read.config ?? {});
    if (dialect !== 'postgresql') {
      others.push({ file, dialect });
      continue;
    }
    const project = fromConfig(root, { file, ...read });
    if (project instanceof Failure) {
      failures.push({ file, failure: project });
      continue;
    }
    const later = files
      .slice(files.indexOf(file) + 1)
      .map((each) => ({ file: each, dialect: writtenDialect(root, each) }));
    const unused = failures.map((each) => unusable(each.file, each.failure));
    return { ...project, problems: [...project.problems, ...otherConfigs(file, [...others, ...later]), ...unused] };
  }
  const [first] = failures;
  if (first) throw first.failure;
  throw new Failure({
    code: 'config-not-postgresql',
    message: `${others.map(({ file, dialect }) => `${file} is for ${dialect}`).join(', ')}, not for PostgreSQL.`,
    remedy: 'Open a project whose drizzle config has dialect: "postgresql".',
    origin: codeOrigin(others[0]?.file ?? ''),
  });
}

/** A {@link Failure} where the config leads to no schema files. */
function fromConfig(root: string, candidate: Candidate): DrizzleProject | Failure {
  const { file, problems, missingEnvironment } = candidate;
  const config = candidate.config ?? {};
  const schema = listOf(config.schema);
  const named = schema ? resolveSchemaFiles(root, file, schema) : null;
  const schemaFiles = named?.files ?? bareFilesNear(root, file);
  if (schemaFiles.length === 0) return withoutSchema(file, schema, problems);
  return {
    ...settingsOf(config),
    root,
    configFile: file,
    schema,
    schemaFiles,
    out: beside(root, file, textOf(config.out) ?? 'drizzle'),
    problems: [...problems, ...schemaNotes(file, named), ...withoutSchemaSetting(file, schema, schemaFiles)],
    missingEnvironment,
  };
}

/** The schema files as they are to be found now, where nothing but files has changed. */
export function schemaFilesNow({ root, configFile, schema }: DrizzleProject): readonly string[] {
  if (configFile === null) return findBareSchemaFiles(root);
  const named = schema ? resolveSchemaFiles(root, configFile, schema).files : null;
  return named ?? bareFilesNear(root, configFile);
}

/** By convention: what declares tables in the config's own folder, or else anywhere in the project. */
function bareFilesNear(root: string, configFile: string): readonly string[] {
  const near = findBareSchemaFiles(root, posix.dirname(configFile));
  return near.length > 0 ? near : findBareSchemaFiles(root);
}

function schemaNotes(file: string, named: FoundSchemaFiles | null): readonly Problem[] {
  const outputs = (named?.outputs ?? []).map((pattern) =>
    note('build-output-missing', `"schema" of ${file} names ${pattern}, which is not there; its sources are read.`, {
      remedy: 'Build the project before drizzle-kit is run, or let "schema" name the sources.',
      origin: codeOrigin(file),
    }),
  );
  const empty = (named?.empty ?? []).map((pattern) =>
    note('schema-pattern-empty', `"schema" of ${file} names ${pattern}, which matches no file.`, {
      remedy: 'Correct the pattern or take it out; paths are relative to the folder of the config.',
      origin: codeOrigin(file),
    }),
  );
  return [...outputs, ...empty];
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
function beside(root: string, configFile: string, path: string): string {
  return isAbsolute(path)
    ? relative(root, path).split(sep).join('/')
    : posix.join(posix.dirname(configFile), path).replace(/\/$/, '');
}

interface SkippedConfig {
  readonly file: string;
  /** `null` where its text does not say. */
  readonly dialect: string | null;
}

/** What a config that nobody evaluates says of its database. */
function writtenDialect(root: string, file: string): string | null {
  try {
    return /\bdialect["']?\s*:\s*["'`](\w+)["'`]/.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

function otherConfigs(chosen: string, others: readonly SkippedConfig[]): readonly Problem[] {
  const isOurs = ({ dialect }: SkippedConfig) => dialect === null || dialect === 'postgresql' || dialect === 'postgres';
  const same = others.filter(isOurs).map(({ file }) => file);
  const foreign = others.filter((other) => !isOurs(other)).map(({ file, dialect }) => `${file} (${dialect})`);
  const problems: Problem[] = [];
  if (same.length > 0) {
    problems.push(
      note('config-several', `The project has several drizzle configs; ${chosen} is used, not ${same.join(', ')}.`, {
        remedy: 'Name another one with "drizzleConfig" in raingauge.config.json.',
        origin: codeOrigin(chosen),
      }),
    );
  }
  if (foreign.length > 0) {
    const message = `Drizzle configs for other databases are skipped: ${foreign.join(', ')}.`;
    problems.push(note('config-other-database', message, { origin: codeOrigin(chosen) }));
  }
  return problems;
}

/** A config that stood before the chosen one and leads nowhere. */
function unusable(file: string, { data }: Failure): Problem {
  return note('config-unusable', `${file} is not used: ${data.message}`, {
    remedy: data.remedy,
    origin: data.origin ?? codeOrigin(file),
    cause: data.cause,
  });
}

function withoutSchemaSetting(
  file: string,
  schema: readonly string[] | null,
  schemaFiles: readonly string[],
): readonly Problem[] {
  if (schema) return [];
  return [
    note('config-without-schema', `${file} names no schema files; ${foundByImports(schemaFiles.length)}.`, {
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
  const found = `The project has no drizzle.config file; ${foundByImports(schemaFiles.length)}.`;
  return {
    ...settingsOf({}),
    root,
    configFile: null,
    schema: null,
    schemaFiles,
    out:
      ['drizzle', 'migrations', 'src/db/migrations', 'db/migrations'].find((path) => existsSync(join(root, path))) ??
      'drizzle',
    problems: [note('config-missing', found, { remedy: 'Add a drizzle.config.ts to say which files are meant.' })],
    missingEnvironment: [],
  };
}

function foundByImports(files: number): string {
  return files === 1 ? 'one file was found by its imports' : `${files} files were found by their imports`;
}
