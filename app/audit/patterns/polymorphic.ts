import { type Catalog, type Column, lookupOf, type Table } from '#app/catalog';
import { wordsOf } from '#app/coverage';

/** A reference whose table is named by another column: no foreign key can guard it. */
export interface PolymorphicReference {
  /** What is pointed at. */
  readonly id: Column;
  /** Of which kind it is. */
  readonly type: Column;
}

const TYPE_WORDS = ['type', 'kind', 'table', 'model', 'class'];

/** Pairs such as `entity_type` + `entity_id`, neither of which stands in a foreign key. */
export function polymorphicReferencesOf(catalog: Catalog, table: Table): readonly PolymorphicReference[] {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const keyed = new Set(children['foreign-key'].flatMap(({ columns }) => columns));
  const byName = new Map(children.column.map((column) => [wordsOf(column.name).join('_'), column]));
  return children.column.flatMap((id): readonly PolymorphicReference[] => {
    const words = wordsOf(id.name);
    const last = words.at(-1);
    if (words.length < 2 || (last !== 'id' && last !== 'uuid') || keyed.has(id.name)) return [];
    const base = words.slice(0, -1).join('_');
    const type = TYPE_WORDS.map((word) => byName.get(`${base}_${word}`)).find((column) => column !== undefined);
    return type && !keyed.has(type.name) && isName(catalog, type) ? [{ id, type }] : [];
  });
}

/** A kind is a text or an enum. */
function isName(catalog: Catalog, { type }: Column): boolean {
  return (
    /^(text|character|varchar|public\.citext|citext|name)/.test(type) ||
    catalog.objects.enum.some(({ schema, name }) => type === `${schema}.${name}` || type === name)
  );
}
