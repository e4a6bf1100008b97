import { functionId, type Kind, type ObjectId, objectId } from '#app/catalog';
import type { Dependency } from '#app/plan';
import type { ReadOnlySession, Row } from '#main/sources/live/session.ts';

const NOT_SYSTEM = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const IN_SCHEMA = (column: string) => `JOIN pg_namespace n ON n.oid = ${column} WHERE ${NOT_SYSTEM}`;
const OF_TABLE = (column: string) => `JOIN pg_class c ON c.oid = ${column} ${IN_SCHEMA('c.relnamespace')}`;
const RELATION_KIND = `CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' ELSE 'table' END`;
const CONSTRAINT_KIND = `CASE o.contype WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign-key' WHEN 'x' THEN 'exclusion' ELSE 'check' END`;
const TYPE_KIND = `CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range-type' ELSE 'composite-type' END`;

/**
 * Every catalog row that stands for an object of ours or for a part of one: which row, of what kind, up to three names.
 * `pg_depend` names rows; several may stand for one object (a view and its rule, a key and its index, a type and its array).
 * A foreign key to a partitioned table has a row for each partition: those are nobody's to drop.
 */
const ROWS = [
  `SELECT 'pg_namespace'::regclass::oid AS class, n.oid AS id, 0 AS part, 'schema' AS kind, n.nspname::text AS a, NULL AS b, NULL AS c FROM pg_namespace n WHERE ${NOT_SYSTEM}`,
  `SELECT 'pg_class'::regclass, c.oid, 0, ${RELATION_KIND}, n.nspname, c.relname, NULL FROM pg_class c ${IN_SCHEMA('c.relnamespace')} AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')`,
  `SELECT 'pg_class'::regclass, a.attrelid, a.attnum, 'column', n.nspname, c.relname, a.attname FROM pg_attribute a ${OF_TABLE('a.attrelid')} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')`,
  `SELECT 'pg_class'::regclass, a.attrelid, a.attnum, ${RELATION_KIND}, n.nspname, c.relname, NULL FROM pg_attribute a ${OF_TABLE('a.attrelid')} AND a.attnum > 0 AND c.relkind IN ('v', 'm')`,
  `SELECT 'pg_attrdef'::regclass, d.oid, 0, 'default', n.nspname, c.relname, a.attname FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum ${OF_TABLE('d.adrelid')} AND c.relkind IN ('r', 'p', 'f')`,
  `SELECT 'pg_class'::regclass, i.oid, 0, coalesce(${CONSTRAINT_KIND.replace("ELSE 'check'", '')}, 'index'), n.nspname, CASE WHEN o.oid IS NULL THEN i.relname ELSE c.relname END, o.conname
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_constraint o ON o.conindid = i.oid AND o.contype IN ('p', 'u', 'x') ${OF_TABLE('x.indrelid')}`,
  `SELECT 'pg_constraint'::regclass, o.oid, 0, ${CONSTRAINT_KIND}, n.nspname, c.relname, o.conname FROM pg_constraint o ${OF_TABLE('o.conrelid')} AND o.contype IN ('p', 'u', 'f', 'x', 'c') AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.oid = o.conparentid AND k.conrelid = o.conrelid)`,
  `SELECT 'pg_constraint'::regclass, o.oid, 0, 'domain', n.nspname, t.typname, NULL FROM pg_constraint o JOIN pg_type t ON t.oid = o.contypid ${IN_SCHEMA('t.typnamespace')}`,
  `SELECT 'pg_collation'::regclass, o.oid, 0, 'collation', n.nspname, o.collname, NULL FROM pg_collation o ${IN_SCHEMA('o.collnamespace')}`,
  `SELECT 'pg_statistic_ext'::regclass, o.oid, 0, 'statistics', n.nspname, o.stxname, NULL FROM pg_statistic_ext o ${IN_SCHEMA('o.stxnamespace')}`,
  `SELECT 'pg_policy'::regclass, p.oid, 0, 'policy', n.nspname, c.relname, p.polname FROM pg_policy p ${OF_TABLE('p.polrelid')}`,
  `SELECT 'pg_trigger'::regclass, t.oid, 0, 'trigger', n.nspname, c.relname, t.tgname FROM pg_trigger t ${OF_TABLE('t.tgrelid')} AND NOT t.tgisinternal`,
  `SELECT 'pg_rewrite'::regclass, r.oid, 0, CASE WHEN r.rulename = '_RETURN' THEN ${RELATION_KIND} ELSE 'rule' END, n.nspname, c.relname, CASE WHEN r.rulename <> '_RETURN' THEN r.rulename END FROM pg_rewrite r ${OF_TABLE('r.ev_class')}`,
  `SELECT 'pg_type'::regclass, t.oid, 0, ${TYPE_KIND}, n.nspname, t.typname, NULL FROM pg_type t LEFT JOIN pg_class k ON k.oid = t.typrelid ${IN_SCHEMA('t.typnamespace')} AND (t.typtype IN ('e', 'd', 'r') OR k.relkind = 'c')`,
  `SELECT 'pg_type'::regclass, l.oid, 0, ${TYPE_KIND}, n.nspname, t.typname, NULL FROM pg_type l JOIN pg_type t ON t.oid = l.typelem LEFT JOIN pg_class k ON k.oid = t.typrelid ${IN_SCHEMA('t.typnamespace')} AND l.typcategory = 'A' AND (t.typtype IN ('e', 'd', 'r') OR k.relkind = 'c')`,
  `SELECT 'pg_type'::regclass, m.oid, 0, 'range-type', n.nspname, t.typname, NULL FROM pg_type m JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i' JOIN pg_type t ON t.oid = d.refobjid AND t.typtype = 'r' ${IN_SCHEMA('t.typnamespace')} AND m.typtype = 'm'`,
  `SELECT 'pg_class'::regclass, t.typrelid, p.part, 'composite-type', n.nspname, t.typname, NULL FROM pg_type t JOIN pg_class k ON k.oid = t.typrelid AND k.relkind = 'c' JOIN LATERAL (SELECT 0 AS part UNION SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = k.oid) p ON true ${IN_SCHEMA('t.typnamespace')}`,
  `SELECT 'pg_type'::regclass, t.oid, 0, ${RELATION_KIND}, n.nspname, c.relname, NULL FROM pg_type t ${OF_TABLE('t.typrelid')} AND c.relkind IN ('r', 'p', 'f', 'v', 'm')`,
  `SELECT 'pg_proc'::regclass, f.oid, 0, 'function', n.nspname, f.proname, CASE f.prokind WHEN 'a' THEN pg_get_function_identity_arguments(f.oid) ELSE oidvectortypes(f.proargtypes) END FROM pg_proc f ${IN_SCHEMA('f.pronamespace')}`,
  `SELECT 'pg_event_trigger'::regclass, e.oid, 0, 'event-trigger', e.evtname, NULL, NULL FROM pg_event_trigger e`,
  `SELECT 'pg_extension'::regclass, e.oid, 0, 'extension', e.extname, NULL, NULL FROM pg_extension e`,
  `SELECT 'pg_publication_rel'::regclass, r.oid, 0, 'publication', p.pubname, NULL, NULL FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
].join('\n  UNION ALL ');

const STATEMENT = `WITH row (class, id, part, kind, a, b, c) AS (
  ${ROWS}
)
SELECT DISTINCT d.kind, d.a, d.b, d.c, o.kind AS on_kind, o.a AS on_a, o.b AS on_b, o.c AS on_c
FROM pg_depend p
JOIN row d ON d.class = p.classid AND d.id = p.objid AND d.part = p.objsubid
JOIN row o ON o.class = p.refclassid AND o.id = p.refobjid AND o.part = p.refobjsubid`;

/** Who needs whom in a database that was just built, by PostgreSQL's own account. */
export async function readDependencies(session: ReadOnlySession): Promise<readonly Dependency[]> {
  const rows = await session.query(STATEMENT);
  return rows.flatMap((row): readonly Dependency[] => {
    const dependent = idOf(row, '');
    const on = idOf(row, 'on_');
    return dependent === on ? [] : [{ dependent, on, isDefault: row.kind === 'default' }];
  });
}

function idOf(row: Row, prefix: '' | 'on_'): ObjectId {
  const kind = String(row[`${prefix}kind`]);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => row[`${prefix}${name}`] as string | null);
  if (kind === 'function') return functionId(a ?? '', b ?? '', c ?? '');
  const parts = [a, b, c].filter((part) => part !== null && part !== undefined);
  return objectId(kind === 'default' ? 'column' : (kind as Kind), ...parts);
}
