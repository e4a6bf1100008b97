import { type MaterializedView, quoteQualified } from '#app/catalog';
import { agreeBut, isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderInnerComments } from './inner-comments.ts';
import { renderOptionChanges } from './options.ts';

export const materializedViewSteps: KindSteps<'materialized-view'> = {
  drop: ({ schema, name }) => `DROP MATERIALIZED VIEW ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    if (!agreeBut(from, to, 'options', 'columns') || !isSame(shapeOf(from), shapeOf(to))) return REPLACE;
    const alter = `ALTER MATERIALIZED VIEW ${quoteQualified(to.schema, to.name)}`;
    return statements(
      renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`),
      renderInnerComments(to, from.columns, to.columns),
    );
  },
};

function shapeOf({ columns }: MaterializedView) {
  return columns.map(({ name, type }) => [name, type]);
}
