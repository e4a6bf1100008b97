import type { Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { findDrizzlePackage } from './bundle/drizzle-package.ts';
import { schemaEnvironment } from './config/schema-environment.ts';
import { evaluateFiles } from './evaluate.ts';
import type { DrizzleProject } from './project.ts';
import { walkOptions } from './read-afresh.ts';

/** What drizzle-kit of the project's line would write of the schema files, without the ids of a snapshot. */
export interface CodeSnapshot {
  /** Of drizzle-orm: 0 has a snapshot's body, 1 a list of entities. */
  readonly major: number;
  readonly value: object;
  readonly drizzleVersion: string;
  readonly problems: readonly Problem[];
}

export interface ReadSnapshotOptions {
  /** Absolute folder of the drizzle-orm package to use instead of the project's own or the shipped ones. */
  readonly drizzleOrm?: string | undefined;
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
  /** Texts that stand for files, by absolute path. */
  readonly overlay?: ReadonlyMap<string, string> | undefined;
}

const TIME_LIMIT = 30_000;
const MEMORY_LIMIT = 1024 * 1024 * 1024;

/**
 * Evaluates the schema files in the sandbox and writes down what `drizzle-kit generate` would take them for.
 * @throws {Failure} `bad-input` where a part of them cannot be read: a snapshot must tell all of it.
 */
export async function readCodeSnapshot(
  project: DrizzleProject,
  work: Work,
  options: ReadSnapshotOptions = {},
): Promise<CodeSnapshot> {
  const { timeLimit = TIME_LIMIT, memoryLimit = MEMORY_LIMIT } = options;
  const { root, schemaFiles } = project;
  const drizzle = findDrizzlePackage(root, schemaFiles, options.drizzleOrm);
  const walk = { ...walkOptions(project, drizzle), snapshot: true };
  const evaluation = await evaluateFiles(
    {
      root,
      files: schemaFiles,
      drizzle,
      environment: schemaEnvironment(project),
      options: walk,
      timeLimit,
      memoryLimit,
      ...(options.overlay ? { overlay: options.overlay } : {}),
    },
    work,
  );
  const lost = evaluation.problems.find(({ effect }) => effect === 'unread');
  const written = evaluation.result?.snapshot;
  if (lost || !written?.value) {
    throw new Failure({
      code: 'bad-input',
      message: `No snapshot can be written of the code: ${lost?.message ?? written?.cause ?? evaluation.failure?.message ?? 'it could not be evaluated'}`,
      remedy: lost?.remedy ?? 'Make the schema files load by themselves; drizzle-kit needs them whole, too.',
      origin: lost?.origin ?? null,
    });
  }
  return { major: written.major, value: written.value, drizzleVersion: drizzle.version, problems: evaluation.problems };
}
