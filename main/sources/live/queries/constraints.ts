import { defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface ConstraintRow {
  readonly oid: number;
  readonly name: string;
  /** 0 for the checks of domains. */
  readonly relation: number;
  readonly domain: number;
  readonly type: 'p' | 'u' | 'f' | 'c' | 'x';
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly local: boolean;
  readonly no_inherit: boolean;
  readonly parent: number;
  readonly index: number;
  /** `{1,2}`: attribute numbers. */
  readonly columns: string | null;
  readonly references: number;
  readonly referenced_columns: string | null;
  readonly on_update: ReferentialActionCode;
  readonly on_delete: ReferentialActionCode;
  readonly on_delete_columns: string | null;
  readonly match: 's' | 'f' | 'p';
  /** WITHOUT OVERLAPS or PERIOD. */
  readonly period: boolean;
  readonly expression: string | null;
}

export type ReferentialActionCode = 'a' | 'r' | 'c' | 'n' | 'd' | ' ';

/** Without NOT NULL (an attribute of the column) and constraint triggers (triggers). */
export const constraintsQuery = defineQuery<ConstraintRow>(
  'constraints',
  (target) => `select k.oid, k.conname as name, k.conrelid as relation, k.contypid as domain, k.contype as type,
  k.condeferrable as deferrable, k.condeferred as deferred, k.convalidated as validated,
  ${since(target, 18, 'k.conenforced', 'true')} as enforced, k.conislocal as local, k.connoinherit as no_inherit,
  k.conparentid as parent, k.conindid as index, k.conkey::text as columns, k.confrelid as references,
  k.confkey::text as referenced_columns, k.confupdtype as on_update, k.confdeltype as on_delete,
  ${since(target, 15, 'k.confdelsetcols::text', 'null::text')} as on_delete_columns, k.confmatchtype as match,
  ${since(target, 18, 'k.conperiod', 'false')} as period,
  case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression
from pg_constraint k
join pg_namespace n on n.oid = k.connamespace
where k.contype in ('p', 'u', 'f', 'c', 'x') and ${IN_USER_SCHEMA}`,
);

export interface ExclusionOperatorRow {
  readonly constraint: number;
  readonly position: number;
  readonly schema: string;
  readonly operator: string;
}

export const exclusionOperatorsQuery = defineQuery<ExclusionOperatorRow>(
  'operators of exclusion constraints',
  () => `select k.oid as constraint, e.position::int as position, n.nspname as schema, o.oprname as operator
from pg_constraint k
cross join lateral unnest(k.conexclop) with ordinality as e (operator, position)
join pg_operator o on o.oid = e.operator
join pg_namespace n on n.oid = o.oprnamespace
where k.contype = 'x'`,
);
