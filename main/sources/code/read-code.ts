import { buildCatalog, type Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { DrizzleProject } from './project.ts';

export interface ReadCodeOptions {
  /** Absolute folder of the drizzle-orm package to use instead of the project's own or the bundled ones. */
  readonly drizzleOrm?: string;
  /** How long evaluating may take, in milliseconds. */
  readonly timeLimit?: number;
  /** How much memory the evaluated code may use, in bytes. */
  readonly memoryLimit?: number;
}

/** Reads a project's Drizzle schema. Never runs project code outside the sandbox. */
export async function readCode(project: DrizzleProject, work: Work, _options: ReadCodeOptions = {}): Promise<Reading> {
  work.signal.throwIfAborted();
  return {
    source: { kind: 'code', label: 'code' },
    catalog: buildCatalog({ objects: {} }),
    report: project.problems,
  };
}
