import { type MaterializedView, quoteIdent, quoteQualified } from '#app/catalog';
import { renderTablespace, renderWith } from './options.ts';
import { trimQuery } from './view.ts';

export function renderCreateMaterializedView(view: MaterializedView): string {
  const method = view.accessMethod === null ? '' : ` USING ${quoteIdent(view.accessMethod)}`;
  const head = `CREATE MATERIALIZED VIEW ${quoteQualified(view.schema, view.name)}${method}${renderWith(view.options)}${renderTablespace(view.tablespace)}`;
  return `${head} AS\n${trimQuery(view.definition)}${view.populated ? '' : '\nWITH NO DATA'}`;
}
