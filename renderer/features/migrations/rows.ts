import type { AppliedMigration, MigrationStatement } from '#app/catalog';
import { printPlace } from '#renderer/lib/migrations.ts';
import { wordsOf } from '#renderer/lib/narrow.ts';
import type { MigrationFilters } from '#renderer/stores';
import type { TreeRow } from '#renderer/ui';
import type { FileModel, FolderModel, StatementModel } from './folder-model.ts';

/** A row of the list: a file, one of its statements, or what the database has and the folder has not. */
export type MigrationRow = TreeRow &
  (
    | { readonly row: 'file'; readonly model: FileModel }
    | { readonly row: 'statement'; readonly model: FileModel; readonly one: StatementModel }
    | { readonly row: 'applied-only'; readonly count: number }
    | { readonly row: 'applied'; readonly applied: AppliedMigration }
  );

/** A file that passes the filters, with those of its statements that do. */
export interface FoundFile {
  readonly model: FileModel;
  readonly statements: readonly StatementModel[];
  /** True where the filter is about the statements: they are shown, not only their file. */
  readonly opened: boolean;
}

/** The files that the filters leave, in their order. `touching` are the statements that touch the wanted object. */
export function filterFiles(
  { files }: FolderModel,
  filters: MigrationFilters,
  touching: ReadonlySet<MigrationStatement> | null,
): readonly FoundFile[] {
  const words = wordsOf(filters.text);
  const has = (text: string) => words.every((word) => text.includes(word));
  const found: FoundFile[] = [];
  for (const model of files) {
    const { state } = model.file;
    if (filters.states.length > 0 && (state === null || !filters.states.includes(state))) continue;
    if (filters.faultyOnly && model.faults === 0) continue;
    const touched = touching ? model.statements.filter(({ statement }) => touching.has(statement)) : model.statements;
    if (touching && touched.length === 0) continue;
    if (has(model.text)) {
      found.push({ model, statements: touched, opened: touching !== null });
      continue;
    }
    const statements = touched.filter(({ text }) => has(text));
    if (statements.length > 0) found.push({ model, statements, opened: true });
  }
  return found;
}

export function isFiltered({ text, states, touching, faultyOnly }: MigrationFilters): boolean {
  return text.trim() !== '' || states.length > 0 || touching !== null || faultyOnly;
}

export const APPLIED_ONLY = 'applied-only';

export function appliedId({ hash, createdAt }: AppliedMigration): string {
  return `applied:${createdAt}:${hash}`;
}

/**
 * The rows in sight. A file is closed unless the person opened it, the filter is about its statements, or it holds what is
 * looked at (`holder`).
 */
export function migrationRows(
  found: readonly FoundFile[],
  appliedOnly: readonly AppliedMigration[],
  chosen: ReadonlyMap<string, boolean>,
  holder: string | null,
): readonly MigrationRow[] {
  const rows: MigrationRow[] = [];
  for (const { model, statements, opened } of found) {
    const { path, tag } = model.file;
    const expanded = chosen.get(path) ?? (opened || holder === path);
    rows.push({
      row: 'file',
      id: path,
      level: 1,
      expanded: statements.length === 0 ? null : expanded,
      text: tag,
      model,
    });
    if (!expanded) continue;
    for (const one of statements) {
      const id = printPlace({ path, statement: one.number });
      rows.push({ row: 'statement', id, level: 2, expanded: null, text: one.statement.command, model, one });
    }
  }
  if (appliedOnly.length > 0) {
    const expanded = chosen.get(APPLIED_ONLY) ?? true;
    const text = 'Only in the database';
    rows.push({ row: 'applied-only', id: APPLIED_ONLY, level: 1, expanded, text, count: appliedOnly.length });
    for (const applied of expanded ? appliedOnly : []) {
      const name = applied.name ?? applied.hash;
      rows.push({ row: 'applied', id: appliedId(applied), level: 2, expanded: null, text: name, applied });
    }
  }
  return rows;
}

/** What is shown until somebody chooses: the first file that wants looking at, else the newest, else what only a database ran. */
export function firstPlace(
  { files, firstFailed }: FolderModel,
  found: readonly FoundFile[],
  [applied]: readonly AppliedMigration[] = [],
): string | null {
  const isIn = (path: string | undefined) => found.some(({ model }) => model.file.path === path);
  if (firstFailed && isIn(firstFailed.origin.file)) {
    const { file: path = '', statement = null } = firstFailed.origin;
    return printPlace({ path, statement });
  }
  const wanted = files.find(({ file }) => file.state !== null && file.state !== 'applied' && isIn(file.path));
  return wanted?.file.path ?? found.at(-1)?.model.file.path ?? (applied ? appliedId(applied) : null);
}
