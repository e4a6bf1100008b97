import { type Catalog, type Column, type CompositeType, quoteIdent, quoteQualified } from '#app/catalog';

/** Types among which, and from or to which, PostgreSQL casts when it is told to. */
const FAMILIES: readonly RegExp[] = [
  /^(smallint|integer|bigint|numeric|real|double precision|oid)\b/,
  /^(date|timestamp|time)\b/,
  /^(json|jsonb)\b/,
  /^(inet|cidr)\b/,
  /^(bit)\b/,
];

const TEXT = /^(text|character|character varying|name|"char"|(\S+\.)?citext)(\(|$)/;
const NUMBER = FAMILIES[0] as RegExp;
const TIME = /^(timestamp|date)\b/;

/**
 * ` USING …` that carries the values over: by a cast where PostgreSQL has one, else by way of text, which every type reads
 * and prints. Empty where it casts by itself; among texts it must, since told to cast it would cut off what is too long.
 */
export function renderCast(from: Pick<Column, 'name' | 'type'>, to: Pick<Column, 'type'>): string {
  if (from.type === to.type) return '';
  const name = quoteIdent(from.name);
  const [before, after] = [elementOf(from.type), elementOf(to.type)];
  const areTexts =
    TEXT.test(before.type) && TEXT.test(after.type) && !(/^name|citext/.test(before.type) && after.type === '"char"');
  if (areTexts && before.isArray === after.isArray) return '';
  const isArray = before.isArray && after.isArray;
  if (before.isArray !== after.isArray) {
    // One value becomes the only element; a list becomes its text.
    if (!after.isArray) return ` USING ${name}::text::${to.type}`;
    return ` USING CASE WHEN ${name} IS NOT NULL THEN ARRAY[${name}]::${byWayOf(before.type, after.type)}${to.type} END`;
  }
  if (isWithin(before.type, after.type)) return ` USING ${name}::${to.type}`;
  const special = isArray ? null : betweenFamilies(name, before.type, to.type);
  return ` USING ${special ?? `${name}::text${isArray ? '[]' : ''}::${to.type}`}`;
}

function isWithin(from: string, to: string): boolean {
  // One byte, which only some texts are cast to and from.
  if (from === '"char"' || to === '"char"') return false;
  return TEXT.test(from) || TEXT.test(to) || FAMILIES.some((family) => family.test(from) && family.test(to));
}

function byWayOf(from: string, to: string): string {
  return isWithin(from, to) ? '' : 'text[]::';
}

/** Flags as 0 and 1, times as the seconds since 1970 that PostgreSQL's `to_timestamp` and `extract` go by. */
function betweenFamilies(name: string, from: string, to: string): string | null {
  if (from === 'boolean' && NUMBER.test(to)) return `${name}::integer::${to}`;
  if (NUMBER.test(from) && to === 'boolean') return `(${name} <> 0)`;
  if (NUMBER.test(from) && TIME.test(to)) return `to_timestamp(${name}::double precision)::${to}`;
  if (TIME.test(from) && NUMBER.test(to)) return `extract(epoch FROM ${name})::${to}`;
  return null;
}

function elementOf(type: string): { readonly type: string; readonly isArray: boolean } {
  const bare = type.replace(/(\[\])+$/, '');
  return { type: bare, isArray: bare !== type };
}

/**
 * The value of a column whose type was made anew under the same name: by way of text; one of a composite type whose
 * attributes are others is put together from those that stay.
 */
export function renderCarriedValue({ name, type }: Pick<Column, 'name' | 'type'>, from: Catalog, to: Catalog): string {
  const column = quoteIdent(name);
  const [before, after] = [from, to].map((catalog) =>
    catalog.objects['composite-type'].find((one) => quoteQualified(one.schema, one.name) === type),
  );
  if (before && after && !haveSameNames(before, after)) {
    const values = after.attributes.map((attribute) => {
      const old = before.attributes.find((one) => one.name === attribute.name);
      if (!old) return `NULL::${attribute.type}`;
      const value = `(${column}).${quoteIdent(attribute.name)}`;
      return old.type === attribute.type ? value : `${value}::text::${attribute.type}`;
    });
    return `CASE WHEN ${column} IS NOT NULL THEN ROW(${values.join(', ')})::${type} END`;
  }
  return `${column}::text${type.endsWith('[]') ? '[]' : ''}::${type}`;
}

function haveSameNames(a: CompositeType, b: CompositeType): boolean {
  return (
    a.attributes.length === b.attributes.length && a.attributes.every(({ name }, at) => b.attributes[at]?.name === name)
  );
}
