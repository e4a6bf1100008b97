import { Failure } from '#main/platform/failure.ts';
import type { DrizzleProject } from './project.ts';

export type { Credentials, DrizzleProject, ManagedRoles } from './project.ts';

export interface FindProjectOptions {
  /** Which config file, relative to the root; by default the one for PostgreSQL. */
  readonly config?: string;
  /** The environment the config sees, before `.env` files; by default this process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long evaluating the config may take, in milliseconds. */
  readonly timeLimit?: number;
}

/**
 * Finds the Drizzle project in a folder: its config, evaluated in the sandbox, or bare schema files.
 * @throws {Failure} `project-not-found`, `config-not-found`, `config-throws`, `config-not-postgresql`, `schema-not-found`.
 */
export async function findDrizzleProject(root: string, _options: FindProjectOptions = {}): Promise<DrizzleProject> {
  throw new Failure({
    code: 'config-not-found',
    message: `No Drizzle project was found in ${root}.`,
    remedy: 'Open a folder that holds a drizzle.config.ts or Drizzle schema files.',
  });
}
