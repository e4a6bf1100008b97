import type { ErrorData } from './errors.ts';

/**
 * What the engine tells those who watch a project. Nothing in it is a reading: after `changed`, the next reading or
 * comparison that is not `fresh` reads what changed and nothing else.
 */
export type WatchEvent =
  /** The source is being watched: said once it is, and again when a trouble is over. */
  | {
      readonly kind: 'watching';
      readonly source: string;
      /** A database is asked every so many milliseconds; files are not asked, they tell. */
      readonly everyMilliseconds: number | null;
    }
  /** The source may say something else than what was read of it last. */
  | {
      readonly kind: 'changed';
      readonly source: string;
      /** Project-relative, sorted; empty for a database. */
      readonly files: readonly string[];
      /** When it was seen, in milliseconds since 1970. */
      readonly at: number;
    }
  /** The project's settings or its list of schema files changed: open it again, then read every source. */
  | { readonly kind: 'project-changed'; readonly files: readonly string[]; readonly at: number }
  /** The source cannot be watched at the moment; watching goes on by itself. Said once per trouble. */
  | { readonly kind: 'trouble'; readonly source: string; readonly error: ErrorData };
