import { type CompositeType, quoteIdent, quoteQualified } from '#app/catalog';

export function renderCreateCompositeType(type: CompositeType): string {
  const name = quoteQualified(type.schema, type.name);
  if (type.attributes.length === 0) return `CREATE TYPE ${name} AS ()`;
  const attributes = type.attributes.map(
    (attribute) =>
      `  ${quoteIdent(attribute.name)} ${attribute.type}${attribute.collation === null ? '' : ` COLLATE ${attribute.collation}`}`,
  );
  return `CREATE TYPE ${name} AS (\n${attributes.join(',\n')}\n)`;
}
