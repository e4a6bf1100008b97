import { type Catalog, lookupOf, type Table } from '#app/catalog';
import { type Tenancy, tenantColumnOf } from './tenant.ts';

/** So many objects with one fault are the custom of a project, or a decision: it is told once, and one remedy answers all. */
export const ENOUGH_FOR_A_DECISION = 10;

/** Whether none of these tables has row security or a policy, and so many name their tenant that this is one decision. */
export function isRowSecurityUnused(catalog: Catalog, tenancy: Tenancy, tables: readonly Table[]): boolean {
  const { childrenOf } = lookupOf(catalog);
  if (tables.some(({ schema, name, rowSecurity }) => rowSecurity || childrenOf(schema, name).policy.length > 0))
    return false;
  return tables.filter((table) => tenantColumnOf(catalog, tenancy, table) !== null).length >= ENOUGH_FOR_A_DECISION;
}
