import { type CatalogObject, quoteIdent } from '#app/catalog';
import { renderObjectTarget } from './object-target.ts';

/** `null` where the source does not say who owns the object, or where it follows its table's owner. */
export function renderOwner(object: CatalogObject): string | null {
  if (!('owner' in object) || object.owner === null || object.kind === 'index') return null;
  if (object.kind === 'sequence' && object.ownedBy !== null) return null;
  const target = renderObjectTarget(object);
  return target === null ? null : `ALTER ${target} OWNER TO ${quoteIdent(object.owner)}`;
}
