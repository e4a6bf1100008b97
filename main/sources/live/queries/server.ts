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
