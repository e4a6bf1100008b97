import type { CatalogObject } from '#app/catalog';
import { renderObjectTarget } from './object-target.ts';
import { quoteLiteral } from './quote-literal.ts';

/** `null` where the object has no comment. */
export function renderComment(object: CatalogObject): string | null {
  if (object.comment === null) return null;
  const target = renderObjectTarget(object);
  return target === null ? null : `COMMENT ON ${target} IS ${quoteLiteral(object.comment)}`;
}
