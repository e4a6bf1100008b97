import { quoteQualified } from '#app/catalog';
import { type KindSteps, RETYPE } from '../alteration.ts';

export const rangeTypeSteps: KindSteps<'range-type'> = {
  drop: ({ schema, name }) => `DROP TYPE ${quoteQualified(schema, name)}`,
  alter: () => RETYPE,
};
