import { quoteIdent } from '#app/catalog';
import { type KindSteps, REPLACE } from '../alteration.ts';

export const publicationSteps: KindSteps<'publication'> = {
  drop: ({ name }) => `DROP PUBLICATION ${quoteIdent(name)}`,
  alter: () => REPLACE,
};
