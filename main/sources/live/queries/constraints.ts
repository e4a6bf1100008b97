import { defineQuery, IN_USER_SCHEMA, packFlags, since } from './query.ts';

export interface ConstraintRow {
  readonly oid: number;
  readonly name: string;
  /** 0 for the checks of domains. */
  readonly relation: number;
  readonly domain: number | null;
  readonly type: 'p' | 'u' | 'f' | 'c' | 'x';
  /** The bits of {@link CONSTRAINT_FLAGS}. */
  readonly flags: number;
  readonly parent: number | null;
  readonly index: number | null;
  /** `{1,2}`: attribute numbers. */
  readonly columns: string | null;
  /** Foreign keys only, from here to `on_delete_columns`. */
  readonly references: number | null;
  readonly referenced_columns: string | null;
  /** ON UPDATE, ON DELETE and MATCH, a letter each. */
  readonly actions: string | null;
  readonly on_delete_columns: string | null;
  readonly expression: string | null;
}

/** Packed into one number: a field costs the same whether it holds one bit or many. */
export const CONSTRAINT_FLAGS = {
  deferrable: 1,
  deferred: 2,
  validated: 4,
  enforced: 8,
  local: 16,
  noInherit: 32,
  /** WITHOUT OVERLAPS or PERIOD. */
  period: 64,
} as const;

export type ReferentialActionCode = 'a' | 'r' | 'c' | 'n' | 'd';

/** Without NOT NULL (an attribute of the column) and constraint triggers (triggers). */
export const constraintsQuery = defineQuery<ConstraintRow>('constraints', (target) => {
  const flags = packFlags(CONSTRAINT_FLAGS, {
    deferrable: 'k.condeferrable',
    deferred: 'k.condeferred',
    validated: 'k.convalidated',
    enforced: since(target, 18, 'k.conenforced', 'true'),
    local: 'k.conislocal',
    noInherit: 'k.connoinherit',
    period: since(target, 18, 'k.conperiod', 'false'),
  });
  return `select k.oid, k.conname as name, k.conrelid as relation, nullif(k.contypid, 0) as domain, k.contype as type,
  ${flags} as flags, nullif(k.conparentid, 0) as parent, nullif(k.conindid, 0) as index, k.conkey::text as columns,
  nullif(k.confrelid, 0) as references, k.confkey::text as referenced_columns,
  case when k.contype = 'f' then k.confupdtype::text || k.confdeltype::text || k.confmatchtype::text end as actions,
  ${since(target, 15, 'k.confdelsetcols::text', 'null::text')} as on_delete_columns,
  case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression
from pg_constraint k
join pg_namespace n on n.oid = k.connamespace
where k.contype in ('p', 'u', 'f', 'c', 'x') and ${IN_USER_SCHEMA}`;
});

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
