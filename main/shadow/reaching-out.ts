const READS_FILES = 'reads files of the server';
const WRITES_FILES = 'writes files of the server';
const STEERS = 'steers the whole server';
const REPLICATES = 'makes something of the server that outlives the database';
const ENDS_OTHERS = 'ends the work of others';

/** Functions that reach out of their database, and what they do (PostgreSQL's manual, "System Administration Functions"). */
export const REACHING_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ...[
    ...['pg_read_file', 'pg_read_binary_file', 'pg_stat_file', 'pg_ls_dir', 'pg_ls_logdir', 'pg_ls_waldir'],
    ...['pg_ls_tmpdir', 'pg_ls_archive_statusdir', 'pg_ls_logicalsnapdir', 'pg_ls_logicalmapdir'],
    ...['pg_ls_replslotdir', 'pg_ls_summariesdir', 'pg_current_logfile', 'lo_import', 'pg_hba_file_rules'],
  ].map((name) => [name, READS_FILES] as const),
  ...['lo_export', 'pg_file_write', 'pg_file_rename', 'pg_file_unlink', 'pg_file_sync'].map(
    (name) => [name, WRITES_FILES] as const,
  ),
  ...[
    ...['pg_reload_conf', 'pg_rotate_logfile', 'pg_promote', 'pg_switch_wal', 'pg_backup_start', 'pg_backup_stop'],
    ...['pg_start_backup', 'pg_stop_backup', 'pg_wal_replay_pause', 'pg_wal_replay_resume', 'pg_create_restore_point'],
    ...['pg_stat_reset_shared', 'pg_log_backend_memory_contexts'],
  ].map((name) => [name, STEERS] as const),
  ...[
    ...['pg_create_physical_replication_slot', 'pg_create_logical_replication_slot', 'pg_drop_replication_slot'],
    ...['pg_copy_physical_replication_slot', 'pg_copy_logical_replication_slot', 'pg_replication_origin_create'],
  ].map((name) => [name, REPLICATES] as const),
  ...['pg_terminate_backend', 'pg_cancel_backend'].map((name) => [name, ENDS_OTHERS] as const),
]);

const OTHER_SERVERS = 'connects to other servers';
const ANY_PROGRAM = 'runs programs as the server’s own user';

/** Extensions whose purpose is to reach out. */
export const REACHING_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ...['dblink', 'postgres_fdw', 'mysql_fdw', 'oracle_fdw', 'tds_fdw', 'mongo_fdw', 'redis_fdw', 'wrappers'].map(
    (name) => [name, OTHER_SERVERS] as const,
  ),
  ...['http', 'pg_net', 'pgsql-http', 'aws_s3', 'aws_lambda', 'google_ml_integration', 'azure_storage'].map(
    (name) => [name, OTHER_SERVERS] as const,
  ),
  ...['file_fdw', 'adminpack', 'pg_file_settings'].map((name) => [name, READS_FILES] as const),
  ...['plpythonu', 'plpython2u', 'plpython3u', 'plperlu', 'pltclu', 'plsh', 'pljava', 'plr'].map(
    (name) => [name, ANY_PROGRAM] as const,
  ),
]);

/** In the text of a block, its strings included: what EXECUTE runs stands there. */
export const REACHING_TEXT: readonly { readonly pattern: RegExp; readonly does: string }[] = [
  { pattern: /\bcopy\b[^;]*\b(from|to)\s+program\b/i, does: 'starts a program on the server' },
  { pattern: /\bcopy\b[^;]*\b(from|to)\s+'/i, does: 'reads or writes a file of the server' },
  { pattern: /\balter\s+system\b/i, does: STEERS },
  { pattern: /\bdblink\w*\s*\(|\bcreate\s+subscription\b/i, does: 'connects to another server' },
  ...[...REACHING_FUNCTIONS].map(([name, does]) => ({ pattern: new RegExp(`\\b${name}\\s*\\(`, 'i'), does })),
];
