import { quoteIdent } from '#app/catalog';
import { type KindSteps, statements } from '../alteration.ts';

export const extensionSteps: KindSteps<'extension'> = {
  drop: ({ name }) => `DROP EXTENSION ${quoteIdent(name)}`,
  // The version is the server's own matter.
  alter: (from, to) =>
    statements(
      from.schema === to.schema ? null : `ALTER EXTENSION ${quoteIdent(to.name)} SET SCHEMA ${quoteIdent(to.schema)}`,
    ),
};
