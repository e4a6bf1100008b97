import { functionId, type Kind, type ObjectId, objectId } from '#app/catalog';
import type { ReadOnlySession } from '#main/sources/live/session.ts';

const OWN = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

/** What stands alone, by the row that stands for it: that keeps its number when it is called otherwise. */
const STATEMENT = `
SELECT 'n' || n.oid AS row, 'schema' AS kind, n.nspname AS a, NULL AS b, NULL AS c FROM pg_namespace n WHERE ${OWN}
UNION ALL
SELECT 'c' || c.oid, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' ELSE 'table' END,
  n.nspname, c.relname, NULL
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OWN} AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
UNION ALL
SELECT 't' || t.oid, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range-type' ELSE 'composite-type' END,
  n.nspname, t.typname, NULL
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class k ON k.oid = t.typrelid
WHERE ${OWN} AND (t.typtype IN ('e', 'd', 'r') OR k.relkind = 'c')
UNION ALL
SELECT 'p' || f.oid, 'function', n.nspname, f.proname,
  CASE f.prokind WHEN 'a' THEN pg_get_function_identity_arguments(f.oid) ELSE oidvectortypes(f.proargtypes) END
FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE ${OWN}`;

/** What each object of a database is called, by the row that stands for it. */
export type Names = ReadonlyMap<string, ObjectId>;

export async function readNames(session: ReadOnlySession): Promise<Names> {
  const rows = await session.query(STATEMENT);
  return new Map(
    rows.map((row) => {
      const [a, b, c] = [row.a, row.b, row.c].map((part) => (part === null ? null : String(part)));
      const isRoutine = row.kind === 'function';
      const parts = [a, b].filter((part) => part !== null && part !== undefined);
      return [
        String(row.row),
        isRoutine ? functionId(a ?? '', b ?? '', c ?? '') : objectId(row.kind as Kind, ...parts),
      ];
    }),
  );
}

/** The former name of each object that is called otherwise now, by its new one. */
export function renamesBetween(before: Names, after: Names): ReadonlyMap<ObjectId, ObjectId> {
  const renames = new Map<ObjectId, ObjectId>();
  for (const [row, id] of after) {
    const old = before.get(row);
    if (old !== undefined && old !== id) renames.set(id, old);
  }
  return renames;
}
