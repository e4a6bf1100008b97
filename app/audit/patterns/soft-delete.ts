import { type Catalog, type Column, lookupOf, type Table } from '#app/catalog';
import { canonicalName } from '#app/coverage';

/** How rows are marked as deleted: by the time it was done (NULL while they live), or by a flag. */
export interface SoftDelete {
  readonly column: Column;
  readonly how: 'time' | 'flag';
}

const TIMES = new Set([
  'deleted_at',
  'deleted_on',
  'removed_at',
  'deletion_time',
  'date_deleted',
  'trashed_at',
  'deleted',
]);
const FLAGS = new Set(['is_deleted', 'deleted', 'is_removed', 'is_trashed', 'soft_deleted']);
const ARCHIVE_TIMES = new Set(['archived_at']);

/**
 * The column that marks a row of the table as deleted, or `null`. `archived_at` is one only where nothing else is: archived
 * rows mostly stay in use. A text or a NOT NULL time cannot say that a row lives.
 */
export function softDeleteOf(catalog: Catalog, table: Table, configured: readonly string[] = []): SoftDelete | null {
  const columns = lookupOf(catalog).childrenOf(table.schema, table.name).column;
  const own = new Set(configured.map(canonicalName));
  const found = columns.flatMap((column): readonly SoftDelete[] => {
    const name = canonicalName(column.name);
    const isConfigured = own.has(name);
    if (isTime(column) && !column.notNull && (isConfigured || TIMES.has(name))) return [{ column, how: 'time' }];
    if (isFlag(column) && (isConfigured || FLAGS.has(name))) return [{ column, how: 'flag' }];
    return [];
  });
  if (found[0] || configured.length > 0) return found[0] ?? null;
  const archived = columns.find(
    (column) => ARCHIVE_TIMES.has(canonicalName(column.name)) && isTime(column) && !column.notNull,
  );
  return archived && hasPartialKey(catalog, table, archived) ? { column: archived, how: 'time' } : null;
}

/** The condition that leaves out deleted rows, as PostgreSQL prints it. */
export function liveRowsPredicate({ column, how }: SoftDelete, quote: (name: string) => string): string {
  if (how === 'time') return `(${quote(column.name)} IS NULL)`;
  return column.notNull ? `(NOT ${quote(column.name)})` : `(${quote(column.name)} IS NOT TRUE)`;
}

/** Somebody already keeps archived rows out of a key or an index of this table. */
function hasPartialKey(catalog: Catalog, table: Table, column: Column): boolean {
  const { index } = lookupOf(catalog).childrenOf(table.schema, table.name);
  return index.some(({ predicate }) => predicate?.includes(column.name));
}

function isTime({ type }: Column): boolean {
  return /^(timestamp|date|time)/.test(type);
}

function isFlag({ type }: Column): boolean {
  return type === 'boolean' || type === 'bool';
}
