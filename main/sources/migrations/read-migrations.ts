import type { Source } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';

/** A row of Drizzle's migrations table. `name` exists since 1.0. */
export interface AppliedMigration {
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly name?: string | null;
}

export interface ReadMigrationsOptions {
  /** Absolute path of the project. */
  readonly root: string;
  /** The migrations folder, relative to `root`. */
  readonly folder: string;
  readonly shadow: Shadow;
  readonly work: Work;
  /** By default `{ kind: 'migrations', label: 'migrations' }`. */
  readonly source?: Source;
  /** What the live database's migrations table holds, where it was asked. */
  readonly applied?: readonly AppliedMigration[];
}
