import type { AppliedMigration, MigrationFile } from '#app/catalog';
import { stateOfFile } from '#app/compare';

/** Says of each file whether a database has it, by what the database noted; nothing where none was asked. */
export function withAppliedState(
  files: readonly MigrationFile[],
  rows: readonly AppliedMigration[] | undefined,
): readonly MigrationFile[] {
  return rows ? files.map((file) => stateOfFile(file, rows)) : files;
}
