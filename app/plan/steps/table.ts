import { type QualifiedName, quoteIdent, quoteQualified, type Table } from '#app/catalog';
import { renderReplicaIdentity } from '#app/sql';
import { isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderForeignOptionChanges, renderOptionChanges } from './options.ts';

export const tableSteps: KindSteps<'table'> = {
  drop: ({ schema, name, foreign }) => `DROP ${foreign ? 'FOREIGN ' : ''}TABLE ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    // A table is partitioned, or foreign, from birth.
    if (from.partitionKey !== to.partitionKey || from.foreign?.server !== to.foreign?.server) return REPLACE;
    const alter = `ALTER ${to.foreign ? 'FOREIGN ' : ''}TABLE ${quoteQualified(to.schema, to.name)}`;
    return statements(
      renderParents(from, to, alter),
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
      isSame(from.ofType, to.ofType) ? null : `${alter} ${to.ofType === null ? 'NOT OF' : `OF ${nameOf(to.ofType)}`}`,
    );
  },
};

/** Said once its indexes are there: it may name one. */
export function renderReplicaIdentityChange(from: Table, to: Table): string | null {
  if (from.replicaIdentity === to.replicaIdentity) return null;
  return renderReplicaIdentity(to) ?? `ALTER TABLE ${quoteQualified(to.schema, to.name)} REPLICA IDENTITY DEFAULT`;
}

function renderParents(from: Table, to: Table, alter: string): readonly string[] {
  const own = quoteQualified(to.schema, to.name);
  const isIn = (parents: readonly QualifiedName[], parent: QualifiedName) => parents.some((one) => isSame(one, parent));
  return [
    ...(isSame(from.partitionOf, to.partitionOf)
      ? []
      : [
          ...(from.partitionOf ? [`ALTER TABLE ${nameOf(from.partitionOf.parent)} DETACH PARTITION ${own}`] : []),
          ...(to.partitionOf
            ? [`ALTER TABLE ${nameOf(to.partitionOf.parent)} ATTACH PARTITION ${own} ${to.partitionOf.bound}`]
            : []),
        ]),
    ...from.inherits.filter((one) => !isIn(to.inherits, one)).map((one) => `${alter} NO INHERIT ${nameOf(one)}`),
    ...to.inherits.filter((one) => !isIn(from.inherits, one)).map((one) => `${alter} INHERIT ${nameOf(one)}`),
  ];
}

function nameOf({ schema, name }: QualifiedName): string {
  return quoteQualified(schema, name);
}
