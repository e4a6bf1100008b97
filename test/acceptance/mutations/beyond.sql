-- What Drizzle has no words for, on the tables of the fixture `regatta`.
GRANT regatta_crew TO regatta_steward;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION public.harbour(a text DEFAULT 'home') RETURNS text LANGUAGE sql STABLE AS 'SELECT a';
CREATE FUNCTION public.numbers() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TRIGGER boats_touch BEFORE UPDATE ON public.boats FOR EACH ROW
  WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION public.touch('a');
CREATE TRIGGER boats_log AFTER UPDATE ON public.boats
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION public.touch();
CREATE CONSTRAINT TRIGGER crews_check AFTER INSERT ON public.crews FROM public.boats
  FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE RULE keep_races AS ON DELETE TO public.races WHERE old.year > 2000 DO INSTEAD NOTHING;
CREATE PUBLICATION outward FOR TABLE ONLY public.boats WITH (publish = 'insert, update');
GRANT SELECT ON public.boats TO regatta_visitor;
GRANT SELECT (skipper) ON public.crews TO regatta_visitor;
