import { type Catalog, type Column, type ForeignKey, lookupOf, quoteIdent, quoteQualified } from '#app/catalog';

/** Where the rows that are there get the value from that a column has to have from now on. */
export interface Filling {
  /** `null` where nobody but a person can say. */
  readonly sql: string | null;
  /** What is still open: the whole value, or that of the rows that the statement does not reach. */
  readonly gap: string | null;
}

/** From the default; else from the parent that a foreign key names; else from a person. */
export function fillingOf(column: Column, from: Catalog, to: Catalog): Filling {
  const table = quoteQualified(column.schema, column.table);
  const name = quoteIdent(column.name);
  if (column.default !== null) return { sql: `UPDATE ${table} SET ${name} = DEFAULT WHERE ${name} IS NULL`, gap: null };
  const [best] = parentsOf(column, from, to).sort((a, b) => Number(a.isOptional) - Number(b.isOptional));
  if (!best)
    return { sql: null, gap: `rows of ${table} need a value: UPDATE ${table} SET ${name} = … WHERE ${name} IS NULL` };
  const { key, source, isOptional } = best;
  const parent = quoteQualified(key.references.schema, key.references.name);
  const joined = key.columns.map(
    (own, at) => `p.${quoteIdent(key.referencedColumns[at] ?? own)} = c.${quoteIdent(own)}`,
  );
  const sql = `UPDATE ${table} AS c SET ${name} = p.${quoteIdent(source)} FROM ${parent} AS p WHERE ${joined.join(' AND ')} AND c.${name} IS NULL`;
  const optional = key.columns.map((own) => quoteIdent(own)).join(', ');
  return { sql, gap: isOptional ? `rows of ${table} whose ${optional} is null need a value of ${name}` : null };
}

interface Parent {
  readonly key: ForeignKey;
  /** The parent's column that has the value. */
  readonly source: string;
  /** Whether rows may have no parent. */
  readonly isOptional: boolean;
}

function parentsOf(column: Column, from: Catalog, to: Catalog): Parent[] {
  const [before, after] = [lookupOf(from), lookupOf(to)];
  const keys = before.childrenOf(column.schema, column.table)['foreign-key'];
  return keys.flatMap((key): Parent[] => {
    const { references, columns } = key;
    const isOwn = references.schema === column.schema && references.name === column.table;
    if (columns.includes(column.name) || isOwn) return [];
    const source = sourceIn(references, column, to);
    if (source === null || columns.some((own) => !after.columnOf(column.schema, column.table, own))) return [];
    const isOptional = columns.some((own) => before.columnOf(column.schema, column.table, own)?.notNull !== true);
    return [{ key, source, isOptional }];
  });
}

/** The parent's column of that name; else the one that refers to the same as the column does. */
function sourceIn({ schema, name }: ForeignKey['references'], column: Column, to: Catalog): string | null {
  const lookup = lookupOf(to);
  const named = lookup.columnOf(schema, name, column.name);
  if (named?.type === column.type) return named.name;
  const targets = lookup
    .childrenOf(column.schema, column.table)
    ['foreign-key'].filter(({ columns }) => columns.length === 1 && columns[0] === column.name);
  for (const target of targets) {
    const alike = lookup
      .childrenOf(schema, name)
      ['foreign-key'].find(
        (key) =>
          key.columns.length === 1 &&
          key.references.schema === target.references.schema &&
          key.references.name === target.references.name,
      );
    const source = lookup.columnOf(schema, name, alike?.columns[0] ?? '');
    if (source?.type === column.type) return source.name;
  }
  return null;
}
