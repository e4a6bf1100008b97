import { quoteIdent, quoteQualified } from '#app/catalog';
import { type KindSteps, REPLACE } from '../alteration.ts';

export const uniqueSteps: KindSteps<'unique'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
  alter: () => REPLACE,
};
