import { defineQuery, since } from './query.ts';

export interface PublicationRow {
  readonly oid: number;
  readonly name: string;
  readonly owner: number;
  readonly all_tables: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly truncate: boolean;
  readonly via_root: boolean;
  readonly generated_columns: 'n' | 's';
}

export const publicationsQuery = defineQuery<PublicationRow>(
  'publications',
  (target) => `select oid, pubname as name, pubowner as owner, puballtables as all_tables, pubinsert as insert,
  pubupdate as update, pubdelete as delete, pubtruncate as truncate, pubviaroot as via_root,
  ${since(target, 18, 'pubgencols', `'n'`)} as generated_columns
from pg_publication`,
);

export interface PublicationTableRow {
  readonly publication: number;
  readonly relation: number;
  /** Attribute numbers, separated by blanks; null means all columns. PostgreSQL 15. */
  readonly columns: string | null;
  readonly where: string | null;
}

export const publicationTablesQuery = defineQuery<PublicationTableRow>(
  'tables of publications',
  (target) => `select prpubid as publication, prrelid as relation,
  ${since(target, 15, 'prattrs::text', 'null::text')} as columns,
  ${since(target, 15, 'pg_get_expr(prqual, prrelid)', 'null::text')} as where
from pg_publication_rel`,
);

export interface PublicationSchemaRow {
  readonly publication: number;
  readonly schema: string;
}

export const publicationSchemasQuery = defineQuery<PublicationSchemaRow>('schemas of publications', (target) =>
  since(
    target,
    15,
    `select p.pnpubid as publication, n.nspname as schema
from pg_publication_namespace p join pg_namespace n on n.oid = p.pnnspid`,
    `select 0::oid as publication, '' as schema where false`,
  ),
);
