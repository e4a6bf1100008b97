import { defineQuery, IN_USER_SCHEMA } from './query.ts';

export interface StatisticsRow {
  readonly relation: number;
  readonly row_estimate: number;
  readonly bytes: string;
}

/**
 * From the planner's own figures, as VACUUM and ANALYZE left them: asking the file system for every table would take
 * longer than reading the schema. A table's bytes are its pages, its indexes' and its TOAST table's.
 */
export const statisticsQuery = defineQuery<StatisticsRow>(
  'statistics',
  () => `select c.oid as relation, c.reltuples as row_estimate,
  ((c.relpages + coalesce(t.relpages, 0) + coalesce(x.pages, 0)) * current_setting('block_size')::bigint)::text as bytes
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
left join (
  select i.indrelid as relation, sum(ic.relpages) as pages
  from pg_index i join pg_class ic on ic.oid = i.indexrelid group by i.indrelid
) x on x.relation = c.oid
where c.relkind in ('r', 'p', 'm') and ${IN_USER_SCHEMA}`,
);
