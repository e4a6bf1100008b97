import { type Catalog, type CatalogObject, type Domain, quoteIdent, quoteQualified } from '#app/catalog';
import { renderObjectTarget } from './object-target.ts';
import { quoteLiteral } from './quote-literal.ts';

/** `null` where the object has no comment. */
export function renderComment(object: CatalogObject): string | null {
  if (object.comment === null) return null;
  const target = renderObjectTarget(object);
  return target === null ? null : `COMMENT ON ${target} IS ${quoteLiteral(object.comment)}`;
}

/**
 * Takes away the comment that a new database gives to its schema `public`, and an extension to itself, where the catalog
 * was read from a server and says that there is none. Code says nothing of either.
 */
export function renderNoComment(catalog: Catalog, object: CatalogObject): string | null {
  const comesWithOne = object.kind === 'extension' || (object.kind === 'schema' && object.name === 'public');
  if (!comesWithOne || object.comment !== null || catalog.server === null) return null;
  return `COMMENT ON ${renderObjectTarget(object)} IS NULL`;
}

/** Comments on columns of a view, attributes of a composite type and checks of a domain, which are no objects of their own. */
export function renderCommentsInside(object: CatalogObject): readonly string[] {
  if (object.kind === 'domain')
    return object.checks.flatMap((check) => (check.comment === null ? [] : [renderCheckComment(object, check)]));
  const parts =
    object.kind === 'view' || object.kind === 'materialized-view'
      ? object.columns
      : object.kind === 'composite-type'
        ? object.attributes
        : [];
  if (!('schema' in object) || !('name' in object) || object.schema === null) return [];
  const { schema, name } = object;
  return parts.flatMap((part) =>
    part.comment === null
      ? []
      : [`COMMENT ON COLUMN ${quoteQualified(schema, name, part.name)} IS ${quoteLiteral(part.comment)}`],
  );
}

/** Says that there is none, too. */
export function renderCheckComment({ schema, name }: Domain, check: Domain['checks'][number]): string {
  const text = check.comment === null ? 'NULL' : quoteLiteral(check.comment);
  return `COMMENT ON CONSTRAINT ${quoteIdent(check.name)} ON DOMAIN ${quoteQualified(schema, name)} IS ${text}`;
}
