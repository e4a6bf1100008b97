import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import type { ErrorData } from '#app/api';
import type { Problem } from '#app/catalog';
import { Failure, toErrorData } from '#main/platform/failure.ts';
import type { CodeCache } from '#main/sources/code/cache/code-cache.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import type { ProjectConfig } from './config-schema.ts';
import { readConfig } from './read-config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a folder says before its Drizzle config is evaluated. Holds secrets (environment): never sent to a view.
 */
export interface ProjectSettings {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly config: ProjectConfig;
  /** This process's environment over the project's `.env`. */
  readonly environment: Environment;
  readonly problems: readonly Problem[];
}

/** A folder as Raingauge understands it. Holds secrets (environment, credentials): never sent to a view. */
export interface Project extends ProjectSettings {
  /** Why there is none stands in `drizzleFailure`. */
  readonly drizzle: DrizzleProject | null;
  readonly drizzleFailure: ErrorData | null;
}

/** A project that is being loaded: its settings are there first. */
export interface LoadedProject {
  readonly settings: Promise<ProjectSettings>;
  /** Evaluates its Drizzle config when it is first asked for. */
  readonly project: () => Promise<Project>;
}

/** @throws {Failure} `project-not-found` where there is no such folder. */
export async function loadSettings(path: string, own: Environment = process.env): Promise<ProjectSettings> {
  const root = resolve(path);
  await requireFolder(root);
  const [{ config, problems }, environment] = await Promise.all([readConfig(root), readEnvironment(root, own)]);
  return { root, name: await nameOf(root), config, environment, problems };
}

/** Loads the rest of a project as far as it can be: a config that throws leaves the environments usable. */
export async function loadProject(
  settings: ProjectSettings,
  own: Environment = process.env,
  cache: CodeCache | null = null,
): Promise<Project> {
  // A database whose address is given is asked before this is loaded.
  const { findDrizzleProject } = await import('#main/sources/code/drizzle-config.ts');
  const { root, config } = settings;
  const options = config.drizzleConfig === undefined ? {} : { config: config.drizzleConfig };
  const found = await findDrizzleProject(root, { ...options, environment: own, cache }).then(
    (drizzle) => ({ drizzle, drizzleFailure: null }),
    (error: unknown) => ({ drizzle: null, drizzleFailure: toErrorData(error) }),
  );
  return { ...settings, ...found, problems: [...settings.problems, ...(found.drizzle?.problems ?? [])] };
}

async function requireFolder(root: string): Promise<void> {
  const isFolder = await stat(root).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new Failure({
    code: 'project-not-found',
    message: `There is no folder ${root}.`,
    remedy: 'Name the folder that holds drizzle.config.ts.',
  });
}

async function readEnvironment(root: string, own: Environment): Promise<Environment> {
  const fromFile = await readFile(join(root, '.env'), 'utf8').then(parseDotenv, () => ({}));
  return { ...fromFile, ...own };
}

/** The package's name where the project has one, else the folder's. */
async function nameOf(root: string): Promise<string> {
  try {
    const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { name?: unknown };
    if (typeof name === 'string' && name !== '') return name;
  } catch {
    // Without a readable package.json the folder's name does.
  }
  return basename(root);
}
