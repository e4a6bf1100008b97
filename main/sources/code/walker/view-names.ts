import { columnName, type Walk } from './context.ts';
import { columnsOf, isA, record, SYMBOLS, type Value } from './drizzle.ts';

/**
 * Names of columns that a view's query has in their uncased form, with the cased ones. drizzle-orm 0.x builds the query
 * with a dialect of its own that knows no casing, so a select of one table names columns that do not exist (and
 * drizzle-kit 0.31 writes them so). Names that the query itself declares (`as "x"`) stay. Empty without casing.
 */
export function recasedNames(walk: Walk, query: unknown, selected: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (walk.options.casing === null || walk.options.major >= 1) return names;
  const found: Found = { tables: new Set(), aliases: new Set(), seen: new Set() };
  visit(query, found);
  for (const field of Object.values(record(selected))) visit(field, found);
  for (const table of found.tables) {
    for (const [, column] of columnsOf(table)) {
      const uncased = String(column.name);
      if (column.keyAsName === true && !found.aliases.has(uncased)) names.set(uncased, columnName(walk, column));
    }
  }
  return names;
}

interface Found {
  readonly tables: Set<Value>;
  readonly aliases: Set<string>;
  readonly seen: Set<unknown>;
}

function visit(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null || found.seen.has(value)) return;
  found.seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  const chunk = value as Value;
  if (isA(chunk, 'Column')) addTable(record(chunk.table), found);
  else if (isA(chunk, 'Table')) addTable(chunk, found);
  else if (isA(chunk, 'SQL')) visitChunks(chunk.queryChunks as unknown[], found);
  else if (isA(chunk, 'SQL.Aliased')) {
    found.aliases.add(String(chunk.fieldAlias));
    visit(chunk.sql, found);
  } else if (isA(chunk, 'Subquery')) {
    const parts = record(chunk._);
    visit(parts.sql, found);
    visit(Object.values(record(parts.selectedFields)), found);
  } else if (isA(chunk, 'View')) visit(Object.values(record(record(chunk[SYMBOLS.viewConfig]).selectedFields)), found);
  else if (typeof chunk.getSQL === 'function') visit((chunk.getSQL as () => unknown).call(chunk), found);
}

function visitChunks(chunks: readonly unknown[], found: Found): void {
  chunks.forEach((chunk, index) => {
    if (isA(chunk, 'Name') && declaresAlias(chunks[index - 1])) found.aliases.add(String(record(chunk).value));
    else visit(chunk, found);
  });
}

/** True for the text ` as `, after which a name is a new one. */
export function declaresAlias(before: unknown): boolean {
  return isA(before, 'StringChunk') && /\bas\s+$/i.test(String(record(before).value));
}

function addTable(table: Value, found: Found): void {
  if (table[SYMBOLS.columns] !== undefined) found.tables.add(table);
}
