import { aclText, defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface RoutineRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  readonly acl: string | null;
  readonly kind: 'f' | 'p' | 'w' | 'a';
  readonly identity_arguments: string;
  readonly arguments: string;
  readonly result: string | null;
  readonly language: string;
  readonly source: string;
  readonly sql_body: string | null;
  readonly library: string | null;
  readonly volatility: 'i' | 's' | 'v';
  readonly strict: boolean;
  readonly security_definer: boolean;
  readonly leakproof: boolean;
  readonly parallel: 'u' | 'r' | 's';
  readonly cost: number;
  readonly rows: number;
  readonly config: readonly string[] | null;
  readonly support: string | null;
  readonly transforms: readonly string[] | null;
}

/** Without the constructors of range types, which come with the type. */
export const routinesQuery = defineQuery<RoutineRow>(
  'functions and procedures',
  (target) => `select p.oid, p.proname as name, p.pronamespace as schema, p.proowner as owner,
  ${aclText('p.proacl')} as acl, p.prokind as kind,
  case p.prokind when 'a' then pg_get_function_identity_arguments(p.oid) else oidvectortypes(p.proargtypes) end as identity_arguments,
  pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result, l.lanname as language,
  p.prosrc as source,
  ${since(target, 14, 'case when p.prosqlbody is not null then pg_get_function_sqlbody(p.oid) end', 'null::text')} as sql_body,
  p.probin as library, p.provolatile as volatility, p.proisstrict as strict, p.prosecdef as security_definer,
  p.proleakproof as leakproof, p.proparallel as parallel, p.procost as cost, p.prorows as rows, p.proconfig as config,
  nullif(p.prosupport, 0)::regproc::text as support,
  case when p.protrftypes is not null then array(
    select format_type(t.type, null) from unnest(p.protrftypes) with ordinality as t (type, position) order by position
  ) end as transforms
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
where ${IN_USER_SCHEMA} and not exists (
  select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i'
)`,
);

export interface AggregateRow {
  readonly routine: number;
  readonly kind: 'n' | 'o' | 'h';
  readonly transition: string;
  readonly transition_type: string;
  readonly transition_space: number;
  readonly final: string | null;
  readonly final_extra: boolean;
  readonly final_modify: 'r' | 's' | 'w';
  readonly combine: string | null;
  readonly serialize: string | null;
  readonly deserialize: string | null;
  readonly initial: string | null;
  readonly moving_transition: string | null;
  readonly moving_inverse: string | null;
  readonly moving_type: string | null;
  readonly moving_space: number;
  readonly moving_final: string | null;
  readonly moving_final_extra: boolean;
  readonly moving_final_modify: 'r' | 's' | 'w';
  readonly moving_initial: string | null;
  readonly sort_operator: string | null;
}

export const aggregatesQuery = defineQuery<AggregateRow>(
  'aggregates',
  () => `select a.aggfnoid::oid as routine, a.aggkind as kind, a.aggtransfn::text as transition,
  format_type(a.aggtranstype, null) as transition_type, a.aggtransspace as transition_space,
  nullif(a.aggfinalfn, 0)::regproc::text as final, a.aggfinalextra as final_extra, a.aggfinalmodify as final_modify,
  nullif(a.aggcombinefn, 0)::regproc::text as combine, nullif(a.aggserialfn, 0)::regproc::text as serialize,
  nullif(a.aggdeserialfn, 0)::regproc::text as deserialize, a.agginitval as initial,
  nullif(a.aggmtransfn, 0)::regproc::text as moving_transition,
  nullif(a.aggminvtransfn, 0)::regproc::text as moving_inverse,
  case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end as moving_type,
  a.aggmtransspace as moving_space, nullif(a.aggmfinalfn, 0)::regproc::text as moving_final,
  a.aggmfinalextra as moving_final_extra, a.aggmfinalmodify as moving_final_modify, a.aggminitval as moving_initial,
  case when a.aggsortop <> 0 then (
    select quote_ident(os.nspname) || '.' || o.oprname from pg_operator o
    join pg_namespace os on os.oid = o.oprnamespace where o.oid = a.aggsortop
  ) end as sort_operator
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
where ${IN_USER_SCHEMA}`,
);
