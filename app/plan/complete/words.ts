/** PostgreSQL's words that are offered, where a statement begins and by what stands before. */

export const BEGINS =
  `ALTER TABLE|ALTER TYPE|ALTER INDEX|ALTER POLICY|ALTER SEQUENCE|ALTER VIEW|ALTER FUNCTION|ALTER SCHEMA|COMMENT ON|CREATE TABLE|
  CREATE INDEX|CREATE UNIQUE INDEX|CREATE TYPE|CREATE POLICY|CREATE VIEW|CREATE MATERIALIZED VIEW|CREATE FUNCTION|
  CREATE OR REPLACE FUNCTION|CREATE TRIGGER|CREATE SCHEMA|CREATE SEQUENCE|CREATE EXTENSION|CREATE DOMAIN|DELETE FROM|DO|DROP TABLE|
  DROP INDEX|DROP POLICY|DROP TYPE|DROP VIEW|DROP FUNCTION|DROP TRIGGER|DROP SCHEMA|GRANT|INSERT INTO|REVOKE|SELECT|SET LOCAL|UPDATE|
  WITH`
    .split('|')
    .map((words) => words.trim());

/** By the words before, the last that fits. */
export const NEXT: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^alter$/,
    ['TABLE', 'TYPE', 'INDEX', 'POLICY', 'SEQUENCE', 'VIEW', 'MATERIALIZED VIEW', 'FUNCTION', 'SCHEMA', 'DOMAIN'],
  ],
  [
    /^(?:create|create or replace)$/,
    [
      'TABLE',
      'UNIQUE INDEX',
      'INDEX',
      'TYPE',
      'POLICY',
      'VIEW',
      'MATERIALIZED VIEW',
      'FUNCTION',
      'TRIGGER',
      'SCHEMA',
      'SEQUENCE',
      'EXTENSION',
      'DOMAIN',
      'OR REPLACE',
    ],
  ],
  [
    /^drop$/,
    [
      'TABLE',
      'INDEX',
      'POLICY',
      'TYPE',
      'VIEW',
      'MATERIALIZED VIEW',
      'FUNCTION',
      'TRIGGER',
      'SCHEMA',
      'SEQUENCE',
      'EXTENSION',
      'DOMAIN',
    ],
  ],
  [/^(?:drop|alter) (?:table|index|view|type|policy|function|schema|sequence|trigger|domain)$/, ['IF EXISTS']],
  [/^create (?:table|schema|sequence|extension|(?:unique )?index)$/, ['IF NOT EXISTS', 'CONCURRENTLY']],
  [
    /^alter table (?:if exists )?(?:only )?(?:\S+ \. )?\S+$/,
    [
      'ADD COLUMN',
      'ADD CONSTRAINT',
      'ALTER COLUMN',
      'DROP COLUMN',
      'DROP CONSTRAINT',
      'RENAME COLUMN',
      'RENAME CONSTRAINT',
      'RENAME TO',
      'VALIDATE CONSTRAINT',
      'ENABLE ROW LEVEL SECURITY',
      'FORCE ROW LEVEL SECURITY',
      'DISABLE ROW LEVEL SECURITY',
      'NO FORCE ROW LEVEL SECURITY',
      'SET SCHEMA',
      'OWNER TO',
      'ATTACH PARTITION',
      'DETACH PARTITION',
      'REPLICA IDENTITY',
    ],
  ],
  [
    /\balter column \S+$/,
    [
      'SET NOT NULL',
      'DROP NOT NULL',
      'SET DEFAULT',
      'DROP DEFAULT',
      'TYPE',
      'SET DATA TYPE',
      'ADD GENERATED ALWAYS AS IDENTITY',
      'DROP IDENTITY',
      'DROP EXPRESSION',
      'SET STATISTICS',
    ],
  ],
  [/\balter column \S+ (?:set data )?type .+$/, ['USING', 'COLLATE']],
  [/\brename (?:column |constraint )?\S+$/, ['TO']],
  [/\b(?:add|drop) column$/, ['IF NOT EXISTS', 'IF EXISTS']],
  [
    /\badd column (?:if not exists )?\S+ .+$/,
    ['NOT NULL', 'DEFAULT', 'REFERENCES', 'UNIQUE', 'PRIMARY KEY', 'CHECK', 'GENERATED ALWAYS AS', 'COLLATE'],
  ],
  [
    /\badd constraint \S+$/,
    ['FOREIGN KEY', 'CHECK', 'UNIQUE', 'PRIMARY KEY', 'EXCLUDE USING', 'UNIQUE NULLS NOT DISTINCT'],
  ],
  [
    /\breferences (?:\S+ \. )?\S+(?: \( .* \))?$/,
    [
      'ON DELETE CASCADE',
      'ON DELETE SET NULL',
      'ON DELETE RESTRICT',
      'ON UPDATE CASCADE',
      'DEFERRABLE INITIALLY DEFERRED',
      'NOT VALID',
    ],
  ],
  [/^create (?:unique )?index (?:concurrently )?(?:if not exists )?\S+$/, ['ON']],
  [/^create .*index .* on (?:\S+ \. )?\S+$/, ['USING']],
  [/\busing$/, ['btree', 'gin', 'gist', 'hash', 'brin']],
  [/^create .*index .*\)$/, ['INCLUDE', 'WHERE', 'NULLS NOT DISTINCT', 'WITH']],
  [
    /^create policy \S+ on (?:\S+ \. )?\S+\b.*$/,
    [
      'AS PERMISSIVE',
      'AS RESTRICTIVE',
      'FOR ALL',
      'FOR SELECT',
      'FOR INSERT',
      'FOR UPDATE',
      'FOR DELETE',
      'TO',
      'USING',
      'WITH CHECK',
    ],
  ],
  [/^alter policy \S+$|^create policy \S+$|^drop policy (?:if exists )?\S+$/, ['ON']],
  [
    /^alter type (?:\S+ \. )?\S+$/,
    ['ADD VALUE', 'RENAME VALUE', 'RENAME TO', 'SET SCHEMA', 'ADD ATTRIBUTE', 'DROP ATTRIBUTE'],
  ],
  [/^alter type .* add value$/, ['IF NOT EXISTS']],
  [/^alter type .* add value .*''$/, ['BEFORE', 'AFTER']],
  [/^create type (?:\S+ \. )?\S+$/, ['AS ENUM', 'AS']],
  [/^comment on$/, ['TABLE', 'COLUMN', 'INDEX', 'CONSTRAINT', 'POLICY', 'FUNCTION', 'TYPE', 'SCHEMA', 'VIEW']],
  [/^comment on .*$/, ['IS']],
  [/^drop .+$/, ['CASCADE', 'RESTRICT']],
  [/^insert into (?:\S+ \. )?\S+(?: \(.*\))?$/, ['VALUES', 'SELECT', 'DEFAULT VALUES']],
  [/^insert into .*\)$/, ['ON CONFLICT', 'ON CONFLICT DO NOTHING', 'RETURNING', 'VALUES', 'SELECT']],
  [/^update (?:\S+ \. )?\S+$/, ['SET']],
  [/^set(?: local)?$/, ['LOCAL', 'lock_timeout', 'statement_timeout', 'search_path', 'role']],
  [/^(?:grant|revoke)$/, ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'ALL PRIVILEGES', 'USAGE', 'EXECUTE']],
  [
    /^(?:grant|revoke) [\w ,]+$/,
    ['ON', 'ON TABLE', 'ON SCHEMA', 'ON FUNCTION', 'ON ALL TABLES IN SCHEMA', 'TO', 'FROM'],
  ],
  [
    /^create (?:or replace )?(?:function|procedure) .*\)$/,
    [
      'RETURNS',
      'RETURNS TRIGGER',
      'LANGUAGE plpgsql',
      'LANGUAGE sql',
      'AS',
      'SECURITY DEFINER',
      'SECURITY INVOKER',
      'SET search_path',
      'STABLE',
      'IMMUTABLE',
    ],
  ],
  [/^create (?:or replace )?trigger \S+$/, ['BEFORE', 'AFTER', 'INSTEAD OF']],
  [
    /^create (?:or replace )?trigger \S+ .+$/,
    ['INSERT', 'UPDATE', 'DELETE', 'OR', 'ON', 'FOR EACH ROW', 'FOR EACH STATEMENT', 'WHEN', 'EXECUTE FUNCTION'],
  ],
];

/** In expressions and queries. */
export const OF_EXPRESSIONS =
  `AND|OR|NOT|IS NULL|IS NOT NULL|IS DISTINCT FROM|IN|EXISTS|BETWEEN|LIKE|ILIKE|ANY|ALL|CASE|WHEN|THEN|ELSE|END|NULL|TRUE|FALSE|
  CURRENT_USER|CURRENT_TIMESTAMP|CURRENT_DATE|CAST|SELECT|FROM|WHERE|JOIN|LEFT JOIN|INNER JOIN|ON|GROUP BY|ORDER BY|HAVING|LIMIT|OFFSET|
  UNION ALL|RETURNING|DEFAULT|CASCADE|USING|WITH CHECK|AS|SET|VALUES|DISTINCT|ASC|DESC|NULLS FIRST|NULLS LAST|NOT VALID`
    .split('|')
    .map((words) => words.trim());

/** In the brackets of CREATE TABLE, in place of a column. */
export const OF_TABLES = ['CONSTRAINT', 'PRIMARY KEY', 'FOREIGN KEY', 'UNIQUE', 'CHECK', 'EXCLUDE USING', 'LIKE'];

export const TYPES =
  `bigint bigserial boolean bytea character cidr date daterange double\u00a0precision inet int4range int8range integer interval json jsonb
  macaddr money numeric numrange oid point real regclass serial smallint text time timestamp timestamp\u00a0with\u00a0time\u00a0zone
  timestamptz tsquery tsrange tstzrange tsvector uuid varchar xml`
    .split(/[ \n]+/)
    .map((type) => type.replaceAll('\u00a0', ' '));

/** PostgreSQL's own that migrations use: its catalog has thousands. */
export const FUNCTIONS =
  `abs array_agg array_length btrim ceil coalesce concat concat_ws count current_setting date_trunc digest encode extract floor format
  gen_random_uuid generate_series greatest jsonb_agg jsonb_array_elements jsonb_build_object jsonb_each jsonb_object_agg jsonb_set
  jsonb_typeof least length lower lpad max md5 min nextval now nullif octet_length pg_advisory_xact_lock regexp_match regexp_replace
  replace round row_number set_config setval split_part statement_timestamp string_agg string_to_array strpos substring sum to_char
  to_date to_jsonb to_timestamp to_tsvector trim unnest upper`.split(/\s+/);
