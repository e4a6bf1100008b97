import type { ObjectId } from '#app/catalog';

/** A table that a statement names. */
export interface FrameTable {
  /** What columns are qualified by. */
  readonly alias: string;
  /** `null` for a subquery, a function, a WITH query, or a table that is not in the catalog. */
  readonly id: ObjectId | null;
}

/** What names mean in one statement; subqueries see those around them. */
export class Frame {
  readonly outer: Frame | null;
  readonly tables: FrameTable[] = [];
  readonly queries = new Set<string>();

  constructor(outer: Frame | null) {
    this.outer = outer;
  }

  /** Whether a name is that of a WITH query. */
  isQuery(name: string): boolean {
    return this.queries.has(name) || (this.outer?.isQuery(name) ?? false);
  }

  byAlias(alias: string): FrameTable | null {
    return this.tables.find((table) => table.alias === alias) ?? this.outer?.byAlias(alias) ?? null;
  }
}

/** How names are looked up in the catalog. */
export interface Names {
  table(schema: string | null, name: string): ObjectId | null;
  column(table: ObjectId, name: string): ObjectId | null;
  /** A column that code fills in. */
  filled(name: string): ObjectId | null;
}

/** The column that bare or qualified parts name; `null` where that cannot be told. */
export function findColumn(parts: readonly string[], frame: Frame, names: Names): ObjectId | null {
  const name = parts.at(-1) ?? '';
  const filled = names.filled(name);
  if (filled !== null) return filled;
  if (parts.length > 1) {
    const alias = parts.at(-2) ?? '';
    const table = frame.byAlias(alias)?.id ?? null;
    return table === null ? null : names.column(table, name);
  }
  for (let at: Frame | null = frame; at; at = at.outer) {
    const found = at.tables.flatMap(({ id }) => (id === null ? [] : (names.column(id, name) ?? [])));
    // What is not in the catalog may have a column of that name too.
    const isSure = at.tables.every(({ id }) => id !== null);
    if (found.length > 0) return found.length === 1 && isSure ? (found[0] ?? null) : null;
    if (!isSure) return null;
  }
  return null;
}
