import { quoteIdent, quoteQualified, type Table } from '#app/catalog';
import { renderReplicaIdentity } from '#app/sql';
import { type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderForeignOptionChanges, renderOptionChanges } from './options.ts';

/** What ties a table to others (parents, its type) is loosened before and tied after: ties.ts. */
export const tableSteps: KindSteps<'table'> = {
  drop: ({ schema, name, foreign }) => `DROP ${foreign ? 'FOREIGN ' : ''}TABLE ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    // A table is partitioned, or foreign, from birth.
    if (from.partitionKey !== to.partitionKey || from.foreign?.server !== to.foreign?.server) return REPLACE;
    const alter = `ALTER ${to.foreign ? 'FOREIGN ' : ''}TABLE ${quoteQualified(to.schema, to.name)}`;
    return statements(
      from.persistence === to.persistence
        ? null
        : `${alter} SET ${to.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
      from.accessMethod === to.accessMethod
        ? null
        : `${alter} SET ACCESS METHOD ${quoteIdent(to.accessMethod ?? 'heap')}`,
      from.tablespace === to.tablespace ? null : `${alter} SET TABLESPACE ${quoteIdent(to.tablespace ?? 'pg_default')}`,
      renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`),
      to.foreign && from.foreign
        ? renderForeignOptionChanges(from.foreign.options, to.foreign.options).map((change) => `${alter} ${change}`)
        : null,
      from.rowSecurity === to.rowSecurity
        ? null
        : `${alter} ${to.rowSecurity ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`,
      from.forceRowSecurity === to.forceRowSecurity
        ? null
        : `${alter} ${to.forceRowSecurity ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY`,
    );
  },
};

/** Said once its indexes are there: it may name one. */
export function renderReplicaIdentityChange(from: Table, to: Table): string | null {
  if (from.replicaIdentity === to.replicaIdentity) return null;
  return renderReplicaIdentity(to) ?? `ALTER TABLE ${quoteQualified(to.schema, to.name)} REPLICA IDENTITY DEFAULT`;
}
