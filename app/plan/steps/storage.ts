import type { Column } from '#app/catalog';

/** How PostgreSQL stores a type by itself (`pg_type.typstorage`), where it is not known by another name: DEFAULT is new in 16. */
const EXTENDED =
  /^(text|character|character varying|bytea|json|jsonb|xml|tsvector|path|polygon|bit varying|bit|.*range|.*\[\])(\(.*\))?$/;
const MAIN = /^(numeric|inet|cidr)(\(.*\))?$/;

export function renderDefaultStorage({ type }: Pick<Column, 'type'>): string {
  if (EXTENDED.test(type)) return 'EXTENDED';
  return MAIN.test(type) ? 'MAIN' : 'DEFAULT';
}
