import { quoteIdent, quoteQualified } from '#app/catalog';
import type { ScratchSession } from '#main/shadow/shadow.ts';

interface StoredColumn {
  readonly name: string;
  readonly type: string;
  /** Printed, sorted; nulls are left out. */
  readonly values: readonly string[];
}

interface StoredTable {
  readonly relation: string;
  readonly rows: number;
  /** By the number that PostgreSQL gave the column. */
  readonly columns: ReadonlyMap<string, StoredColumn>;
}

/** The rows of a database by the numbers of its tables, which stay when a table is renamed. */
export type StoredRows = ReadonlyMap<string, StoredTable>;

/** A table or column whose rows or values are not what they were. */
export interface LostRows {
  /** As it was called before, qualified. */
  readonly relation: string;
  /** As it is called now; `null` where it is gone. */
  readonly now: string | null;
  /** `null` where rows are missing. */
  readonly column: string | null;
  readonly message: string;
}

const COLUMNS = `SELECT c.oid::text AS id, n.nspname AS schema, c.relname AS name, a.attnum::text AS number, a.attname AS column,
  format_type(a.atttypid, a.atttypmod) AS type
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY 1, a.attnum`;

/** Reads the rows of tables that have any; `only` limits it to those numbers. */
export async function storedRows(session: ScratchSession, only?: ReadonlySet<string>): Promise<StoredRows> {
  const tables = new Map<string, { relation: string; columns: { number: string; name: string; type: string }[] }>();
  for (const row of await session.query(COLUMNS)) {
    const id = String(row.id);
    if (only && !only.has(id)) continue;
    const table = tables.get(id) ?? { relation: quoteQualified(String(row.schema), String(row.name)), columns: [] };
    table.columns.push({ number: String(row.number), name: String(row.column), type: String(row.type) });
    tables.set(id, table);
  }
  const list = [...tables];
  const contents = await session.queryAll(
    list.map(([, { relation, columns }]) => {
      const values = columns.map(({ name }, at) => `${quoteIdent(name)}::text AS c${at}`);
      return `SELECT ${values.join(', ')} FROM ONLY ${relation}`;
    }),
  );
  return new Map(
    list.flatMap(([id, { relation, columns }], index): readonly (readonly [string, StoredTable])[] => {
      const rows = contents[index] ?? [];
      if (rows.length === 0 && !only) return [];
      const stored = columns.map(({ number, name, type }, at): readonly [string, StoredColumn] => {
        const values = rows.map((row) => row[`c${at}`]).filter((value) => value !== null);
        return [number, { name, type, values: values.map(String).sort() }];
      });
      return [[id, { relation, rows: rows.length, columns: new Map(stored) }]];
    }),
  );
}

/** What is missing: rows, and values of columns. A value that came where there was none is nothing lost. */
export function lostRows(before: StoredRows, after: StoredRows): readonly LostRows[] {
  return [...before].flatMap(([id, table]): readonly LostRows[] => {
    const { relation } = table;
    const now = after.get(id);
    if (!now)
      return [{ relation, now: null, column: null, message: `${relation} is gone with its ${table.rows} rows` }];
    if (now.rows < table.rows)
      return [
        {
          relation,
          now: now.relation,
          column: null,
          message: `${relation} has ${now.rows} rows of ${table.rows} left`,
        },
      ];
    return [...table.columns].flatMap(([number, column]): readonly LostRows[] => {
      const message = lostValues(column, now.columns.get(number));
      return message === null
        ? []
        : [
            {
              relation,
              now: now.relation,
              column: column.name,
              message: `${relation}.${quoteIdent(column.name)} ${message}`,
            },
          ];
    });
  });
}

function lostValues({ type, values }: StoredColumn, now: StoredColumn | undefined): string | null {
  if (values.length === 0) return null;
  if (!now) return `is gone with ${values.length} values`;
  if (now.values.length < values.length) return `has ${now.values.length} values of ${values.length} left`;
  // Another type may print what is the same otherwise.
  if (now.type !== type) return null;
  const left = [...now.values];
  for (const value of values) {
    const at = left.indexOf(value);
    if (at < 0) return `no longer has the value ${value.length > 40 ? `${value.slice(0, 40)}…` : value}`;
    left.splice(at, 1);
  }
  return null;
}
