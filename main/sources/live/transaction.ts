import { allowStatement } from './statements.ts';

export const BEGIN_READ_ONLY = allowStatement('begin isolation level repeatable read read only');
export const ROLLBACK = allowStatement('rollback');
export const SAVEPOINT = allowStatement('savepoint raingauge_reading');
export const ROLLBACK_TO_SAVEPOINT = allowStatement('rollback to savepoint raingauge_reading');

/**
 * What the texts of `pg_get_*` depend on, pinned (CONTRACTS, "PostgreSQL as the judge"). All by SET LOCAL: on a
 * transaction pooler a session-level SET would leak to the application. Temporary tables come last: by an empty path they
 * would come first, and hide catalogs.
 */
export const SETTINGS: readonly string[] = [
  `set local search_path to pg_catalog, pg_temp`,
  `set local datestyle to 'ISO, MDY'`,
  `set local intervalstyle to 'postgres'`,
  `set local timezone to 'UTC'`,
  `set local extra_float_digits to 1`,
  `set local bytea_output to 'hex'`,
  `set local quote_all_identifiers to off`,
  // Compiling a catalog query takes longer than running it.
  `set local jit to off`,
].map(allowStatement);

/** Since PostgreSQL 17. Nothing is said by a server that has no such setting. */
const LIFT_TRANSACTION_TIMEOUT = allowStatement(
  `select pg_catalog.set_config('transaction_timeout', '0', true)
where pg_catalog.current_setting('transaction_timeout', true) is not null`,
);

export interface Timeouts {
  readonly statementMilliseconds: number;
  /** `pg_get_*` wait for an ACCESS EXCLUSIVE lock that a migration holds. */
  readonly lockMilliseconds: number;
}

export function timeoutSettings(timeouts: Timeouts): readonly string[] {
  const whole = (milliseconds: number) => Math.max(1, Math.round(milliseconds));
  return [
    allowStatement(`set local statement_timeout to ${whole(timeouts.statementMilliseconds)}`),
    allowStatement(`set local lock_timeout to ${whole(timeouts.lockMilliseconds)}`),
    // Those of the role or the database are meant for the application: what they end is the connection.
    allowStatement(`set local idle_in_transaction_session_timeout to 0`),
    LIFT_TRANSACTION_TIMEOUT,
  ];
}
