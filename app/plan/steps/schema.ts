import { quoteIdent } from '#app/catalog';
import { type KindSteps, statements } from '../alteration.ts';

export const schemaSteps: KindSteps<'schema'> = {
  drop: ({ name }) => `DROP SCHEMA ${quoteIdent(name)}`,
  alter: () => statements(),
};
