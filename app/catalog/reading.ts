import type { ObjectId } from './base.ts';
import type { Catalog } from './catalog.ts';
import type { Origin } from './origin.ts';
import type { Problem, Source } from './problem.ts';
import type { MigrationSnapshot } from './snapshot.ts';

/** One entry of Drizzle's `relations()` or `defineRelations`. */
export interface Relation {
  /** The exported name that declares it. */
  readonly export: string;
  readonly name: string;
  readonly cardinality: 'one' | 'many';
  readonly from: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly to: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly relationName: string | null;
  /** The junction table it leads through; `fromColumns` meet the columns of `from`, `toColumns` those of `to`. */
  readonly through?: {
    readonly schema: string;
    readonly table: string;
    readonly fromColumns: readonly string[];
    readonly toColumns: readonly string[];
  };
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
  /** Every name under which a schema file exports an object, barrels included. */
  readonly exported: readonly { readonly object: ObjectId; readonly file: string; readonly name: string }[];
  /** The property that stands for a column, where it is not called like the column. */
  readonly columnKeys: readonly { readonly object: ObjectId; readonly key: string }[];
  /** Names of the environment variables that config or schema asked for and did not get. */
  readonly missingEnvironment: readonly string[];
}

/**
 * What the database's notes say of a file, by the rules of the drizzle-orm line that runs its layout: `will-be-skipped` is
 * what 0.x never runs, since a newer file was applied already.
 */
export type MigrationState = 'applied' | 'not-applied' | 'edited' | 'will-be-skipped';

export interface MigrationFile {
  /** Project-relative path of the SQL file. */
  readonly path: string;
  readonly tag: string;
  /** Milliseconds since the epoch, from the journal or the folder's name. */
  readonly when: number | null;
  readonly statements: number;
  readonly hash: string;
  /** `null` where no live database was asked. */
  readonly state: MigrationState | null;
  /** Whether the database ran it, with whatever text; `null` where no live database was asked. */
  readonly applied: boolean | null;
  /** True where the database noted another hash for it: its text was changed after it was applied. */
  readonly edited?: boolean;
  /** The script that takes it back, project-relative; absent where there is none. */
  readonly down?: string;
}

/** One statement of a migration, in the order of the replay. */
export interface MigrationStatement {
  /** File, line and column of its first word, and its number in the file. */
  readonly origin: Origin;
  /** As PostgreSQL calls it: `CREATE TABLE`, `ALTER TABLE`, `INSERT`; `unknown` for text that does not parse. */
  readonly command: string;
  /** What it did, to what; the ids are the names that the objects had when it ran. */
  readonly objects: readonly StatementObject[];
  /**
   * `no-effect` ran and found nothing to do (`IF NOT EXISTS` of what existed, a block whose condition was false);
   * `not-run` was left out (psql's own commands, what only a real server does).
   */
  readonly outcome: 'ran' | 'failed' | 'not-run' | 'no-effect';
  /** What it was to do, where it failed; absent where its text does not tell. */
  readonly meant?: readonly StatementObject[];
  /** True for what PostgreSQL refuses in a transaction block: Drizzle's migrators cannot run it. */
  readonly outsideTransaction: boolean;
  /** Further marks, kebab-case. */
  readonly flags: readonly string[];
  /** What the lint says of it, as the schema stood then; absent where there is nothing to say. */
  readonly marks?: readonly StatementMark[];
  /** What it would drop, by its text: also what was not there in the replay. Absent where it drops nothing. */
  readonly drops?: readonly StatementDrop[];
  /** Of a `DO` block. */
  readonly block?: StatementBlock;
}

/** Something about a statement that should be known before it is run. */
export interface StatementMark {
  /** The audit's rule that tells it: `migration-locks`. */
  readonly rule: string;
  /** In the file, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** One sentence. */
  readonly message: string;
  /** The table it is about, as it was called then. */
  readonly table: ObjectId | null;
}

export interface StatementDrop {
  /** In PostgreSQL's words: `table`, `column`, `constraint`, `policy`, `materialized view`. */
  readonly what: string;
  readonly schema: string;
  readonly name: string;
  /** The table of what stands in one. */
  readonly table: string | null;
  readonly cascade: boolean;
  readonly line: number;
}

/** What a `DO` block asks before it acts, and the tables it names: of those that were there then, and in its plain strings. */
export interface StatementBlock {
  readonly conditions: readonly { readonly text: string; readonly line: number }[];
  readonly tables: readonly ObjectId[];
  /** Whether it enables row-level security or makes policies. */
  readonly rowSecurity: boolean;
}

export interface StatementObject {
  readonly object: ObjectId;
  readonly did: 'made' | 'changed' | 'dropped';
  /** What it was called before, where the statement renamed it or moved it to another schema; its parts follow it. */
  readonly was?: ObjectId;
}

/** `meta/_journal.json` of drizzle-kit 0.x, as far as it could be read. */
export interface MigrationJournal {
  readonly dialect: string | null;
  readonly version: string | null;
  readonly entries: number;
  /** Snapshots in `meta/`. */
  readonly snapshots: number;
  /** Whether statements are kept apart by `--> statement-breakpoint`; `null` where entries differ. */
  readonly breakpoints: boolean | null;
}

/** A row of Drizzle's migrations table. `name` exists since 1.0; `createdAt` is milliseconds since the epoch. */
export interface AppliedMigration {
  readonly hash: string;
  readonly createdAt: number;
  readonly name?: string | null;
}

/** Whether a database's migrations table was read; `missing` where Drizzle never migrated it. */
export type AppliedState = 'read' | 'missing' | 'forbidden';

export interface MigrationFacts {
  readonly layout: 'journal' | 'folders';
  readonly folder: string;
  readonly files: readonly MigrationFile[];
  readonly statements: readonly MigrationStatement[];
  /** `null` for a folder per migration, which has none. */
  readonly journal: MigrationJournal | null;
  /** What the live database said; `null` where none was asked. */
  readonly database: AppliedState | null;
  /** Rows of the migrations table that no file accounts for. */
  readonly appliedOnly: readonly AppliedMigration[];
  /** What a migration dropped or renamed away, and no later one made again. */
  readonly removed?: readonly { readonly object: ObjectId; readonly origin: Origin }[];
  /** What `drizzle-kit generate` compares the code with; `null` without a newest snapshot that can be read. */
  readonly snapshot?: MigrationSnapshot | null;
}

/** Per table, from the server's own counters. Estimates; -1 where never analysed. */
export interface TableStatistics {
  readonly table: ObjectId;
  readonly rowEstimate: number;
  /** With indexes and TOAST. */
  readonly bytes: number;
  /** From here on: what the server counted, where it was asked (live databases). Times are in UTC. */
  readonly heapBytes?: number;
  readonly indexBytes?: number;
  readonly toastBytes?: number;
  readonly liveRows?: number;
  readonly deadRows?: number;
  readonly sequentialScans?: number;
  readonly indexScans?: number;
  /** PostgreSQL 16. */
  readonly lastSequentialScan?: string | null;
  readonly lastVacuum?: string | null;
  readonly lastAnalyze?: string | null;
}

/** Use of an index since the counters were reset. */
export interface IndexStatistics {
  /** The index, or the key or exclusion constraint that owns it. */
  readonly index: ObjectId;
  readonly bytes: number;
  readonly scans: number;
  readonly rowsRead: number;
  /** PostgreSQL 16. */
  readonly lastScan: string | null;
}

/** How far a sequence has come. 64-bit numbers are decimal strings. */
export interface SequenceStatistics {
  readonly sequence: ObjectId;
  /** The identity or serial column that it feeds. */
  readonly column: ObjectId | null;
  /** `null` where it was never used, or the role may not see it. */
  readonly lastValue: string | null;
  /** Its own end, or that of the column's type where that comes first. */
  readonly limit: string;
  /** 0 to 1; `null` where it is not known or the sequence cycles. */
  readonly used: number | null;
}

/** Never part of a fingerprint. Absent for embedded databases. */
export interface Statistics {
  readonly tables: readonly TableStatistics[];
  readonly indexes?: readonly IndexStatistics[];
  readonly sequences?: readonly SequenceStatistics[];
  /** When the counters were last reset; `null` where they never were. */
  readonly since?: string | null;
}

/** What a source yields. */
export interface Reading {
  readonly source: Source;
  readonly catalog: Catalog;
  readonly report: readonly Problem[];
  readonly code?: CodeFacts;
  readonly migrations?: MigrationFacts;
  readonly statistics?: Statistics;
  /** What a live database's migrations table holds; absent where there is none or it may not be read. */
  readonly applied?: readonly AppliedMigration[];
  /** Of a live database: whether `applied` could be read. Absent where no migrations table was looked for. */
  readonly appliedState?: AppliedState;
  /** The cheap probe of a live database (CONTRACTS: changeToken). */
  readonly changeToken?: string;
}

/** True where nothing of the source remained unread. */
export function isComplete(reading: Reading): boolean {
  return reading.report.every((problem) => problem.effect !== 'unread');
}
