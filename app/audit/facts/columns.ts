import { type Column, lookupOf, type Table } from '#app/catalog';
import { canonicalName, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { familyOf, type TypeFamily } from './types.ts';

/** A column of a table that is judged, with what rules ask of it first. */
export interface OwnColumn {
  readonly table: Table;
  readonly column: Column;
  /** Its name in lower case, words joined by underscores. */
  readonly name: string;
  readonly words: readonly string[];
  readonly family: TypeFamily;
}

/** Not those that come from a parent: they are the parent's. */
export function ownColumns(context: AuditContext): readonly OwnColumn[] {
  return context.remember('own columns', () => context.tables.flatMap((table) => readColumns(context, table)));
}

export function columnsOf(context: AuditContext, table: Table): readonly OwnColumn[] {
  const byTable = context.remember('own columns by table', () => {
    const found = new Map<string, OwnColumn[]>();
    for (const one of ownColumns(context)) {
      const known = found.get(one.table.id);
      if (known) known.push(one);
      else found.set(one.table.id, [one]);
    }
    return found;
  });
  return byTable.get(table.id) ?? [];
}

function readColumns({ catalog }: AuditContext, table: Table): readonly OwnColumn[] {
  return lookupOf(catalog)
    .childrenOf(table.schema, table.name)
    .column.filter(({ inherited }) => !inherited)
    .map((column) => ({
      table,
      column,
      name: canonicalName(column.name),
      words: wordsOf(column.name),
      family: familyOf(catalog, column.type),
    }));
}

/** Exact names of a time at which a row is no longer good. */
const EXPIRY = /(^|_)(expires|expiry|expiration|expired)(_(at|on|date|time))?$/;

export function isExpiryName(name: string): boolean {
  return EXPIRY.test(name);
}
