import { quoteIdent, quoteQualified, type View } from '#app/catalog';
import { renderWith } from './options.ts';

/** The query keeps its own layout. */
export function renderCreateView(view: View): string {
  return `CREATE VIEW ${quoteQualified(view.schema, view.name)}${renderWith(view.options)} AS\n${trimQuery(view.definition)}`;
}

/** Defaults of a view's columns, which CREATE VIEW has no words for. */
export function renderViewDefaults(view: View): readonly string[] {
  return view.columns.flatMap((column) =>
    column.default === null
      ? []
      : [
          `ALTER VIEW ${quoteQualified(view.schema, view.name)} ALTER COLUMN ${quoteIdent(column.name)} SET DEFAULT ${column.default}`,
        ],
  );
}

/** A query without the white space and semicolon at its end. */
export function trimQuery(query: string): string {
  return query.replace(/^\n+|[\s;]+$/g, '');
}
