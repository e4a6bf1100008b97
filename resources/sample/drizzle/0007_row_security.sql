-- Custom SQL migration file: row-level security for the tables that came without it.
DO $$
DECLARE
  target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['suppliers', 'quotes', 'message_templates', 'webhook_events'] LOOP
    IF EXISTS (
      SELECT FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = target AND column_name = 'studio_id'
    ) THEN
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', target);
      EXECUTE format(
        'CREATE POLICY tenant_isolation ON public.%I USING (studio_id = current_setting(''app.current_studio'')::uuid)',
        target
      );
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE guests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE households FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE suppliers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE quotes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lantern_app;
