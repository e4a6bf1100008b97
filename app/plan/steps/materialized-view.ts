import { quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderOptionChanges } from './options.ts';

export const materializedViewSteps: KindSteps<'materialized-view'> = {
  drop: ({ schema, name }) => `DROP MATERIALIZED VIEW ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    if (!agreeBut(from, to, 'options')) return REPLACE;
    const alter = `ALTER MATERIALIZED VIEW ${quoteQualified(to.schema, to.name)}`;
    return statements(renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`));
  },
};
