import { quoteIdent, quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const checkSteps: KindSteps<'check'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
  alter: (from, to) =>
    agreeBut(from, to, 'validated') && to.validated
      ? statements(`ALTER TABLE ${quoteQualified(to.schema, to.table)} VALIDATE CONSTRAINT ${quoteIdent(to.name)}`)
      : REPLACE,
};
