import { quoteIdent, quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const checkSteps: KindSteps<'check'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
  alter: (from, to) => {
    if (!agreeBut(from, to, 'validated') || !to.validated) return REPLACE;
    // A child's is validated with its parent's.
    if (to.inherited) return statements();
    return statements(`ALTER TABLE ${quoteQualified(to.schema, to.table)} VALIDATE CONSTRAINT ${quoteIdent(to.name)}`);
  },
};
