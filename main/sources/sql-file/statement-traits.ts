type Node = Readonly<Record<string, unknown>>;

/** How a statement is to be run, as far as its parse tree tells. */
export interface StatementTraits {
  /** PostgreSQL refuses it inside a transaction block. */
  readonly outsideTransaction: boolean;
  /** `transaction-control` for BEGIN, COMMIT and their like. */
  readonly flags: readonly string[];
}

export const PLAIN: StatementTraits = { outsideTransaction: false, flags: [] };

const outside = (is: boolean): StatementTraits => ({ ...PLAIN, outsideTransaction: is });
const says = (part: unknown, words: RegExp): boolean => words.test(JSON.stringify(part ?? []));

/** By the calls of `PreventInTransactionBlock` in PostgreSQL 18's `utility.c` and what it calls. */
const TRAITS: Readonly<Record<string, (node: Node) => StatementTraits>> = {
  AlterDatabaseStmt: (node) => outside(says(node.options, /"tablespace"/)),
  AlterSystemStmt: () => outside(true),
  AlterTableStmt: (node) => outside(says(node.cmds, /"concurrent":true/)),
  ClusterStmt: (node) => outside(node.relation === undefined),
  CreateSubscriptionStmt: () => outside(true),
  CreateTableSpaceStmt: () => outside(true),
  CreatedbStmt: () => outside(true),
  DiscardStmt: (node) => outside(node.target === undefined || node.target === 'DISCARD_ALL'),
  DropStmt: (node) => outside(node.concurrent === true),
  DropSubscriptionStmt: () => outside(true),
  DropTableSpaceStmt: () => outside(true),
  DropdbStmt: () => outside(true),
  IndexStmt: (node) => outside(node.concurrent === true),
  ReindexStmt: (node) => outside(says(node.kind, /SCHEMA|SYSTEM|DATABASE/) || says(node.params, /concurrently/)),
  TransactionStmt: () => ({ ...PLAIN, flags: ['transaction-control'] }),
  VacuumStmt: (node) => outside(node.is_vacuumcmd === true),
};

/** The traits of a parsed statement. */
export function traitsOf(type: string, node: Node): StatementTraits {
  return TRAITS[type]?.(node) ?? PLAIN;
}
