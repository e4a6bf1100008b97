import { defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface ExtendedStatisticsRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  readonly relation: number;
  /** `d`istinct values, `f`unctional dependencies, `m`ost common values, `e`xpressions; separated by commas. */
  readonly types: string;
  /** Attribute numbers, separated by blanks. */
  readonly columns: string;
  readonly expressions: readonly string[] | null;
  readonly target: number | null;
}

/** Before PostgreSQL 17 the target that follows the columns is -1. */
export const extendedStatisticsQuery = defineQuery<ExtendedStatisticsRow>(
  'extended statistics',
  (target) => `select s.oid, s.stxname as name, s.stxnamespace as schema, s.stxowner as owner, s.stxrelid as relation,
  array_to_string(s.stxkind, ',') as types, s.stxkeys::text as columns,
  ${since(target, 14, 'pg_get_statisticsobjdef_expressions(s.oid)', 'null::text[]')} as expressions,
  nullif(s.stxstattarget, -1)::int as target
from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
where ${IN_USER_SCHEMA}`,
);
