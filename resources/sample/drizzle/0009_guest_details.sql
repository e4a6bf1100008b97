-- Custom SQL migration file: details of guests, templates' studios, triggers.
ALTER TABLE guests ADD COLUMN dietary_notes text;
--> statement-breakpoint
UPDATE guests SET dietary_notes = 'vegan' FROM rsvps JOIN meal_options ON meal_options.id = rsvps.meal_option_id
  WHERE rsvps.guest_id = guests.id AND meal_options.is_vegan;
--> statement-breakpoint
UPDATE message_templates SET studio_id = used.studio_id
  FROM (SELECT DISTINCT ON (template_id) template_id, studio_id FROM messages ORDER BY template_id, sent_at) used
  WHERE used.template_id = message_templates.id AND message_templates.studio_id IS NULL;
--> statement-breakpoint
ALTER TABLE shift_assignments ADD CONSTRAINT shift_assignments_crew_member_id_crew_members_id_fk
  FOREIGN KEY (crew_member_id) REFERENCES crew_members (id) ON DELETE CASCADE;
--> statement-breakpoint
CREATE FUNCTION touch_updated_at() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER occasions_touch_updated_at BEFORE UPDATE ON occasions
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
--> statement-breakpoint
CREATE TRIGGER bookings_touch_updated_at BEFORE UPDATE ON bookings
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
--> statement-breakpoint
CREATE TRIGGER invoices_touch_updated_at BEFORE UPDATE ON invoices
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
--> statement-breakpoint
ALTER TABLE rate_limits SET UNLOGGED;
--> statement-breakpoint
COMMENT ON TABLE guests IS 'Everyone who is invited, whether they answered or not.';
