/** A name as a statement has it; the schema is empty where the search_path decides. */
export type Name = readonly [schema: string, name: string];

/** Where a statement stands in a `DO` block: under a condition, or where errors are caught. */
export type Within = 'block' | 'condition' | 'handler';

interface Placed {
  /** Characters (UTF-16) from the start of the statement. */
  readonly at: number;
  readonly within?: Within;
  /** Of what is under a condition: the condition, as it is written. */
  readonly condition?: string;
  /** The words of a statement inside a block. */
  readonly sql?: string;
}

export interface ColumnWords {
  readonly name: string;
  readonly at: number;
  /** As it is written, in PostgreSQL's own names: `character varying(20)`. */
  readonly type: string;
  readonly typeAt: number;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly generated: boolean;
  readonly primaryKey: boolean;
  readonly references: Name | null;
}

export type ConstraintWords = 'primary-key' | 'unique' | 'foreign-key' | 'check' | 'exclusion';

/** What can be renamed by itself. */
export type Renamed = 'table' | 'column' | 'constraint' | 'index' | 'type' | 'label' | 'view' | 'other';

/** One thing that a statement does, by its parse tree. `guarded`: IF [NOT] EXISTS, or OR REPLACE. */
export type SqlAction = Placed &
  (
    | {
        readonly does: 'create-table';
        readonly table: Name;
        readonly columns: readonly ColumnWords[];
        readonly guarded: boolean;
        readonly temporary: boolean;
        /** True where columns come from elsewhere: AS, LIKE, INHERITS, PARTITION OF. */
        readonly copies: boolean;
      }
    | {
        readonly does: 'add-column';
        readonly table: Name;
        readonly column: ColumnWords;
        readonly guarded: boolean;
      }
    | { readonly does: 'drop-column'; readonly table: Name; readonly column: string; readonly guarded: boolean }
    | {
        readonly does: 'alter-column';
        readonly table: Name;
        readonly column: string;
        readonly what: 'type' | 'set-not-null' | 'drop-not-null' | 'other';
        readonly type: string | null;
      }
    | {
        readonly does: 'add-constraint';
        readonly table: Name;
        readonly name: string | null;
        readonly kind: ConstraintWords;
        readonly columns: readonly string[];
        readonly references: Name | null;
        readonly validates: boolean;
        readonly usesIndex: boolean;
      }
    | { readonly does: 'drop-constraint'; readonly table: Name; readonly name: string; readonly guarded: boolean }
    | {
        readonly does: 'rename';
        readonly what: Renamed;
        readonly of: Name;
        readonly from: string;
        readonly to: string;
      }
    | { readonly does: 'move'; readonly what: string; readonly from: Name; readonly schema: string }
    | {
        readonly does: 'create-index';
        readonly name: string | null;
        readonly table: Name;
        readonly columns: readonly string[];
        readonly unique: boolean;
        readonly concurrently: boolean;
        readonly guarded: boolean;
      }
    | { readonly does: 'create-type'; readonly type: Name; readonly labels: readonly string[] | null }
    | {
        readonly does: 'add-label';
        readonly type: Name;
        readonly label: string;
        readonly guarded: boolean;
      }
    /** Policies, triggers, functions, views, schemas, sequences, roles … `what` in PostgreSQL's words. */
    | {
        readonly does: 'create';
        readonly what: string;
        readonly name: Name;
        readonly on: Name | null;
        readonly guarded: boolean;
      }
    | {
        readonly does: 'drop';
        readonly what: string;
        readonly name: Name;
        readonly on: Name | null;
        readonly guarded: boolean;
        readonly cascade: boolean;
        readonly concurrently: boolean;
      }
    | {
        readonly does: 'row-security';
        readonly table: Name;
        readonly what: 'enable' | 'disable' | 'force' | 'no force';
      }
    | { readonly does: 'set'; readonly setting: string }
    | { readonly does: 'insert'; readonly table: Name }
    | { readonly does: 'update' | 'delete'; readonly table: Name; readonly restricted: boolean }
    | { readonly does: 'truncate'; readonly tables: readonly Name[]; readonly cascade: boolean }
    | { readonly does: 'transaction'; readonly verb: string }
    /** `tables` are those it is about, where its tree tells. */
    | { readonly does: 'other'; readonly tables: readonly Name[] }
  );

/** A column that a statement names, and the table it takes it to be of. */
export interface NamedColumn {
  readonly table: Name;
  readonly column: string;
  readonly at: number;
}

/** What a `DO` block asks before it acts, and what it names. */
export interface BlockWords {
  readonly conditions: readonly { readonly text: string; readonly at: number }[];
  /** Its plain strings: tables that it goes through stand there. */
  readonly literals: readonly string[];
  readonly rowSecurity: boolean;
}

/** A statement as the lint and the audit of migrations take it: what its parse tree says, as data. */
export interface StatementWords {
  readonly sql: string;
  /** `CREATE TABLE`; `unknown` where it does not parse. */
  readonly command: string;
  readonly outsideTransaction: boolean;
  readonly actions: readonly SqlAction[];
  readonly columns: readonly NamedColumn[];
  readonly block: BlockWords | null;
  readonly error: { readonly message: string; readonly at: number } | null;
}
