/** What the table of mutations starts from: at least one object of every kind that the mutations touch. */
export const BASE_SCHEMA = `
  CREATE ROLE planner; CREATE ROLE guest_app;
  CREATE EXTENSION citext;
  CREATE SCHEMA billing;
  CREATE TYPE mood AS ENUM ('calm', 'happy', 'wild');
  CREATE DOMAIN email AS text DEFAULT 'nobody' CONSTRAINT email_shape CHECK (VALUE <> '');
  CREATE TYPE place AS (street text, city text);
  CREATE TYPE span AS RANGE (SUBTYPE = integer);
  CREATE SEQUENCE tickets START 100;
  CREATE TABLE venues (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL DEFAULT 'hall',
    seats integer NOT NULL,
    double_seats integer GENERATED ALWAYS AS (seats * 2) STORED,
    mood mood NOT NULL DEFAULT 'calm',
    opened timestamp with time zone DEFAULT now(),
    CONSTRAINT venues_name_unique UNIQUE (name),
    CONSTRAINT venues_seats CHECK (seats > 0 AND seats < 100000)
  );
  CREATE TABLE guests (
    id serial PRIMARY KEY,
    venue_id integer CONSTRAINT guests_venue_fk REFERENCES venues (id) ON DELETE CASCADE,
    email varchar(200),
    note text,
    during int4range,
    CONSTRAINT guests_overlap EXCLUDE USING gist (during WITH &&)
  );
  CREATE TABLE notes (id bigserial, body text);
  CREATE INDEX guests_email_idx ON guests (lower(email)) WHERE note IS NOT NULL;
  ALTER TABLE guests ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_guests ON guests FOR SELECT TO planner USING (venue_id = current_setting('app.venue')::integer);
  CREATE VIEW big_venues AS SELECT id, name FROM venues WHERE seats > 1000;
  CREATE MATERIALIZED VIEW venue_counts AS SELECT venue_id, count(*) AS guests FROM guests GROUP BY venue_id;
  CREATE INDEX venue_counts_idx ON venue_counts (venue_id);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE FUNCTION tenant() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
  CREATE TRIGGER guests_touch BEFORE UPDATE ON guests FOR EACH ROW WHEN (NEW.note IS DISTINCT FROM OLD.note) EXECUTE FUNCTION touch();
  CREATE RULE keep_venues AS ON DELETE TO venues WHERE old.seats > 10 DO INSTEAD NOTHING;
  GRANT SELECT ON guests TO guest_app;
  CREATE PUBLICATION outward FOR TABLE guests;
`;
