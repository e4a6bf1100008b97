import { z } from 'zod';
import type { ObjectId } from './base.ts';
import { objectIdSchema } from './base.ts';
import type { Catalog } from './catalog.ts';
import { type Origin, originSchema, sourceKindSchema } from './origin.ts';

/**
 * Something that could not be read, was replaced, or should be known. `unread` problems make a result incomplete
 * (exit code 2); `replaced` and `note` do not.
 */
export const problemSchema = z
  .object({
    /** Stable, kebab-case: `config-throws`, `schema-file-throws`, `permission-denied` … */
    code: z.string(),
    effect: z.enum(['unread', 'replaced', 'note']),
    /** One sentence: what failed and where. */
    message: z.string(),
    /** One sentence: what the person can do about it. */
    remedy: z.string().nullable(),
    object: objectIdSchema.nullable(),
    origin: originSchema.nullable(),
    /** The underlying error's own words. Never a secret. */
    cause: z.string().nullable(),
  })
  .readonly();
export type Problem = z.infer<typeof problemSchema>;

export const sourceSchema = z
  .object({
    kind: sourceKindSchema,
    /** What a person calls it: `code`, `live`, an environment's name, a file's path, a URL without its password. */
    label: z.string(),
  })
  .readonly();
export type Source = z.infer<typeof sourceSchema>;

/** One entry of Drizzle's `relations()` or `defineRelations`. */
export interface Relation {
  /** The exported name that declares it. */
  readonly export: string;
  readonly name: string;
  readonly cardinality: 'one' | 'many';
  readonly from: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly to: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly relationName: string | null;
  readonly origin: Origin | null;
}

/** What only the code knows. */
export interface CodeFacts {
  readonly drizzleVersion: string;
  readonly configFile: string | null;
  /** Project-relative paths of the schema files that were read. */
  readonly files: readonly string[];
  readonly casing: 'snake_case' | 'camelCase' | null;
  readonly relations: readonly Relation[];
  /** JSDoc of tables and columns. */
  readonly docs: readonly { readonly object: ObjectId; readonly text: string; readonly deprecated: string | null }[];
  /** `$type<…>` of columns, as written. */
  readonly types: readonly { readonly object: ObjectId; readonly text: string }[];
  /** The name each table, enum or view has in the code (its export), for people who know it by that. */
  readonly exports: readonly { readonly object: ObjectId; readonly name: string }[];
  /** Names of the environment variables that config or schema asked for and did not get. */
  readonly missingEnvironment: readonly string[];
}

export interface MigrationFile {
  /** Project-relative path of the SQL file. */
  readonly path: string;
  readonly tag: string;
  /** Milliseconds since the epoch, from the journal or the folder's name. */
  readonly when: number | null;
  readonly statements: number;
  readonly hash: string;
  /** `null` where no live database was asked. */
  readonly applied: boolean | null;
  /** True where the database noted another hash for it: its text was changed after it was applied. */
  readonly edited?: boolean;
}

/** A row of Drizzle's migrations table. `name` exists since 1.0; `createdAt` is milliseconds since the epoch. */
export interface AppliedMigration {
  readonly hash: string;
  readonly createdAt: number;
  readonly name?: string | null;
}

export interface MigrationFacts {
  readonly layout: 'journal' | 'folders';
  readonly folder: string;
  readonly files: readonly MigrationFile[];
  /** What a migration dropped or renamed away, and no later one made again. */
  readonly removed?: readonly { readonly object: ObjectId; readonly origin: Origin }[];
}

/** Per table, from the server's own counters. Estimates; -1 where never analysed. */
export interface TableStatistics {
  readonly table: ObjectId;
  readonly rowEstimate: number;
  readonly bytes: number;
}

/** What a source yields. */
export interface Reading {
  readonly source: Source;
  readonly catalog: Catalog;
  readonly report: readonly Problem[];
  readonly code?: CodeFacts;
  readonly migrations?: MigrationFacts;
  readonly statistics?: { readonly tables: readonly TableStatistics[] };
  /** What a live database's migrations table holds; absent where there is none or it may not be read. */
  readonly applied?: readonly AppliedMigration[];
  /** The cheap probe of a live database (CONTRACTS: changeToken). */
  readonly changeToken?: string;
}

/** True where nothing of the source remained unread. */
export function isComplete(reading: Reading): boolean {
  return reading.report.every((problem) => problem.effect !== 'unread');
}
