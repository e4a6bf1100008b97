import { defineQuery } from './query.ts';

export interface ServerRow {
  readonly number: number;
  readonly version: string;
  readonly banner: string;
}

export const serverQuery = defineQuery<ServerRow>(
  'the server’s version',
  () => `select current_setting('server_version_num')::int as number,
  current_setting('server_version') as version, version() as banner`,
);

export interface SnapshotRow {
  readonly snapshot: string;
}

/** The same text before and after means that no transaction that writes has ended in between. */
export const snapshotQuery = defineQuery<SnapshotRow>(
  'the snapshot',
  () => `select pg_current_snapshot()::text as snapshot`,
);

export interface SessionStateRow {
  readonly standby: boolean;
  readonly read_only: boolean;
}

/**
 * For `target_session_attrs`. Asked outside the read-only transaction, where everything is read-only; and so by the
 * search_path that the role has, where anybody's function of that name may come first.
 */
export const sessionStateQuery = defineQuery<SessionStateRow>(
  'whether the server is a standby',
  () => `select pg_catalog.pg_is_in_recovery() as standby,
  pg_catalog.current_setting('transaction_read_only')::pg_catalog.bool as read_only`,
);

export interface SystemIdentifierRow {
  readonly identifier: string;
}

/** The same on a server and its copies (made by `initdb`): two names for one server have it in common. */
export const systemIdentifierQuery = defineQuery<SystemIdentifierRow>(
  'the server’s identity',
  () => 'select system_identifier::pg_catalog.text as identifier from pg_catalog.pg_control_system()',
);
