-- What Drizzle has no words for, in a schema that the code of the fixture does not manage.
CREATE SCHEMA depot;
CREATE ACCESS METHOD depot_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE EXTENSION btree_gist SCHEMA depot;
CREATE EXTENSION citext SCHEMA depot;
CREATE TYPE depot.grade AS ENUM ('low', 'middle', 'high');
CREATE DOMAIN depot.email AS text DEFAULT 'nobody' CONSTRAINT email_shape CHECK (VALUE <> '');
CREATE TYPE depot.place AS (street text, city text);
CREATE TYPE depot.other_place AS (street text, city text);
CREATE FUNCTION depot.gap(a double precision, b double precision) RETURNS double precision
  LANGUAGE sql IMMUTABLE AS 'SELECT a - b';
CREATE TYPE depot.span AS RANGE (SUBTYPE = double precision);
CREATE SEQUENCE depot.tickets AS integer;
CREATE FUNCTION depot.stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION depot.add(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE depot.total(integer) (SFUNC = depot.add, STYPE = integer, INITCOND = '0');
CREATE PROCEDURE depot.close_season() LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION depot.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TABLE depot.shelves (id integer NOT NULL, grade depot.grade, during int4range, other int4range, label text,
  CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&) WHERE (id > 0));
CREATE TABLE depot.boxes (id integer, width integer, CONSTRAINT boxes_width CHECK (width > 0)) PARTITION BY RANGE (id);
CREATE TABLE depot.boxes_low PARTITION OF depot.boxes FOR VALUES FROM (0) TO (100);
CREATE TABLE depot.boxes_high PARTITION OF depot.boxes FOR VALUES FROM (100) TO (200);
CREATE TABLE depot.crates (id integer, width integer) PARTITION BY RANGE (id);
CREATE TABLE depot.parents (a integer);
CREATE TABLE depot.other_parents (a integer);
CREATE TABLE depot.children (a integer, b integer) INHERITS (depot.parents);
CREATE TABLE depot.typed OF depot.place;
CREATE FOREIGN DATA WRAPPER depot_wrapper;
CREATE SERVER depot_server FOREIGN DATA WRAPPER depot_wrapper;
CREATE SERVER other_server FOREIGN DATA WRAPPER depot_wrapper;
CREATE FOREIGN TABLE depot.remote (id integer OPTIONS (key 'true'), label text) SERVER depot_server OPTIONS (table_name 'there');
CREATE VIEW depot.shelf_labels AS SELECT id, label FROM depot.shelves;
CREATE EVENT TRIGGER depot_watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION depot.watch();
