import { quoteIdent, quoteQualified } from '#app/catalog';
import { type KindSteps, REPLACE } from '../alteration.ts';

export const ruleSteps: KindSteps<'rule'> = {
  drop: ({ schema, table, name }) => `DROP RULE ${quoteIdent(name)} ON ${quoteQualified(schema, table)}`,
  alter: () => REPLACE,
};
