import { type Catalog, lookupOf, type Table } from '#app/catalog';
import { quoteLiteral, scanSql } from '#app/sql';

const MOST_PARTITIONS = 12;

/**
 * For each partition of a table values of the key with which a row falls there, as SQL by column: the lower bound of a range,
 * the first of a list. Nothing for keys that are expressions and for hashes, where any value falls somewhere.
 */
export function partitionValues(catalog: Catalog, table: Table): readonly ReadonlyMap<string, string>[] {
  const columns = keyColumns(catalog, table);
  if (columns.length === 0) return [];
  return catalog.objects.table
    .filter(({ partitionOf }) => partitionOf?.parent.schema === table.schema && partitionOf.parent.name === table.name)
    .flatMap((part): readonly ReadonlyMap<string, string>[] => {
      const values = boundValues(part.partitionOf?.bound ?? '');
      const own = columns.flatMap(({ name, type }, at): readonly (readonly [string, string])[] => {
        const value = values[at];
        return value === undefined ? [] : [[name, `${quoteLiteral(value)}::${type}`]];
      });
      const inner = partitionValues(catalog, part);
      if (own.length === 0) return inner;
      return inner.length === 0 ? [new Map(own)] : inner.map((each) => new Map([...each, ...own]));
    })
    .slice(0, MOST_PARTITIONS);
}

function keyColumns(catalog: Catalog, { schema, name, partitionKey }: Table) {
  const [, list] = /^(?:RANGE|LIST)\s*\(([\s\S]*)\)$/.exec(partitionKey ?? '') ?? [];
  const parts = (list ?? '').split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  const columns = lookupOf(catalog).childrenOf(schema, name).column;
  const found = parts.flatMap((part) => columns.find((column) => column.name === part) ?? []);
  return found.length === parts.length ? found : [];
}

/** `FOR VALUES FROM ('2024-01-01', 1) TO (…)`, `FOR VALUES IN ('a', 'b')`: the first values. MINVALUE ends what is known. */
function boundValues(bound: string): readonly string[] {
  const tokens = scanSql(bound);
  const start = tokens.findIndex(({ text }) => text === 'from' || text === 'in');
  if (start < 0) return [];
  const values: string[] = [];
  let sign = '';
  for (const { type, text } of tokens.slice(start + 2)) {
    if (text === ')' || text === 'minvalue') break;
    if (text === '-') sign = '-';
    else if (type === 'string' || /^\d/.test(text)) {
      values.push(sign + text);
      sign = '';
    }
  }
  return values;
}
