import { defineQuery, since } from './query.ts';

/** Counters are 64 bits wide and come as text. */
type Count = string;

export interface TableActivityRow {
  readonly schema: string;
  readonly name: string;
  readonly live_rows: Count;
  readonly dead_rows: Count;
  readonly sequential_scans: Count;
  readonly index_scans: Count | null;
  /** PostgreSQL 16. */
  readonly last_sequential_scan: string | null;
  readonly last_vacuum: string | null;
  readonly last_analyze: string | null;
  readonly heap_pages: number;
  readonly toast_pages: number;
}

export const tableActivityQuery = defineQuery<TableActivityRow>(
  'use of tables',
  (target) => `select s.schemaname as schema, s.relname as name, s.n_live_tup::text as live_rows,
  s.n_dead_tup::text as dead_rows, s.seq_scan::text as sequential_scans, s.idx_scan::text as index_scans,
  ${since(target, 16, 's.last_seq_scan::text', 'null::text')} as last_sequential_scan,
  greatest(s.last_vacuum, s.last_autovacuum)::text as last_vacuum,
  greatest(s.last_analyze, s.last_autoanalyze)::text as last_analyze, c.relpages as heap_pages,
  coalesce(t.relpages, 0) as toast_pages
from pg_stat_user_tables s
join pg_class c on c.oid = s.relid
left join pg_class t on t.oid = c.reltoastrelid
where s.schemaname !~ '^pg_'`,
);

export interface IndexActivityRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly scans: Count;
  readonly rows_read: Count;
  /** PostgreSQL 16. */
  readonly last_scan: string | null;
  readonly pages: number;
}

export const indexActivityQuery = defineQuery<IndexActivityRow>(
  'use of indexes',
  (target) => `select s.schemaname as schema, s.relname as table, s.indexrelname as name, s.idx_scan::text as scans,
  s.idx_tup_read::text as rows_read, ${since(target, 16, 's.last_idx_scan::text', 'null::text')} as last_scan,
  c.relpages as pages
from pg_stat_user_indexes s
join pg_class c on c.oid = s.indexrelid
where s.schemaname !~ '^pg_'`,
);

export interface SequenceActivityRow {
  readonly schema: string;
  readonly name: string;
  /** Null where it was never used, or the role may not see it. */
  readonly last_value: string | null;
  readonly max_value: string;
  readonly min_value: string;
  readonly increment: string;
  readonly cycles: boolean;
}

export const sequenceActivityQuery = defineQuery<SequenceActivityRow>(
  'use of sequences',
  () => `select schemaname as schema, sequencename as name, last_value::text as last_value, max_value::text as max_value,
  min_value::text as min_value, increment_by::text as increment, cycle as cycles
from pg_sequences`,
);

export interface CountedSinceRow {
  readonly since: string | null;
  readonly block_size: number;
}

export const countedSinceQuery = defineQuery<CountedSinceRow>(
  'when statistics were reset',
  () => `select (select stats_reset::text from pg_stat_database where datname = current_database()) as since,
  current_setting('block_size')::int as block_size`,
);
