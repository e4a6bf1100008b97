import { quoteQualified } from '#app/catalog';
import { renderIndexStatistics } from '#app/sql';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderClustering } from './indexed-key.ts';
import { renderOptionChanges } from './options.ts';

export const indexSteps: KindSteps<'index'> = {
  drop: ({ schema, name, inherited }) => (inherited ? null : `DROP INDEX ${quoteQualified(schema, name)}`),
  alter: (from, to, context) => {
    if (!agreeBut(from, to, 'options', 'tablespace', 'statisticsTargets', 'clustered')) return REPLACE;
    const alter = `ALTER INDEX ${quoteQualified(to.schema, to.name)}`;
    const reset = Object.keys(from.statisticsTargets)
      .filter((position) => !(position in to.statisticsTargets))
      .map((position) => `${alter} ALTER COLUMN ${position} SET STATISTICS -1`);
    return statements(
      renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`),
      from.tablespace === to.tablespace ? null : `${alter} SET TABLESPACE ${to.tablespace ?? 'pg_default'}`,
      reset,
      renderIndexStatistics(to),
      from.clustered === to.clustered ? null : renderClustering(to, context),
    );
  },
};
