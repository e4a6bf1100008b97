import { quoteQualified } from '#app/catalog';
import { type KindSteps, RETYPE } from '../alteration.ts';

export const collationSteps: KindSteps<'collation'> = {
  drop: ({ schema, name }) => `DROP COLLATION ${quoteQualified(schema, name)}`,
  // Columns of it are carried over to the new one, as to a type made anew.
  alter: () => RETYPE,
};
