import type { Problem } from '#app/catalog';

/** A file as saving would leave it. Paths are relative to the project, with forward slashes. */
export interface PreviewedFile {
  readonly path: string;
  readonly role: 'migration' | 'snapshot' | 'journal' | 'by-hand' | 'down' | 'code';
  readonly content: string;
  /** What is there now and would be replaced; `null` for a new file. */
  readonly before: string | null;
}

/** What saving a draft would write. Nothing is written before it was shown. */
export interface SavePreview {
  readonly schemaVersion: 1;
  /** Stands for these files, contents and what they replace: saving writes exactly that or nothing. */
  readonly id: string;
  /** The migration's name; `null` where none is written. */
  readonly tag: string | null;
  readonly files: readonly PreviewedFile[];
  /** What is left to do by hand, what still differs afterwards, and what could not be looked at. */
  readonly problems: readonly Problem[];
}

/** The SQL that marks migrations as applied on a database that Drizzle never migrated; text that a person runs. */
export interface BaselineResult {
  readonly schemaVersion: 1;
  /** False where something could not be read or decided. */
  readonly complete: boolean;
  readonly unread: readonly Problem[];
  /** Whether what the migrations make is what the database is, but for what does not count. */
  readonly proven: boolean;
  /** The last migration that it marks. */
  readonly through: string | null;
  /** `null` where it would not be true. */
  readonly sql: string | null;
  /** What is otherwise, in sentences. */
  readonly differences: readonly string[];
}

/** What was written, relative to the project. */
export interface Saved {
  readonly schemaVersion: 1;
  readonly files: readonly string[];
}
