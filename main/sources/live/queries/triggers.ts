import { defineQuery, IN_USER_SCHEMA, since } from './query.ts';

/** `O` origin, `A` always, `R` replica, `D` disabled. */
export type EnabledCode = 'O' | 'A' | 'R' | 'D';

export interface TriggerRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  /** Bits: 1 row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate, 64 instead (`catalog/pg_trigger.h`). */
  readonly type: number;
  readonly enabled: EnabledCode;
  readonly inherited: boolean;
  readonly constraint: boolean;
  /** FROM of a constraint trigger. */
  readonly referenced: number | null;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  /** Attribute numbers, separated by blanks. */
  readonly update_of: string;
  /** Each argument followed by a zero byte, as hexadecimal. */
  readonly arguments: string;
  readonly old_table: string | null;
  readonly new_table: string | null;
  readonly function_schema: string;
  readonly function: string;
  /** CREATE TRIGGER, only where there is a WHEN: no function prints the condition alone. */
  readonly definition: string | null;
}

/** Before 15 a partition's copy of its parent's trigger was marked as internal, as those of foreign keys are. */
const OWN_BEFORE_15 = '(not t.tgisinternal or t.tgparentid <> 0 and t.tgconstrrelid = 0)';

export const triggersQuery = defineQuery<TriggerRow>(
  'triggers',
  (target) => `select t.oid, t.tgrelid as relation, t.tgname as name, t.tgtype as type, t.tgenabled as enabled,
  t.tgparentid <> 0 as inherited, t.tgconstraint <> 0 as constraint,
  case when not t.tgisinternal then nullif(t.tgconstrrelid, 0) end as referenced, t.tgdeferrable as deferrable,
  t.tginitdeferred as deferred, t.tgattr::text as update_of, encode(t.tgargs, 'hex') as arguments,
  t.tgoldtable as old_table, t.tgnewtable as new_table, fn.nspname as function_schema, p.proname as function,
  case when t.tgqual is not null then pg_get_triggerdef(t.oid, false) end as definition
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_proc p on p.oid = t.tgfoid
join pg_namespace fn on fn.oid = p.pronamespace
where ${since(target, 15, 'not t.tgisinternal', OWN_BEFORE_15)} and ${IN_USER_SCHEMA}`,
);

export interface EventTriggerRow {
  readonly oid: number;
  readonly name: string;
  readonly event: string;
  readonly owner: number;
  readonly enabled: EnabledCode;
  readonly tags: readonly string[] | null;
  readonly function_schema: string;
  readonly function: string;
}

export const eventTriggersQuery = defineQuery<EventTriggerRow>(
  'event triggers',
  () => `select e.oid, e.evtname as name, e.evtevent as event, e.evtowner as owner, e.evtenabled as enabled,
  e.evttags as tags, n.nspname as function_schema, p.proname as function
from pg_event_trigger e
join pg_proc p on p.oid = e.evtfoid
join pg_namespace n on n.oid = p.pronamespace`,
);

export interface RuleRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly enabled: EnabledCode;
  readonly definition: string | null;
}

export const rulesQuery = defineQuery<RuleRow>(
  'rules',
  () => `select r.oid, r.ev_class as relation, r.rulename as name, r.ev_enabled as enabled,
  pg_get_ruledef(r.oid) as definition
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and ${IN_USER_SCHEMA}`,
);

export interface PolicyRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly permissive: boolean;
  readonly command: '*' | 'r' | 'a' | 'w' | 'd';
  /** `{16385,16386}`; 0 stands for PUBLIC. */
  readonly roles: string;
  readonly using: string | null;
  readonly check: string | null;
}

export const policiesQuery = defineQuery<PolicyRow>(
  'policies',
  () => `select p.oid, p.polrelid as relation, p.polname as name, p.polpermissive as permissive, p.polcmd as command,
  p.polroles::text as roles, pg_get_expr(p.polqual, p.polrelid) as using,
  pg_get_expr(p.polwithcheck, p.polrelid) as check
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where ${IN_USER_SCHEMA}`,
);
