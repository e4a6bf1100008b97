import { defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface OwnCollationRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  /** lib`c`, `i`cu or `b`uiltin. */
  readonly provider: 'c' | 'i' | 'b';
  readonly locale: string | null;
  readonly character_type: string | null;
  readonly deterministic: boolean;
  readonly rules: string | null;
}

/** ICU's locale stood in `collcollate` before PostgreSQL 15 and in `colliculocale` before 17. */
function localeColumn(major: number): string {
  if (major >= 17) return 'coalesce(c.colllocale, c.collcollate)';
  return major >= 15 ? 'coalesce(c.colliculocale, c.collcollate)' : 'c.collcollate';
}

/** Made by somebody, and not by `initdb`. */
export const ownCollationsQuery = defineQuery<OwnCollationRow>(
  'own collations',
  (
    target,
  ) => `select c.oid, c.collname as name, c.collnamespace as schema, c.collowner as owner, c.collprovider as provider,
  ${localeColumn(target.major)}::text as locale, case when c.collprovider = 'c' then c.collctype::text end as character_type,
  c.collisdeterministic as deterministic, ${since(target, 16, 'c.collicurules', 'null::text')} as rules
from pg_collation c join pg_namespace n on n.oid = c.collnamespace
where ${IN_USER_SCHEMA}`,
);
