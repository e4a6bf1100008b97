/** Schemas that are no one's own work. */
const OWN_SCHEMA = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'drizzle')";

const NOT_OF_EXTENSION = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

const CONSTRAINT = (type: string, attributes: string) => `
  SELECT ARRAY[n.nspname, c.relname, k.conname]::text[] AS parts, jsonb_build_object(${attributes}) AS attributes
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype = '${type}' AND ${OWN_SCHEMA}`;

const COLUMN_NAMES = (relation: string, numbers: string) =>
  `(SELECT jsonb_agg(a.attname ORDER BY u.place) FROM unnest(${numbers}) WITH ORDINALITY u(number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.number)`;

const DEFERRABILITY = `CASE WHEN k.condeferred THEN 'deferrable initially deferred'
  WHEN k.condeferrable THEN 'deferrable initially immediate' ELSE 'not deferrable' END`;

const ACTION = (column: string) =>
  `CASE ${column} WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
   WHEN 'n' THEN 'set null' ELSE 'set default' END`;

const COMMENT = (catalog: string, oid: string) => `'comment', obj_description(${oid}, '${catalog}')`;

const KEY = `'columns', ${COLUMN_NAMES('k.conrelid', 'k.conkey')}, 'deferrability', ${DEFERRABILITY}`;

/** One query per kind: the parts of the identity and the attributes, named as the catalog names them. */
export const FACT_QUERIES: Readonly<Record<string, string>> = {
  schema: `SELECT ARRAY[n.nspname]::text[] AS parts, '{}'::jsonb AS attributes FROM pg_namespace n
    WHERE ${OWN_SCHEMA} AND n.nspname !~ '^pg_'`,
  extension: `SELECT ARRAY[extname]::text[] AS parts, '{}'::jsonb AS attributes FROM pg_extension`,
  role: `SELECT ARRAY[rolname]::text[] AS parts, jsonb_build_object('login', rolcanlogin, 'bypassRls', rolbypassrls)
    AS attributes FROM pg_roles WHERE rolname !~ '^pg_' AND NOT rolsuper`,
  enum: `SELECT ARRAY[n.nspname, t.typname]::text[] AS parts,
      jsonb_build_object('labels', jsonb_agg(e.enumlabel ORDER BY e.enumsortorder)) AS attributes
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE ${OWN_SCHEMA} GROUP BY 1`,
  domain: `SELECT ARRAY[n.nspname, t.typname]::text[] AS parts, jsonb_build_object('type',
      format_type(t.typbasetype, t.typtypmod), 'notNull', t.typnotnull, 'default', t.typdefault) AS attributes
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ${OWN_SCHEMA}`,
  sequence: `SELECT ARRAY[n.nspname, c.relname]::text[] AS parts, jsonb_build_object('options',
      jsonb_build_array(s.seqtypid::regtype, s.seqstart, s.seqmin, s.seqmax, s.seqincrement, s.seqcache, s.seqcycle))
      AS attributes
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OWN_SCHEMA} AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')`,
  table: `SELECT ARRAY[n.nspname, c.relname]::text[] AS parts, jsonb_build_object(
      'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END,
      'rowSecurity', c.relrowsecurity, 'forceRowSecurity', c.relforcerowsecurity, 'options', c.reloptions,
      'partitionKey', pg_get_partkeydef(c.oid), 'replicaIdentity', c.relreplident, ${COMMENT('pg_class', 'c.oid')})
      AS attributes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${OWN_SCHEMA}`,
  column: `SELECT ARRAY[n.nspname, c.relname, a.attname]::text[] AS parts, jsonb_build_object(
      'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
      'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
      'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
      'generated', CASE WHEN a.attgenerated <> '' THEN a.attgenerated::text || pg_get_expr(d.adbin, d.adrelid) END,
      'identity', CASE WHEN a.attidentity <> '' THEN (SELECT jsonb_build_array(a.attidentity::text, s.seqstart, s.seqmin,
        s.seqmax, s.seqincrement, s.seqcache, s.seqcycle, s.seqrelid::regclass) FROM pg_sequence s
        WHERE s.seqrelid = pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)::regclass) END,
      'comment', col_description(c.oid, a.attnum)) AS attributes
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${OWN_SCHEMA}`,
  'primary-key': CONSTRAINT('p', KEY),
  unique: CONSTRAINT(
    'u',
    `${KEY}, 'nullsNotDistinct',
    (SELECT i.indnullsnotdistinct FROM pg_index i WHERE i.indexrelid = k.conindid)`,
  ),
  'foreign-key': CONSTRAINT(
    'f',
    `${KEY}, 'references', k.confrelid::regclass, 'validated', k.convalidated,
    'referencedColumns', ${COLUMN_NAMES('k.confrelid', 'k.confkey')}, 'match', k.confmatchtype,
    'onUpdate', ${ACTION('k.confupdtype')}, 'onDelete', ${ACTION('k.confdeltype')}`,
  ),
  check: CONSTRAINT('c', "'expression', pg_get_expr(k.conbin, k.conrelid), 'validated', k.convalidated"),
  exclusion: CONSTRAINT('x', "'definition', pg_get_constraintdef(k.oid)"),
  index: `SELECT ARRAY[n.nspname, x.relname]::text[] AS parts, jsonb_build_object('table', c.relname, 'method', m.amname,
      'unique', i.indisunique, 'nullsNotDistinct', i.indnullsnotdistinct, 'valid', i.indisvalid,
      'predicate', pg_get_expr(i.indpred, i.indrelid), 'options', x.reloptions,
      'keys', (SELECT jsonb_agg(jsonb_build_array(pg_get_indexdef(i.indexrelid, k::int, false), i.indoption[k - 1],
        i.indclass[k - 1], i.indcollation[k - 1]::regcollation) ORDER BY k) FROM generate_series(1, i.indnkeyatts) k),
      'include', (SELECT jsonb_agg(pg_get_indexdef(i.indexrelid, k::int, false) ORDER BY k)
        FROM generate_series(i.indnkeyatts + 1, i.indnatts) k)) AS attributes
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_am m ON m.oid = x.relam JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OWN_SCHEMA} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid AND k.contype <> 'f')`,
  view: `SELECT ARRAY[n.nspname, c.relname]::text[] AS parts,
      jsonb_build_object('definition', pg_get_viewdef(c.oid), 'options', c.reloptions) AS attributes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND ${OWN_SCHEMA}
    AND ${NOT_OF_EXTENSION('pg_class', 'c.oid')}`,
  'materialized-view': `SELECT ARRAY[n.nspname, c.relname]::text[] AS parts, jsonb_build_object('definition',
      pg_get_viewdef(c.oid), 'options', c.reloptions, 'populated', c.relispopulated) AS attributes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND ${OWN_SCHEMA}`,
  function: `SELECT ARRAY[n.nspname, p.proname, CASE p.prokind WHEN 'a' THEN pg_get_function_identity_arguments(p.oid) ELSE oidvectortypes(p.proargtypes) END]::text[] AS parts,
      jsonb_build_object('definition', pg_get_functiondef(p.oid)) AS attributes
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OWN_SCHEMA} AND p.prokind IN ('f', 'p')
    AND ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}`,
  trigger: `SELECT ARRAY[n.nspname, c.relname, t.tgname]::text[] AS parts,
      jsonb_build_object('definition', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled) AS attributes
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND ${OWN_SCHEMA}`,
  policy: `SELECT ARRAY[n.nspname, c.relname, p.polname]::text[] AS parts, jsonb_build_object(
      'permissive', p.polpermissive, 'command', p.polcmd, 'using', pg_get_expr(p.polqual, p.polrelid),
      'check', pg_get_expr(p.polwithcheck, p.polrelid), 'roles', (SELECT jsonb_agg(
        CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END ORDER BY pg_get_userbyid(r)::text) FROM unnest(p.polroles) r))
      AS attributes
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OWN_SCHEMA}`,
  grant: `SELECT ARRAY['table', CASE WHEN g.grantee = 0 THEN 'public' ELSE pg_get_userbyid(g.grantee)::text END, n.nspname,
      c.relname]::text[] AS parts, jsonb_build_object('privileges', jsonb_agg(g.privilege_type ORDER BY g.privilege_type)) AS attributes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) g
    WHERE ${OWN_SCHEMA} AND g.grantee <> c.relowner AND c.relkind IN ('r', 'p', 'v', 'm')
    GROUP BY 1`,
};
