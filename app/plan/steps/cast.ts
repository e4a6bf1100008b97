import { type Column, quoteIdent } from '#app/catalog';

/** Types among which, and from or to which, PostgreSQL casts when it is told to. */
const FAMILIES: readonly RegExp[] = [
  /^(smallint|integer|bigint|numeric|real|double precision|oid)\b/,
  /^(text|character|character varying|name|"char"|public\.citext)\b/,
  /^(date|timestamp|time)\b/,
  /^(json|jsonb)\b/,
  /^(inet|cidr)\b/,
  /^(bit)\b/,
];

const TEXT = FAMILIES[1] as RegExp;

/**
 * ` USING …` that carries the values over: by a cast where PostgreSQL has one, else by way of text, which every type reads
 * and prints. Empty where it casts by itself.
 */
export function renderCast(from: Pick<Column, 'name' | 'type'>, to: Pick<Column, 'type'>): string {
  if (from.type === to.type) return '';
  const name = quoteIdent(from.name);
  const [before, after] = [elementOf(from.type), elementOf(to.type)];
  const isArray = before.isArray && after.isArray;
  if (before.isArray !== after.isArray) {
    // One value becomes the only element; a list becomes its text.
    return after.isArray ? ` USING ARRAY[${name}]::${to.type}` : ` USING ${name}::text::${to.type}`;
  }
  if (isWithin(before.type, after.type)) return ` USING ${name}::${to.type}`;
  return ` USING ${name}::text${isArray ? '[]' : ''}::${to.type}`;
}

function isWithin(from: string, to: string): boolean {
  return TEXT.test(from) || TEXT.test(to) || FAMILIES.some((family) => family.test(from) && family.test(to));
}

function elementOf(type: string): { readonly type: string; readonly isArray: boolean } {
  const bare = type.replace(/(\[\])+$/, '');
  return { type: bare, isArray: bare !== type };
}
