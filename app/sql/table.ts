import { type Column, type QualifiedName, quoteIdent, quoteQualified, type Table } from '#app/catalog';
import { renderColumnConstraints } from './column.ts';
import { renderColumnLine } from './column-line.ts';
import { type Constraint, renderConstraint } from './constraint.ts';
import { renderForeignOptions, renderTablespace, renderWith } from './options.ts';

/** How a table comes into being. */
export interface TableParts {
  /** `of-parent`: PARTITION OF or INHERITS; `attached`: made alone, then attached, since its columns stand otherwise. */
  readonly form: 'plain' | 'of-parent' | 'attached';
  /** The columns it declares itself. */
  readonly columns: readonly Column[];
  /** Inherited columns of a partition that it generates otherwise than its parent. */
  readonly overrides: readonly Column[];
  /** Written inside CREATE TABLE. */
  readonly constraints: readonly Constraint[];
  /** False where defaults follow later, when what they need exists. */
  readonly withDefaults: boolean;
}

export function renderTableName(table: QualifiedName): string {
  return quoteQualified(table.schema, table.name);
}

export function renderCreateTable(table: Table, parts: TableParts): string {
  const lines = [
    ...parts.columns.map((column) => renderColumnLine(column, parts.withDefaults)),
    ...parts.overrides.map((column) => `${quoteIdent(column.name)} ${renderColumnConstraints(column)}`),
    ...parts.constraints.map(renderConstraint),
  ];
  const isPartition = table.partitionOf !== null && parts.form === 'of-parent';
  const list = lines.length > 0 ? ` (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)` : isPartition ? '' : ' ()';
  return `CREATE ${tableWord(table)} ${renderTableName(table)}${parents(table, parts, list)}${tail(table)}`;
}

function tableWord(table: Table): string {
  if (table.foreign) return 'FOREIGN TABLE';
  return table.persistence === 'unlogged' ? 'UNLOGGED TABLE' : 'TABLE';
}

function parents(table: Table, parts: TableParts, list: string): string {
  if (parts.form !== 'of-parent') return list;
  if (table.partitionOf) {
    return ` PARTITION OF ${nameOf(table.partitionOf.parent)}${list} ${table.partitionOf.bound}`;
  }
  return `${list} INHERITS (${table.inherits.map(nameOf).join(', ')})`;
}

function tail(table: Table): string {
  if (table.foreign) {
    return ` SERVER ${quoteIdent(table.foreign.server)}${renderForeignOptions(table.foreign.options)}`;
  }
  const key = table.partitionKey === null ? '' : ` PARTITION BY ${table.partitionKey}`;
  const method = table.accessMethod === null ? '' : ` USING ${quoteIdent(table.accessMethod)}`;
  return `${key}${method}${renderWith(table.options)}${renderTablespace(table.tablespace)}`;
}

/** Gives a table that was made alone to its parents. */
export function renderAttach(table: Table): readonly string[] {
  if (table.partitionOf) {
    const { parent, bound } = table.partitionOf;
    return [`ALTER TABLE ${nameOf(parent)} ATTACH PARTITION ${renderTableName(table)} ${bound}`];
  }
  return table.inherits.map((parent) => `ALTER TABLE ${renderTableName(table)} INHERIT ${nameOf(parent)}`);
}

/** Ties a table to the composite type that it is a table of; `null` where there is none. */
export function renderOfType(table: Table): string | null {
  return table.ofType === null ? null : `ALTER TABLE ${renderTableName(table)} OF ${nameOf(table.ofType)}`;
}

export function renderRowSecurity(table: Table): readonly string[] {
  const name = renderTableName(table);
  return [
    ...(table.rowSecurity ? [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`] : []),
    ...(table.forceRowSecurity ? [`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`] : []),
  ];
}

/** `null` for the default, the primary key. */
export function renderReplicaIdentity(table: Table): string | null {
  const identity = table.replicaIdentity;
  if (identity === 'default') return null;
  const value = identity.startsWith('index ')
    ? `USING INDEX ${quoteIdent(identity.slice('index '.length))}`
    : identity.toUpperCase();
  return `ALTER TABLE ${renderTableName(table)} REPLICA IDENTITY ${value}`;
}

function nameOf(name: QualifiedName): string {
  return quoteQualified(name.schema, name.name);
}
