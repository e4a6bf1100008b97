import { quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const statisticsSteps: KindSteps<'statistics'> = {
  drop: ({ schema, name }) => `DROP STATISTICS ${quoteQualified(schema, name)}`,
  alter: (from, to) =>
    agreeBut(from, to, 'target')
      ? statements(`ALTER STATISTICS ${quoteQualified(to.schema, to.name)} SET STATISTICS ${to.target ?? -1}`)
      : REPLACE,
};
