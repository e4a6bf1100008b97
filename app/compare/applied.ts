import type { AppliedMigration, MigrationFile, Reading } from '#app/catalog';

/** What became of the migration files in the database that is compared. Paths, project-relative. */
export interface FileStates {
  /** Not applied yet. */
  readonly pending: ReadonlySet<string>;
  /** Applied, and changed afterwards. */
  readonly edited: ReadonlySet<string>;
}

/**
 * Joins the migrations folder with what the database noted. Drizzle 0.x takes a file as applied when it is no newer than
 * the newest row, and notes the file's `when` as `created_at`; 1.0 goes by name.
 */
export function fileStates(migrations: Reading | undefined, readings: readonly Reading[]): FileStates {
  const files = migrations?.migrations?.files ?? [];
  const rows = readings.find(({ applied }) => applied !== undefined)?.applied;
  const stated = rows ? files.map((file) => stateOfFile(file, rows)) : files;
  const paths = (test: (file: MigrationFile) => boolean) => new Set(stated.filter(test).map(({ path }) => path));
  return { pending: paths(({ applied }) => applied === false), edited: paths(({ edited }) => edited === true) };
}

/** Whether a database has a migration, and with the same text. */
export function stateOfFile(file: MigrationFile, rows: readonly AppliedMigration[]): MigrationFile {
  const own = rows.find((row) => (row.name ? row.name === file.tag : row.createdAt === file.when));
  if (own) return { ...file, applied: true, edited: own.hash !== file.hash };
  if (rows.some(({ name }) => name)) return { ...file, applied: false };
  const newest = Math.max(0, ...rows.map(({ createdAt }) => createdAt));
  return { ...file, applied: file.when !== null && file.when <= newest };
}
