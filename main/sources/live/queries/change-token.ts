import { defineQuery } from './query.ts';

export interface ChangeTokenRow {
  readonly token: string;
}

/**
 * Tables that last only as long as a session come and go all day on some servers: not a change of the schema. Found once
 * for all catalogs.
 */
const TEMPORARY = `with temporary_schema as materialized (
  select oid from pg_namespace where nspname ~ '^pg_(toast_)?temp_'
), temporary_relation as materialized (
  select oid from pg_class where relpersistence = 't'
)`;
const notTemporary = (column: string) => `${column} not in (select oid from temporary_relation)`;
const notInTemporarySchema = (column: string) => `${column} not in (select oid from temporary_schema)`;

/** Catalogs whose rows make up a schema, and which of their rows count. */
const CATALOGS: readonly (readonly [catalog: string, where: string])[] = [
  ['pg_namespace', notInTemporarySchema('oid')],
  ['pg_class', notInTemporarySchema('relnamespace')],
  ['pg_attribute', `attnum > 0 and ${notTemporary('attrelid')}`],
  ['pg_attrdef', notTemporary('adrelid')],
  ['pg_constraint', notInTemporarySchema('connamespace')],
  ['pg_index', notTemporary('indrelid')],
  ['pg_type', notInTemporarySchema('typnamespace')],
  ...[
    'pg_enum',
    'pg_range',
    'pg_proc',
    'pg_aggregate',
    'pg_trigger',
    'pg_event_trigger',
    'pg_policy',
    'pg_rewrite',
    'pg_inherits',
    'pg_sequence',
    'pg_description',
    'pg_extension',
    'pg_auth_members',
    'pg_default_acl',
    'pg_publication',
    'pg_publication_rel',
    'pg_foreign_table',
    'pg_collation',
    'pg_statistic_ext',
  ].map((catalog) => [catalog, 'true'] as const),
  // The schemas of publications: pg_publication_namespace (6237 in its header), which servers before 15 do not have.
  ['pg_depend', 'classid = 6237'],
];

/**
 * Every change of a catalog row writes a row with a new `xmin`, and every removal lowers the count: number of rows and
 * sum of `xmin` per catalog say whether anything changed. Rows are grouped first, as few transactions made them all and
 * reading an `xmin` as a number goes through text. Statistics do not count, they are written in place. Roles are
 * only visible through a view, which has no `xmin`.
 */
export const changeTokenQuery = defineQuery<ChangeTokenRow>(
  'whether anything changed',
  () => `${TEMPORARY}
select md5(concat_ws(' ',
${CATALOGS.map(([catalog, where]) => `(select coalesce(sum(n), 0) || ':' || coalesce(sum(x::text::bigint * n), 0) from (select xmin as x, count(*) as n from ${catalog} where ${where} group by xmin) g)`).join(',\n')},
(select count(*) || ':' || coalesce(sum(hashtext(r::text)), 0) from pg_roles r))) as token`,
);
