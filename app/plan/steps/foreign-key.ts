import { quoteIdent, quoteQualified } from '#app/catalog';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const foreignKeySteps: KindSteps<'foreign-key'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
  alter: (from, to) => {
    const alter = `ALTER TABLE ${quoteQualified(to.schema, to.table)}`;
    const name = quoteIdent(to.name);
    if (agreeBut(from, to, 'validated') && to.validated) return statements(`${alter} VALIDATE CONSTRAINT ${name}`);
    if (!agreeBut(from, to, 'deferrability')) return REPLACE;
    return statements(`${alter} ALTER CONSTRAINT ${name} ${to.deferrability.toUpperCase()}`);
  },
};
