import type { WrittenSnapshot } from '../kit/snapshot.ts';

/** What crosses from the sandbox to the host, as plain JSON. Names are final: casing is applied, quoting is not. */

export interface LoadedModule {
  /** Project-relative. */
  readonly file: string;
  readonly exports: Record<string, unknown>;
}

export interface WalkOptions {
  /** The files whose exports are wanted, relative to the project, as the bundle numbers them. */
  readonly files: readonly string[];
  readonly mode: 'schema' | 'config';
  readonly casing: 'snake_case' | 'camelCase' | null;
  /** Of drizzle-orm: 0 or 1. */
  readonly major: number;
  /** Whether it is asked for what drizzle-kit would write into a snapshot. */
  readonly snapshot?: boolean;
}

/** An exported name of a file under which an object can be found. */
export interface ExportName {
  readonly file: string;
  readonly name: string;
}

export interface SequenceValues {
  readonly increment: string | null;
  readonly minValue: string | null;
  readonly maxValue: string | null;
  readonly startWith: string | null;
  readonly cache: string | null;
  readonly cycle: boolean;
}

/** What most columns have not is left out: a schema has tens of thousands of them, and the engine writes slowly. */
export interface ColumnValues {
  /** The property of the table in code. */
  readonly key: string;
  readonly name: string;
  /** `getSQLType()`, with one `[]` per array dimension. */
  readonly type: string;
  /** The schema of the enum the type is made of (`public` where the enum names none); left out for other types. */
  readonly enumSchema?: string;
  readonly notNull: boolean;
  readonly primary: boolean;
  readonly unique?: { readonly name: string | null; readonly nullsNotDistinct: boolean };
  /** SQL text. */
  readonly default?: string;
  readonly generated?: { readonly expression: string; readonly mode: string };
  readonly identity?: { readonly type: string; readonly name: string | null; readonly options: SequenceValues };
}

export interface KeyValues {
  /** As drizzle-orm 0.x computes it, or as the code gives it; `null` where drizzle-kit 1.x names it. */
  readonly name: string | null;
  readonly columns: readonly string[];
}

export interface UniqueValues extends KeyValues {
  readonly nullsNotDistinct: boolean;
}

export interface ForeignKeyValues {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly foreignSchema: string | null;
  readonly foreignTable: string;
  readonly foreignColumns: readonly string[];
  readonly onUpdate: string | null;
  readonly onDelete: string | null;
}

export interface IndexKeyValues {
  /** One of both is `null`. */
  readonly column: string | null;
  readonly sql: string | null;
  readonly order: string | null;
  readonly nulls: string | null;
  readonly operatorClass: string | null;
}

export interface IndexValues {
  readonly name: string | null;
  readonly unique: boolean;
  readonly method: string;
  readonly keys: readonly IndexKeyValues[];
  readonly where: string | null;
  readonly with: Readonly<Record<string, string>>;
}

export interface CheckValues {
  readonly name: string;
  readonly expression: string;
}

export interface PolicyValues {
  readonly name: string;
  readonly as: string | null;
  readonly for: string | null;
  readonly to: readonly string[];
  readonly using: string | null;
  readonly withCheck: string | null;
}

export interface TableValues {
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly name: string;
  readonly rowSecurity: boolean;
  readonly columns: readonly ColumnValues[];
  readonly primaryKeys: readonly KeyValues[];
  readonly uniques: readonly UniqueValues[];
  readonly foreignKeys: readonly ForeignKeyValues[];
  readonly checks: readonly CheckValues[];
  readonly indexes: readonly IndexValues[];
  readonly policies: readonly PolicyValues[];
}

export interface LinkedPolicyValues extends PolicyValues {
  readonly exports: readonly ExportName[];
  /** `null` where the policy is linked to no table. */
  readonly table: { readonly schema: string | null; readonly name: string } | null;
}

export interface EnumValues {
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly name: string;
  readonly labels: readonly string[];
}

export interface SchemaValues {
  readonly exports: readonly ExportName[];
  readonly name: string;
}

export interface StandAloneSequenceValues {
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly name: string;
  readonly options: SequenceValues;
}

export interface RoleValues {
  readonly exports: readonly ExportName[];
  readonly name: string;
  readonly createDb: boolean;
  readonly createRole: boolean;
  readonly inherit: boolean;
}

export interface ViewValues {
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly name: string;
  readonly materialized: boolean;
  readonly definition: string;
  readonly with: Readonly<Record<string, string>>;
  readonly using: string | null;
  readonly tablespace: string | null;
  readonly withNoData: boolean;
}

export interface TableName {
  readonly schema: string | null;
  readonly table: string;
}

export interface RelationValues {
  readonly exports: readonly ExportName[];
  /** The table's key in `defineRelations`; `null` for `relations()`, which is about one table. */
  readonly tableKey: string | null;
  readonly name: string;
  readonly cardinality: 'one' | 'many';
  readonly from: TableName & { readonly columns: readonly string[] };
  readonly to: TableName & { readonly columns: readonly string[] };
  readonly relationName: string | null;
  readonly through:
    | (TableName & { readonly fromColumns: readonly string[]; readonly toColumns: readonly string[] })
    | null;
}

/** Something of a value that could not be read. */
export interface WalkProblem {
  readonly code: string;
  /** What could not be read: `the foreign key of column tenant_id`. */
  readonly what: string;
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly table: string | null;
  readonly cause: string;
  /** The part of the table it is about, as far as that is known. */
  readonly part: WalkedPart | null;
  /** The object of which something is not known, where it is one of its own and has a name; else it is the table. */
  readonly object?: WalkedObject;
}

/** An object by its kind and name, in the schema and table of the problem. */
export interface WalkedObject {
  readonly kind: 'column' | 'index' | 'check' | 'policy' | 'enum' | 'schema' | 'sequence' | 'role' | 'view';
  readonly name: string;
}

/** A column by its property (and its name, where the column was read), or the n-th of the keys that a table declares with `references()`. */
export type WalkedPart =
  | { readonly key: string; readonly name?: string }
  | { readonly reference: number; readonly of: number };

/** What a database has, inside of something exported, which is not exported itself. */
export interface HiddenObject extends TableNameValues {
  readonly kind: 'table' | 'enum' | 'sequence' | 'view' | 'materialized-view';
  /** What holds it. */
  readonly exports: readonly ExportName[];
}

interface TableNameValues {
  readonly schema: string | null;
  readonly name: string;
}

/** A module of a marked bundle that threw while it was loaded; the others were loaded all the same. */
export interface LoadFailure {
  /** The number of the module. */
  readonly entered: number;
  readonly message: string;
  readonly stack: string | null;
}

/** Everything the exported values of a project say. */
export interface WalkedSchema {
  readonly tables: readonly TableValues[];
  readonly policies: readonly LinkedPolicyValues[];
  readonly enums: readonly EnumValues[];
  readonly schemas: readonly SchemaValues[];
  readonly sequences: readonly StandAloneSequenceValues[];
  readonly roles: readonly RoleValues[];
  readonly views: readonly ViewValues[];
  readonly relations: readonly RelationValues[];
  readonly hidden: readonly HiddenObject[];
  readonly problems: readonly WalkProblem[];
}

/** A schema as the sandbox tells it: with its tables, or `null` where those were told in parts while it was read. */
export type ToldSchema = Omit<WalkedSchema, 'tables'> & { readonly tables: readonly TableValues[] | null };

/** What a config file's default export says, before anything is made of it. */
export interface ConfigValues {
  /** `null` where the file has no default export that is an object. */
  readonly config: Readonly<Record<string, unknown>> | null;
}

/** A result as it is told: see {@link ToldSchema}. */
export type ToldResult = Omit<SandboxResult, 'schema'> & { readonly schema?: ToldSchema };

export interface SandboxResult {
  readonly schema?: WalkedSchema;
  readonly snapshot?: WrittenSnapshot;
  readonly config?: ConfigValues;
  readonly askedEnvironment: readonly string[];
  /** Names of every variable looked at; `*` where all of them were listed. */
  readonly readEnvironment: readonly string[];
  /** Absolute paths of the `.env` files that the code loaded, there or not. */
  readonly environmentFiles: readonly string[];
  /** Whether time or chance went in. */
  readonly varies: boolean;
  /** What was printed while the files were loaded, a line each. */
  readonly console: readonly string[];
}
