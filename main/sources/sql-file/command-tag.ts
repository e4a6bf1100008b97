type Node = Readonly<Record<string, unknown>>;

/** What needs nothing but the type of its node. Tags: PostgreSQL 18, `src/include/tcop/cmdtaglist.h`. */
const TAGS: Readonly<Record<string, string>> = {
  AlterCollationStmt: 'ALTER COLLATION',
  AlterDatabaseSetStmt: 'ALTER DATABASE',
  AlterDatabaseStmt: 'ALTER DATABASE',
  AlterDefaultPrivilegesStmt: 'ALTER DEFAULT PRIVILEGES',
  AlterDomainStmt: 'ALTER DOMAIN',
  AlterEnumStmt: 'ALTER TYPE',
  AlterEventTrigStmt: 'ALTER EVENT TRIGGER',
  AlterExtensionContentsStmt: 'ALTER EXTENSION',
  AlterExtensionStmt: 'ALTER EXTENSION',
  AlterOperatorStmt: 'ALTER OPERATOR',
  AlterOpFamilyStmt: 'ALTER OPERATOR FAMILY',
  AlterPolicyStmt: 'ALTER POLICY',
  AlterPublicationStmt: 'ALTER PUBLICATION',
  AlterRoleSetStmt: 'ALTER ROLE',
  AlterRoleStmt: 'ALTER ROLE',
  AlterSeqStmt: 'ALTER SEQUENCE',
  AlterStatsStmt: 'ALTER STATISTICS',
  AlterSubscriptionStmt: 'ALTER SUBSCRIPTION',
  AlterSystemStmt: 'ALTER SYSTEM',
  AlterTSConfigurationStmt: 'ALTER TEXT SEARCH CONFIGURATION',
  AlterTSDictionaryStmt: 'ALTER TEXT SEARCH DICTIONARY',
  AlterTypeStmt: 'ALTER TYPE',
  CallStmt: 'CALL',
  CheckPointStmt: 'CHECKPOINT',
  ClosePortalStmt: 'CLOSE CURSOR',
  ClusterStmt: 'CLUSTER',
  CommentStmt: 'COMMENT',
  CompositeTypeStmt: 'CREATE TYPE',
  CopyStmt: 'COPY',
  CreateAmStmt: 'CREATE ACCESS METHOD',
  CreateCastStmt: 'CREATE CAST',
  CreateConversionStmt: 'CREATE CONVERSION',
  CreatedbStmt: 'CREATE DATABASE',
  CreateDomainStmt: 'CREATE DOMAIN',
  CreateEnumStmt: 'CREATE TYPE',
  CreateEventTrigStmt: 'CREATE EVENT TRIGGER',
  CreateExtensionStmt: 'CREATE EXTENSION',
  CreateFdwStmt: 'CREATE FOREIGN DATA WRAPPER',
  CreateForeignServerStmt: 'CREATE SERVER',
  CreateForeignTableStmt: 'CREATE FOREIGN TABLE',
  CreateOpClassStmt: 'CREATE OPERATOR CLASS',
  CreateOpFamilyStmt: 'CREATE OPERATOR FAMILY',
  CreatePLangStmt: 'CREATE LANGUAGE',
  CreatePolicyStmt: 'CREATE POLICY',
  CreatePublicationStmt: 'CREATE PUBLICATION',
  CreateRangeStmt: 'CREATE TYPE',
  CreateRoleStmt: 'CREATE ROLE',
  CreateSchemaStmt: 'CREATE SCHEMA',
  CreateSeqStmt: 'CREATE SEQUENCE',
  CreateStatsStmt: 'CREATE STATISTICS',
  CreateStmt: 'CREATE TABLE',
  CreateSubscriptionStmt: 'CREATE SUBSCRIPTION',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  CreateTransformStmt: 'CREATE TRANSFORM',
  CreateTrigStmt: 'CREATE TRIGGER',
  CreateUserMappingStmt: 'CREATE USER MAPPING',
  DeallocateStmt: 'DEALLOCATE',
  DeclareCursorStmt: 'DECLARE CURSOR',
  DeleteStmt: 'DELETE',
  DiscardStmt: 'DISCARD',
  DoStmt: 'DO',
  DropdbStmt: 'DROP DATABASE',
  DropOwnedStmt: 'DROP OWNED',
  DropRoleStmt: 'DROP ROLE',
  DropSubscriptionStmt: 'DROP SUBSCRIPTION',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  DropUserMappingStmt: 'DROP USER MAPPING',
  ExecuteStmt: 'EXECUTE',
  ExplainStmt: 'EXPLAIN',
  FetchStmt: 'FETCH',
  ImportForeignSchemaStmt: 'IMPORT FOREIGN SCHEMA',
  IndexStmt: 'CREATE INDEX',
  InsertStmt: 'INSERT',
  ListenStmt: 'LISTEN',
  LoadStmt: 'LOAD',
  LockStmt: 'LOCK TABLE',
  MergeStmt: 'MERGE',
  NotifyStmt: 'NOTIFY',
  PrepareStmt: 'PREPARE',
  ReassignOwnedStmt: 'REASSIGN OWNED',
  RefreshMatViewStmt: 'REFRESH MATERIALIZED VIEW',
  ReindexStmt: 'REINDEX',
  RuleStmt: 'CREATE RULE',
  SecLabelStmt: 'SECURITY LABEL',
  SelectStmt: 'SELECT',
  TruncateStmt: 'TRUNCATE TABLE',
  UnlistenStmt: 'UNLISTEN',
  UpdateStmt: 'UPDATE',
  VariableShowStmt: 'SHOW',
  ViewStmt: 'CREATE VIEW',
};

type Tagger = (node: Node) => string;

const TAGGERS: Readonly<Record<string, Tagger>> = {
  AlterFunctionStmt: ({ objtype }) => `ALTER ${objectWords(objtype)}`,
  AlterObjectDependsStmt: ({ objectType }) => `ALTER ${objectWords(objectType)}`,
  AlterObjectSchemaStmt: ({ objectType }) => `ALTER ${objectWords(objectType)}`,
  AlterOwnerStmt: ({ objectType }) => `ALTER ${objectWords(objectType)}`,
  AlterTableStmt: ({ objtype }) => `ALTER ${objectWords(objtype)}`,
  CreateFunctionStmt: ({ is_procedure }) => (is_procedure ? 'CREATE PROCEDURE' : 'CREATE FUNCTION'),
  CreateTableAsStmt: ({ objtype, is_select_into }) =>
    is_select_into ? 'SELECT INTO' : objtype === 'OBJECT_MATVIEW' ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS',
  DefineStmt: ({ kind }) => `CREATE ${objectWords(kind)}`,
  DropStmt: ({ removeType }) => `DROP ${objectWords(removeType)}`,
  GrantRoleStmt: ({ is_grant }) => (is_grant ? 'GRANT ROLE' : 'REVOKE ROLE'),
  GrantStmt: ({ is_grant }) => (is_grant ? 'GRANT' : 'REVOKE'),
  RenameStmt: ({ renameType, relationType }) =>
    `ALTER ${objectWords(BY_RELATION.has(String(renameType)) ? (relationType ?? 'OBJECT_TABLE') : renameType)}`,
  TransactionStmt: ({ kind }) => TRANSACTIONS[String(kind)] ?? 'BEGIN',
  VacuumStmt: ({ is_vacuumcmd }) => (is_vacuumcmd ? 'VACUUM' : 'ANALYZE'),
  VariableSetStmt: ({ kind }) => (/RESET/.test(String(kind)) ? 'RESET' : 'SET'),
};

/** Renamed by ALTER TABLE (or VIEW, or TYPE) of what they belong to. */
const BY_RELATION: ReadonlySet<string> = new Set(['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT', 'OBJECT_ATTRIBUTE']);

const TRANSACTIONS: Readonly<Record<string, string>> = {
  TRANS_STMT_BEGIN: 'BEGIN',
  TRANS_STMT_START: 'START TRANSACTION',
  TRANS_STMT_COMMIT: 'COMMIT',
  TRANS_STMT_ROLLBACK: 'ROLLBACK',
  TRANS_STMT_SAVEPOINT: 'SAVEPOINT',
  TRANS_STMT_RELEASE: 'RELEASE',
  TRANS_STMT_ROLLBACK_TO: 'ROLLBACK',
  TRANS_STMT_PREPARE: 'PREPARE TRANSACTION',
  TRANS_STMT_COMMIT_PREPARED: 'COMMIT PREPARED',
  TRANS_STMT_ROLLBACK_PREPARED: 'ROLLBACK PREPARED',
};

const OBJECTS: Readonly<Record<string, string>> = {
  OBJECT_MATVIEW: 'MATERIALIZED VIEW',
  OBJECT_DOMCONSTRAINT: 'DOMAIN',
  OBJECT_FDW: 'FOREIGN DATA WRAPPER',
  OBJECT_FOREIGN_SERVER: 'SERVER',
  OBJECT_OPCLASS: 'OPERATOR CLASS',
  OBJECT_OPFAMILY: 'OPERATOR FAMILY',
  OBJECT_STATISTIC_EXT: 'STATISTICS',
  OBJECT_TSCONFIGURATION: 'TEXT SEARCH CONFIGURATION',
  OBJECT_TSDICTIONARY: 'TEXT SEARCH DICTIONARY',
  OBJECT_TSPARSER: 'TEXT SEARCH PARSER',
  OBJECT_TSTEMPLATE: 'TEXT SEARCH TEMPLATE',
};

function objectWords(type: unknown): string {
  const name = String(type ?? 'OBJECT_TABLE');
  return OBJECTS[name] ?? name.replace(/^OBJECT_/, '').replaceAll('_', ' ');
}

/** The command as PostgreSQL calls it: `CREATE TABLE`. `unknown` for a node that has no name here. */
export function commandTag(type: string, node: Node): string {
  return TAGS[type] ?? TAGGERS[type]?.(node) ?? 'unknown';
}
