import type { Catalog, ObjectId, Table } from '#app/catalog';
import type { Tenancy } from '#app/coverage';
import { type AppendOnly, appendOnlyOf } from './append-only.ts';
import { findMembershipTables, findUserTables } from './membership.ts';
import { names, type PatternOptions } from './options.ts';
import { type PolymorphicReference, polymorphicReferencesOf } from './polymorphic.ts';
import { type SoftDelete, softDeleteOf } from './soft-delete.ts';

export type { PatternOptions } from './options.ts';

/** What a schema's tables are, as far as names and structure tell; the project's configuration goes before both. */
export interface Patterns {
  softDelete(table: Table): SoftDelete | null;
  appendOnly(table: Table): AppendOnly;
  polymorphic(table: Table): readonly PolymorphicReference[];
  /** Tables with one row per person. */
  users(tenancy: Tenancy): readonly Table[];
  /** Tables that say which users belong to which tenants. */
  memberships(tenancy: Tenancy): readonly Table[];
}

/** Made once per catalog; each answer once per table. */
export function findPatterns(catalog: Catalog, options: PatternOptions = {}): Patterns {
  const appendOnly = (table: Table): AppendOnly => {
    if (names(options.notAppendOnlyTables, table)) return { isAppendOnly: false, reasons: [] };
    if (names(options.appendOnlyTables, table))
      return { isAppendOnly: true, reasons: ['The configuration names it as append-only.'] };
    return appendOnlyOf(catalog, table);
  };
  const configured = (list: readonly string[] | undefined) =>
    list && catalog.objects.table.filter((table) => names(list, table));
  const users = perTenancy((tenancy) => configured(options.userTables) ?? findUserTables(catalog, tenancy));
  return {
    softDelete: perTable((table) => softDeleteOf(catalog, table, options.softDeleteColumns)),
    appendOnly: perTable(appendOnly),
    polymorphic: perTable((table) => polymorphicReferencesOf(catalog, table)),
    users,
    memberships: perTenancy(
      (tenancy) => configured(options.membershipTables) ?? findMembershipTables(catalog, tenancy, users(tenancy)),
    ),
  };
}

function perTable<T>(answer: (table: Table) => T): (table: Table) => T {
  const known = new Map<ObjectId, T>();
  return (table) => {
    const kept = known.get(table.id);
    if (kept !== undefined) return kept;
    const made = answer(table);
    known.set(table.id, made);
    return made;
  };
}

/** There is one tenancy for a catalog, and many who ask. */
function perTenancy<T>(answer: (tenancy: Tenancy) => T): (tenancy: Tenancy) => T {
  let known: { readonly tenancy: Tenancy; readonly made: T } | null = null;
  return (tenancy) => {
    if (known?.tenancy !== tenancy) known = { tenancy, made: answer(tenancy) };
    return known.made;
  };
}
