import { quoteIdent, quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const foreignKeySteps: KindSteps<'foreign-key'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
  alter: (from, to) => {
    const alter = `ALTER TABLE ${quoteQualified(to.schema, to.table)}`;
    const name = quoteIdent(to.name);
    const isInPlace = agreeBut(from, to, 'validated') ? to.validated : agreeBut(from, to, 'deferrability');
    if (!isInPlace) return REPLACE;
    // A partition's changes with its parent's.
    if (to.inherited) return statements();
    if (from.validated !== to.validated) return statements(`${alter} VALIDATE CONSTRAINT ${name}`);
    return statements(`${alter} ALTER CONSTRAINT ${name} ${to.deferrability.toUpperCase()}`);
  },
};
