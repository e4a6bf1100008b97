import { type Catalog, compareText, lookupOf } from '#app/catalog';

/** The columns that both tables have, in the order of each; `null` where the orders are one. */
export function columnOrders(
  from: Catalog,
  to: Catalog,
  table: { readonly schema: string; readonly name: string },
): readonly [readonly string[], readonly string[]] | null {
  const names = (catalog: Catalog) =>
    [...lookupOf(catalog).childrenOf(table.schema, table.name).column]
      .sort((x, y) => x.position - y.position || compareText(x.name, y.name))
      .map(({ name }) => name);
  const left = names(from);
  const right = names(to);
  const inLeft = new Set(left);
  const inRight = new Set(right);
  const a = left.filter((name) => inRight.has(name));
  const b = right.filter((name) => inLeft.has(name));
  return a.every((name, index) => name === b[index]) ? null : [a, b];
}
