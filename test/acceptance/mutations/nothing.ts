import type { Mutation } from './mutation.ts';

/** Changes that leave the schema what it was, though its text or its history is another. */
export const NOTHING: readonly Mutation[] = [
  {
    id: 'check.expression:written-otherwise',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (("length" > 0::numeric) AND (("length") < (100)))',
    finds: [],
  },
  {
    id: 'column.default:written-otherwise',
    sql: 'ALTER TABLE crews ALTER since SET DEFAULT CURRENT_TIMESTAMP; ALTER TABLE crews ALTER since SET DEFAULT (now())',
    finds: [],
  },
  { id: 'column.type:written-otherwise', sql: 'ALTER TABLE boats ALTER sail TYPE varchar(12)', finds: [] },
  {
    id: 'column:recreated',
    sql: `ALTER TABLE races DROP rules; ALTER TABLE races ADD rules jsonb NOT NULL DEFAULT '{"laps": 3}'`,
    finds: [],
  },
  {
    id: 'index.keys:written-otherwise',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats USING btree (name ASC NULLS LAST, (built) DESC NULLS LAST)',
    finds: [],
  },
  {
    id: 'index.predicate:written-otherwise',
    sql: "DROP INDEX boats_wooden_idx; CREATE UNIQUE INDEX boats_wooden_idx ON boats (call_sign) WHERE ((hull) = ('wood'::hull))",
    finds: [],
  },
  {
    id: 'foreign-key:recreated',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats ON DELETE SET NULL ON UPDATE NO ACTION NOT DEFERRABLE',
    finds: [],
  },
  {
    id: 'policy.using:written-otherwise',
    sql: "ALTER POLICY entries_own ON entries USING (((entries.harbour)) = (current_setting('regatta.harbour'::text, true)))",
    finds: [],
  },
  { id: 'policy.roles:order', sql: 'ALTER POLICY entries_read ON entries TO regatta_steward, regatta_crew', finds: [] },
  {
    id: 'view.definition:written-otherwise',
    sql: 'CREATE OR REPLACE VIEW long_boats WITH (security_barrier = on) AS SELECT boats.id, boats.name FROM public.boats WHERE ((boats.length > (10)))',
    finds: [],
  },
  { id: 'index.options:written-otherwise', sql: 'ALTER INDEX boats_tags_idx SET (fastupdate = off)', finds: [] },
  {
    id: 'table.options:written-otherwise',
    given: 'ALTER TABLE boats SET (autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.1)',
    sql: 'ALTER TABLE boats SET (autovacuum_enabled = no, autovacuum_vacuum_scale_factor = .10)',
    finds: [],
  },
  { id: 'column.identity:sequence-renamed', sql: 'ALTER SEQUENCE boats_id_seq RENAME TO boat_numbers', finds: [] },
  {
    id: 'trigger:recreated',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE ON boats FOR EACH ROW WHEN ((NEW.name IS DISTINCT FROM OLD.name)) EXECUTE PROCEDURE touch('a')",
    finds: [],
  },
  {
    id: 'function:recreated',
    sql: "DROP FUNCTION numbers(); CREATE FUNCTION numbers() RETURNS SETOF int4 LANGUAGE 'sql' COST 100 AS $x$SELECT 1$x$",
    finds: [],
  },
  {
    id: 'grant:granted-again',
    sql: 'REVOKE SELECT ON boats FROM regatta_visitor; GRANT SELECT ON boats TO regatta_visitor',
    finds: [],
  },
  { id: 'sequence:advanced', sql: "SELECT setval('sail_numbers', 3000); SELECT nextval('crews_id_seq')", finds: [] },
  { id: 'table:filled', sql: "INSERT INTO boats (sail) VALUES ('GER 1'); ANALYZE boats", finds: [] },
  { id: 'role:password', sql: "ALTER ROLE regatta_visitor PASSWORD 'secret'", finds: [] },
  { id: 'identity:restarted', sql: 'ALTER TABLE boats ALTER id RESTART WITH 900', finds: [] },
  {
    id: 'enum:renamed-back',
    sql: "ALTER TYPE hull RENAME VALUE 'wood' TO 'timber'; ALTER TYPE hull RENAME VALUE 'timber' TO 'wood'",
    finds: [],
  },
];
