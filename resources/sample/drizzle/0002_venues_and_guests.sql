CREATE SEQUENCE "public"."ticket_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 100000 CACHE 50;--> statement-breakpoint
CREATE TABLE "guests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"household_id" uuid,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"full_name" text GENERATED ALWAYS AS (given_name || ' ' || family_name) STORED NOT NULL,
	"email" text,
	"ticket_number" integer DEFAULT nextval('ticket_numbers') NOT NULL,
	"is_child" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guests_email_shape" CHECK ("guests"."email" is null or "guests"."email" like '%_@_%')
);
--> statement-breakpoint
ALTER TABLE "guests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "households" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"postal_address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "households" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meal_options" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_vegan" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meal_options" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rsvps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"answer" "rsvp_answer" NOT NULL,
	"meal_option_id" uuid,
	"note" text,
	"answered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rsvps_one_per_guest" UNIQUE("guest_id")
);
--> statement-breakpoint
ALTER TABLE "rsvps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seat_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"seating_table_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	CONSTRAINT "seat_assignments_seat_unique" UNIQUE("seating_table_id","seat"),
	CONSTRAINT "seat_assignments_guest_unique" UNIQUE("guest_id")
);
--> statement-breakpoint
ALTER TABLE "seat_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seating_tables" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"label" text NOT NULL,
	"seats" integer DEFAULT 8 NOT NULL,
	CONSTRAINT "seating_tables_label_unique" UNIQUE("occasion_id","label"),
	CONSTRAINT "seating_tables_seats" CHECK ("seating_tables"."seats" between 1 and 40)
);
--> statement-breakpoint
ALTER TABLE "seating_tables" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "floor_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"hall_id" uuid,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"drawing" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "floor_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "halls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"venue_id" uuid NOT NULL,
	"name" text NOT NULL,
	"seated" integer NOT NULL,
	"standing" integer NOT NULL,
	"square_metres" integer,
	CONSTRAINT "halls_capacity" CHECK ("halls"."seated" >= 0 and "halls"."standing" >= "halls"."seated")
);
--> statement-breakpoint
ALTER TABLE "halls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "venue_holds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"hall_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "venue_holds_days_in_order" CHECK ("venue_holds"."to_day" >= "venue_holds"."from_day")
);
--> statement-breakpoint
ALTER TABLE "venue_holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "venues" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"studio_id" uuid NOT NULL,
	"name" text NOT NULL,
	"city" text NOT NULL,
	"address" jsonb,
	"is_outdoor" boolean DEFAULT false NOT NULL,
	"features" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venues_studio_name_unique" UNIQUE("studio_id","name")
);
--> statement-breakpoint
ALTER TABLE "venues" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meal_options" ADD CONSTRAINT "meal_options_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meal_options" ADD CONSTRAINT "meal_options_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_guest_id_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."guests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_meal_option_id_meal_options_id_fk" FOREIGN KEY ("meal_option_id") REFERENCES "public"."meal_options"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_assignments" ADD CONSTRAINT "seat_assignments_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_assignments" ADD CONSTRAINT "seat_assignments_seating_table_id_seating_tables_id_fk" FOREIGN KEY ("seating_table_id") REFERENCES "public"."seating_tables"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_assignments" ADD CONSTRAINT "seat_assignments_guest_id_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."guests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seating_tables" ADD CONSTRAINT "seating_tables_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seating_tables" ADD CONSTRAINT "seating_tables_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_plans" ADD CONSTRAINT "floor_plans_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_plans" ADD CONSTRAINT "floor_plans_hall_id_halls_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."halls"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floor_plans" ADD CONSTRAINT "floor_plans_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halls" ADD CONSTRAINT "halls_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halls" ADD CONSTRAINT "halls_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_holds" ADD CONSTRAINT "venue_holds_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_holds" ADD CONSTRAINT "venue_holds_hall_id_halls_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."halls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_holds" ADD CONSTRAINT "venue_holds_occasion_id_occasions_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."occasions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_studio_id_studios_id_fk" FOREIGN KEY ("studio_id") REFERENCES "public"."studios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guests_studio_idx" ON "guests" USING btree ("studio_id");--> statement-breakpoint
CREATE INDEX "guests_occasion_name_idx" ON "guests" USING btree ("occasion_id","family_name","given_name");--> statement-breakpoint
CREATE INDEX "households_occasion_idx" ON "households" USING btree ("occasion_id");--> statement-breakpoint
CREATE INDEX "meal_options_occasion_idx" ON "meal_options" USING btree ("occasion_id");--> statement-breakpoint
CREATE INDEX "floor_plans_occasion_idx" ON "floor_plans" USING btree ("occasion_id");--> statement-breakpoint
CREATE INDEX "halls_venue_idx" ON "halls" USING btree ("venue_id");--> statement-breakpoint
CREATE INDEX "venue_holds_hall_idx" ON "venue_holds" USING btree ("hall_id","from_day") WHERE "venue_holds"."released_at" is null;--> statement-breakpoint
CREATE INDEX "venues_features_idx" ON "venues" USING gin ("features");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "guests" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "households" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "meal_options" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rsvps" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "seat_assignments" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "seating_tables" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "floor_plans" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "halls" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "venue_holds" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "venues" AS PERMISSIVE FOR ALL TO public USING (studio_id = (select current_setting('app.studio_id', true)::uuid)) WITH CHECK (studio_id = (select current_setting('app.studio_id', true)::uuid));