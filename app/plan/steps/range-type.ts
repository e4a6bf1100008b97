import { quoteQualified } from '#app/catalog';
import { type KindSteps, RETYPE } from '../alteration.ts';

export const rangeTypeSteps: KindSteps<'range-type'> = {
  // Its canonical function needs it and it needs the function: they go together.
  drop: ({ schema, name, canonical }) =>
    `DROP TYPE ${quoteQualified(schema, name)}${canonical === null ? '' : ' CASCADE'}`,
  alter: () => RETYPE,
};
