import { quoteDollar, type Statement } from '#app/sql';

/** What a statement becomes, so that it may be run again: the server then finds nothing to do. */
const IN_WORDS: readonly (readonly [pattern: RegExp, guarded: string])[] = [
  [/^CREATE (UNLOGGED )?TABLE (?!IF )/, 'CREATE $1TABLE IF NOT EXISTS '],
  [/^CREATE SCHEMA (?!IF )/, 'CREATE SCHEMA IF NOT EXISTS '],
  [/^CREATE EXTENSION (?!IF )/, 'CREATE EXTENSION IF NOT EXISTS '],
  [/^CREATE (UNLOGGED )?SEQUENCE (?!IF )/, 'CREATE $1SEQUENCE IF NOT EXISTS '],
  [/^CREATE (UNIQUE )?INDEX (CONCURRENTLY )?(?!IF )(?=\S+ ON )/, 'CREATE $1INDEX $2IF NOT EXISTS '],
  [/^CREATE MATERIALIZED VIEW (?!IF )/, 'CREATE MATERIALIZED VIEW IF NOT EXISTS '],
  [/^CREATE VIEW /, 'CREATE OR REPLACE VIEW '],
  [/^CREATE (FUNCTION|PROCEDURE) /, 'CREATE OR REPLACE $1 '],
  [
    /^DROP (TABLE|VIEW|MATERIALIZED VIEW|FOREIGN TABLE|SEQUENCE|SCHEMA|TYPE|DOMAIN|FUNCTION|PROCEDURE|AGGREGATE|EXTENSION|POLICY|TRIGGER|RULE|EVENT TRIGGER|PUBLICATION|ROLE) (?!IF )/,
    'DROP $1 IF EXISTS ',
  ],
  [/^DROP INDEX (CONCURRENTLY )?(?!IF )/, 'DROP INDEX $1IF EXISTS '],
  [/^ALTER TYPE (.+?) ADD VALUE (?!IF )/, 'ALTER TYPE $1 ADD VALUE IF NOT EXISTS '],
];

/**
 * Errors that say that a statement was run before. Of what makes something only that it is there: what it names and cannot find
 * must not be passed over in silence. Two primary keys are an invalid definition.
 */
const IS_THERE =
  'duplicate_object OR duplicate_table OR duplicate_column OR duplicate_function OR duplicate_schema OR invalid_table_definition';
const IS_GONE = 'undefined_object OR undefined_column OR undefined_table OR undefined_function OR invalid_schema_name';

const HARMLESS =
  /^(SET|RESET|COMMENT|GRANT|REVOKE|UPDATE|REINDEX|ALTER DEFAULT PRIVILEGES|ALTER ROLE|ALTER EXTENSION \S+ UPDATE)\b|^DO \$role\$/;
const SETTING =
  /\b(SET (NOT NULL|DEFAULT|STORAGE|STATISTICS|COMPRESSION|DATA|\(|LOGGED|UNLOGGED|WITHOUT)|DROP (NOT NULL|DEFAULT)|TYPE |RESET \(|VALIDATE CONSTRAINT|(ENABLE|DISABLE|FORCE|NO FORCE) |REPLICA IDENTITY|OWNER TO|CLUSTER ON|OWNED BY)/;

/**
 * Statements that may be run a second time. PostgreSQL's own words are used where it has them; a block that takes the error for
 * what it means where it has none.
 */
export function guardForRerun<S extends Statement>(statements: readonly S[]): readonly S[] {
  return statements.map((statement) => ({ ...statement, sql: guard(statement.sql) }));
}

function guard(sql: string): string {
  const words = IN_WORDS.find(([pattern]) => pattern.test(sql));
  if (words) return sql.replace(words[0], words[1]);
  if (/^ALTER TABLE \S+( ONLY)? (ADD|DROP) COLUMN /.test(sql))
    return sql
      .replace(/ ADD COLUMN (?!IF )/, ' ADD COLUMN IF NOT EXISTS ')
      .replace(/ DROP COLUMN (?!IF )/, ' DROP COLUMN IF EXISTS ');
  if (/^ALTER TABLE .* DROP CONSTRAINT /.test(sql))
    return sql.replace(/ DROP CONSTRAINT (?!IF )/, ' DROP CONSTRAINT IF EXISTS ');
  const isSetting = sql.startsWith('ALTER ') && SETTING.test(sql) && !/ ADD CONSTRAINT /.test(sql);
  if (HARMLESS.test(sql) || isSetting) return sql;
  return `DO ${quoteDollar(`BEGIN\n  ${sql};\nEXCEPTION WHEN ${/ RENAME /.test(sql) ? `${IS_THERE} OR ${IS_GONE}` : IS_THERE} THEN NULL;\nEND`, 'again')}`;
}
