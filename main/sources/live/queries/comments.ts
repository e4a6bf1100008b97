import { defineQuery, IN_USER_SCHEMA } from './query.ts';

export interface CommentRow {
  /** The catalog of what is commented on. */
  readonly class: string;
  readonly oid: number;
  /** A column's number, else 0. */
  readonly sub: number;
  readonly text: string;
}

/** Functions and types are cut to user schemas: the server ships thousands of comments on its own. */
export const commentsQuery = defineQuery<CommentRow>(
  'comments',
  () => `select d.classoid::regclass::text as class, d.objoid as oid, d.objsubid as sub, d.description as text
from pg_description d
where d.classoid in ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
  'pg_rewrite'::regclass, 'pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_event_trigger'::regclass,
  'pg_publication'::regclass, 'pg_statistic_ext'::regclass)
union all
select 'pg_type', d.objoid, 0, d.description
from pg_description d join pg_type t on t.oid = d.objoid join pg_namespace n on n.oid = t.typnamespace
where d.classoid = 'pg_type'::regclass and ${IN_USER_SCHEMA}
union all
select 'pg_collation', d.objoid, 0, d.description
from pg_description d join pg_collation o on o.oid = d.objoid join pg_namespace n on n.oid = o.collnamespace
where d.classoid = 'pg_collation'::regclass and ${IN_USER_SCHEMA}
union all
select 'pg_proc', d.objoid, 0, d.description
from pg_description d join pg_proc p on p.oid = d.objoid join pg_namespace n on n.oid = p.pronamespace
where d.classoid = 'pg_proc'::regclass and ${IN_USER_SCHEMA}
union all
select 'pg_authid', objoid, 0, description from pg_shdescription where classoid = 'pg_authid'::regclass`,
);
