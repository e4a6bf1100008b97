import { functionId, type Kind, type ObjectId, objectId } from '#app/catalog';
import type { ReadOnlySession } from '#main/sources/live/session.ts';

/** The transaction and the command that wrote a catalog row: its `xmin` and `cmin`. */
export interface Stamp {
  readonly xid: number;
  readonly command: number;
}

/** When a catalog row was written: `made` for what lets that be told, `changed` for all. */
export interface ObjectXmins {
  readonly made: ReadonlyMap<ObjectId, Stamp>;
  readonly changed: ReadonlyMap<ObjectId, Stamp>;
}

/** Transaction and command in one number that grows: a transaction has fewer than 2^24 commands. */
const COMMANDS = 2 ** 24;
const stamp = (row: string) =>
  `(${row}.xmin::text::bigint * ${COMMANDS} + least(${row}.cmin::text::bigint, ${COMMANDS - 1}))`;

const NOT_SYSTEM = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const RELATION_KIND = `CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' ELSE 'table' END`;
const CONSTRAINT_KIND = `CASE o.contype WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign-key' WHEN 'x' THEN 'exclusion' ELSE 'check' END`;
const OF_TABLE = `JOIN pg_class c ON c.oid = %s JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${NOT_SYSTEM}`;
const ofTable = (column: string) => OF_TABLE.replace('%s', column);
const TYPE_KIND = `CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range-type' ELSE 'composite-type' END`;

/**
 * One row per object: kind, up to three parts of its name, `xmin` of the row that holds it (`changed`) and, for relations,
 * of the row of their system column `tableoid`, which nothing ever updates (`made`).
 */
const STATEMENT = [
  `SELECT 'schema' AS kind, n.nspname AS a, NULL AS b, NULL AS c, ${stamp('n')}::text AS changed, NULL AS made FROM pg_namespace n WHERE ${NOT_SYSTEM}`,
  `SELECT ${RELATION_KIND}, n.nspname, c.relname, NULL, ${stamp('c')}::text, (SELECT ${stamp('s')}::text FROM pg_attribute s WHERE s.attrelid = c.oid AND s.attname = 'tableoid' AND s.attnum < 0)
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND ${NOT_SYSTEM}`,
  `SELECT 'index', n.nspname, i.relname, NULL, greatest(${stamp('x')}, ${stamp('i')})::text, NULL FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid ${ofTable('x.indrelid')}`,
  `SELECT 'column', n.nspname, c.relname, a.attname, greatest(${stamp('a')}, ${stamp('d')})::text, NULL FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum ${ofTable('a.attrelid')} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')`,
  `SELECT ${CONSTRAINT_KIND}, n.nspname, c.relname, o.conname, ${stamp('o')}::text, NULL FROM pg_constraint o ${ofTable('o.conrelid')} AND o.contype IN ('p', 'u', 'f', 'x', 'c')`,
  `SELECT 'policy', n.nspname, c.relname, p.polname, ${stamp('p')}::text, NULL FROM pg_policy p ${ofTable('p.polrelid')}`,
  `SELECT 'trigger', n.nspname, c.relname, t.tgname, ${stamp('t')}::text, NULL FROM pg_trigger t ${ofTable('t.tgrelid')} AND NOT t.tgisinternal`,
  `SELECT 'rule', n.nspname, c.relname, r.rulename, ${stamp('r')}::text, NULL FROM pg_rewrite r ${ofTable('r.ev_class')} AND r.rulename <> '_RETURN'`,
  `SELECT ${TYPE_KIND}, n.nspname, t.typname, NULL, greatest(${stamp('t')}, (SELECT max(${stamp('e')}) FROM pg_enum e WHERE e.enumtypid = t.oid))::text, ${stamp('t')}::text
     FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
     WHERE (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND ${NOT_SYSTEM}`,
  `SELECT 'function', n.nspname, f.proname, CASE f.prokind WHEN 'a' THEN pg_get_function_identity_arguments(f.oid) ELSE oidvectortypes(f.proargtypes) END, ${stamp('f')}::text, NULL FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE ${NOT_SYSTEM}`,
  `SELECT 'collation', n.nspname, o.collname, NULL, ${stamp('o')}::text, ${stamp('o')}::text FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace WHERE ${NOT_SYSTEM}`,
  `SELECT 'statistics', n.nspname, s.stxname, NULL, ${stamp('s')}::text, NULL FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${NOT_SYSTEM}`,
  `SELECT 'extension', e.extname, NULL, NULL, ${stamp('e')}::text, NULL FROM pg_extension e`,
  `SELECT 'event-trigger', e.evtname, NULL, NULL, ${stamp('e')}::text, NULL FROM pg_event_trigger e`,
  `SELECT 'publication', p.pubname, NULL, NULL, ${stamp('p')}::text, NULL FROM pg_publication p`,
  `SELECT 'role', r.rolname, NULL, NULL, ${stamp('r')}::text, NULL FROM pg_authid r WHERE r.rolname !~ '^pg_'`,
].join('\nUNION ALL ');

/** `pg_authid` is for superusers; another role reads everything else. */
const STATEMENT_WITHOUT_ROLES = STATEMENT.slice(0, STATEMENT.lastIndexOf('\nUNION ALL '));

export async function readObjectXmins(session: ReadOnlySession): Promise<ObjectXmins> {
  const [privilege] = await session.query(`SELECT has_table_privilege('pg_authid', 'SELECT') AS may`);
  const rows = await session.query(privilege?.may === true ? STATEMENT : STATEMENT_WITHOUT_ROLES);
  const made = new Map<ObjectId, Stamp>();
  const changed = new Map<ObjectId, Stamp>();
  for (const row of rows) {
    const id = idOf(
      row.kind as Kind,
      [row.a, row.b, row.c].filter((part) => typeof part === 'string'),
    );
    changed.set(id, stampOf(row.changed));
    if (row.made !== null) made.set(id, stampOf(row.made));
  }
  return { made, changed };
}

function stampOf(value: unknown): Stamp {
  const whole = Number(value);
  return { xid: Math.floor(whole / COMMANDS), command: whole % COMMANDS };
}

function idOf(kind: Kind, parts: readonly string[]): ObjectId {
  const [schema = '', name = '', identityArguments = ''] = parts;
  return kind === 'function' ? functionId(schema, name, identityArguments) : objectId(kind, ...parts);
}
