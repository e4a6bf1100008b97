-- Custom SQL migration file: roles and the functions that policies and reports use.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lantern_app') THEN
    CREATE ROLE lantern_app NOLOGIN;
  END IF;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO lantern_app;
--> statement-breakpoint
CREATE FUNCTION current_studio_id() RETURNS uuid
  LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.studio_id', true), '')::uuid $$;
--> statement-breakpoint
-- Support staff are found without regard to who asks.
CREATE FUNCTION is_support(person uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  AS $$
BEGIN
  RETURN EXISTS (SELECT FROM people WHERE id = person AND people.is_support);
END
$$;
