-- The live database of Lanternfield, as it was found: twelve of the thirteen migrations applied, and what people did to
-- it by hand since. Raingauge builds it in its embedded PostgreSQL and reads it as the role lantern_auditor.
-- Lines that depart from the code or the migrations say so; FAULTS.md lists them all.

-- Roles

CREATE ROLE lantern_owner NOLOGIN;
CREATE ROLE lantern_app NOLOGIN;
CREATE ROLE lantern_auditor NOLOGIN;
CREATE ROLE lantern_intern NOLOGIN;  -- made by hand

-- Everything belongs to lantern_owner, who has no other right in the schema.

GRANT CREATE ON SCHEMA public TO lantern_owner;
SET ROLE lantern_owner;

-- Types

-- 'held' was added by hand, last; second in the code
CREATE TYPE booking_status AS ENUM ('enquired', 'confirmed', 'cancelled', 'held');
CREATE TYPE channel AS ENUM ('email', 'sms', 'letter');
CREATE TYPE invoice_status AS ENUM ('draft', 'sent', 'paid', 'void');
CREATE TYPE member_role AS ENUM ('owner', 'planner', 'assistant', 'viewer');
CREATE TYPE occasion_kind AS ENUM ('wedding', 'festival', 'conference', 'private');
CREATE TYPE occasion_status AS ENUM ('lead', 'planning', 'live', 'closed', 'cancelled');
CREATE TYPE rsvp_answer AS ENUM ('yes', 'no', 'maybe');
CREATE TYPE task_status AS ENUM ('open', 'doing', 'done');

-- Sequences

CREATE SEQUENCE ticket_numbers START WITH 100000 CACHE 50;

-- Tables

CREATE TABLE studios (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL,
  plan text DEFAULT 'trial' NOT NULL,
  time_zone text DEFAULT 'Europe/Vienna' NOT NULL,
  stripe_customer_id text,
  settings jsonb DEFAULT '{"currency": "EUR", "weekStartsOn": 1}' NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT studios_slug_unique UNIQUE (slug)
);

CREATE TABLE people (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  auth_id uuid,
  full_name text NOT NULL,
  email text NOT NULL,
  locale text DEFAULT 'en' NOT NULL,
  is_support boolean DEFAULT false NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT people_email_shape CHECK (email ~~ '%_@_%'),
  CONSTRAINT people_email_unique UNIQUE (email)
);

CREATE TABLE memberships (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role member_role DEFAULT 'assistant' NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE member_invitations (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  email text NOT NULL,
  role member_role DEFAULT 'viewer' NOT NULL,
  token text NOT NULL,
  invited_by uuid,
  expires_at timestamptz DEFAULT now() NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT member_invitations_token_unique UNIQUE (token)
);

CREATE TABLE api_tokens (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  label text NOT NULL,
  secret text NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE planners (
  id serial PRIMARY KEY,
  login text NOT NULL,
  display_name text,
  created_at timestamp without time zone,
  CONSTRAINT planners_login_unique UNIQUE (login)
);

CREATE TABLE clients (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  name text NOT NULL,
  email text,
  phone text,
  referred_by text,
  deleted_at timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT clients_studio_email_unique UNIQUE (studio_id, email)
);

CREATE TABLE occasions (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  client_id uuid NOT NULL,
  lead_planner_id uuid,
  kind occasion_kind NOT NULL,
  status occasion_status DEFAULT 'lead' NOT NULL,
  title text NOT NULL,
  reference text NOT NULL,
  starts_on date,
  ends_on date,
  expected_guests integer DEFAULT 0 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT occasions_dates_in_order CHECK ((ends_on IS NULL) OR (ends_on >= starts_on)),
  CONSTRAINT occasions_reference_unique UNIQUE (reference)
);

CREATE TABLE occasion_days (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  day date NOT NULL,
  doors_at text,
  line_number text DEFAULT '1' NOT NULL,
  CONSTRAINT occasion_days_once UNIQUE (occasion_id, day)
);

CREATE TABLE milestones (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  title text NOT NULL,
  due_on date NOT NULL,
  reached_at timestamptz,
  weight smallint DEFAULT 1 NOT NULL
);

CREATE TABLE tasks (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid,
  milestone_id uuid,
  assignee_id uuid,
  title text NOT NULL,
  status task_status DEFAULT 'open' NOT NULL,
  estimate_hours numeric(5,1),
  due_at timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE task_comments (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  task_id uuid NOT NULL,
  author_id uuid,
  body text NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE venues (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  name text NOT NULL,
  city text COLLATE "C" NOT NULL,  -- collation set by hand
  address jsonb,
  is_outdoor boolean DEFAULT false NOT NULL,
  features text[] DEFAULT '{}' NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT venues_studio_name_unique UNIQUE (studio_id, name)
);

CREATE TABLE halls (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  venue_id uuid NOT NULL,
  name text NOT NULL,
  seated integer NOT NULL,
  standing integer NOT NULL,
  square_metres integer,
  CONSTRAINT halls_capacity CHECK ((seated >= 0) AND (standing >= seated))
);

CREATE TABLE venue_holds (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  hall_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  released_at timestamptz,
  CONSTRAINT venue_holds_days_in_order CHECK (to_day >= from_day)
);

CREATE TABLE floor_plans (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  hall_id uuid,
  occasion_id uuid NOT NULL,
  name text NOT NULL,
  drawing jsonb DEFAULT '{}' NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE households (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  name text NOT NULL,
  postal_address text,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE guests (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  household_id uuid,
  given_name text NOT NULL,
  family_name text NOT NULL,
  full_name text GENERATED ALWAYS AS ((given_name || ' ') || family_name) STORED NOT NULL,
  email text,
  ticket_number integer DEFAULT nextval('ticket_numbers'::regclass) NOT NULL,
  is_child boolean DEFAULT false NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  dietary_notes text  -- made by 0009, unknown to the code
);

CREATE TABLE rsvps (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  guest_id uuid NOT NULL,
  answer rsvp_answer NOT NULL,
  meal_option_id uuid,
  note text,
  answered_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT rsvps_one_per_guest UNIQUE (guest_id)
);

CREATE TABLE meal_options (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  name text NOT NULL,
  is_vegan boolean DEFAULT false NOT NULL
);

CREATE TABLE seating_tables (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  label text NOT NULL,
  seats integer DEFAULT 8 NOT NULL,
  CONSTRAINT seating_tables_seats CHECK ((seats >= 1) AND (seats <= 40)),
  CONSTRAINT seating_tables_label_unique UNIQUE (occasion_id, label)
);

CREATE TABLE seat_assignments (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  seating_table_id uuid NOT NULL,
  guest_id uuid NOT NULL,
  seat integer NOT NULL,
  CONSTRAINT seat_assignments_guest_unique UNIQUE (guest_id),
  CONSTRAINT seat_assignments_seat_unique UNIQUE (seating_table_id, seat)
);

CREATE TABLE suppliers (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  name text NOT NULL,
  trade text NOT NULL,
  website text,
  rating smallint,
  deleted_at timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT suppliers_rating_range CHECK ((rating >= 1) AND (rating <= 5))
);

CREATE TABLE supplier_contacts (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  supplier_id uuid NOT NULL,
  name text NOT NULL,
  email text,
  is_primary boolean DEFAULT false NOT NULL
);

CREATE TABLE quotes (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  supplier_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  total numeric(10,2) NOT NULL,  -- narrowed by hand; numeric(12, 2) in the code
  currency text DEFAULT 'EUR' NOT NULL,
  valid_until timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE quote_lines (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  quote_id uuid NOT NULL,
  description text NOT NULL,
  quantity numeric(10,2) DEFAULT '1' NOT NULL,
  unit_price numeric(12,2) NOT NULL,
  line_total numeric(14,2) GENERATED ALWAYS AS (round((quantity * unit_price), 2)) STORED
);

CREATE TABLE bookings (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  supplier_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  quote_id uuid,
  status booking_status DEFAULT 'enquired' NOT NULL,
  deposit_percent smallint DEFAULT 0 NOT NULL,
  confirmed_at timestamptz,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE budgets (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  name text NOT NULL,
  contingency double precision DEFAULT 0.1 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT budgets_name_unique UNIQUE (occasion_id, name)
);

CREATE TABLE budget_lines (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  budget_id uuid NOT NULL,
  supplier_id uuid,
  label text NOT NULL,
  planned numeric(12,2) DEFAULT '0' NOT NULL,
  spent numeric(12,2) DEFAULT '0' NOT NULL,
  -- rewritten by hand; planned - spent in the code
  remaining numeric(12,2) GENERATED ALWAYS AS (GREATEST((planned - spent), (0)::numeric)) STORED,
  CONSTRAINT budget_lines_amounts CHECK ((planned >= (0)::numeric) AND (spent >= (0)::numeric))
);

CREATE TABLE invoices (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid,
  client_id uuid NOT NULL,
  -- restarted by hand; START WITH 1000 in the code
  number bigint GENERATED ALWAYS AS IDENTITY (START WITH 5000) NOT NULL,
  status invoice_status DEFAULT 'draft' NOT NULL,
  subtotal numeric(12,2) NOT NULL,
  tax numeric(12,2) NOT NULL,
  total numeric(12,2) NOT NULL,
  issued_on date,
  due_on date,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT invoices_number_unique UNIQUE (studio_id, number)
);

CREATE TABLE payments (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  amount numeric(12,2) NOT NULL,
  method text DEFAULT 'transfer' NOT NULL,
  received_at timestamptz DEFAULT now() NOT NULL,
  value_date text,
  CONSTRAINT payments_amount_positive CHECK (amount >= (0)::numeric)  -- changed by hand; amount > 0 in the code
);

CREATE TABLE crew_members (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  person_id uuid,
  display_name text NOT NULL,
  skill text NOT NULL,
  hourly_rate numeric(8,2),
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE shifts (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid NOT NULL,
  role text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  crew_needed integer DEFAULT 1 NOT NULL
);

CREATE TABLE shift_assignments (
  shift_id uuid NOT NULL,
  crew_member_id uuid NOT NULL,
  confirmed_at timestamptz,
  CONSTRAINT shift_assignments_shift_id_crew_member_id_pk PRIMARY KEY (shift_id, crew_member_id)
);

CREATE TABLE equipment (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  name text NOT NULL,
  on_hand integer DEFAULT 0 NOT NULL,
  reserved integer DEFAULT 0 NOT NULL,
  available integer DEFAULT 0 NOT NULL
);

CREATE TABLE equipment_reservations (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  equipment_id uuid NOT NULL,
  occasion_id text NOT NULL,  -- text here, uuid with a foreign key in the code
  quantity integer DEFAULT 1 NOT NULL
);

CREATE TABLE message_templates (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  name text NOT NULL,
  channel channel DEFAULT 'email' NOT NULL,
  subject text,
  body text NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  studio_id uuid  -- never set to NOT NULL
);

CREATE TABLE messages (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid NOT NULL,
  occasion_id uuid,
  guest_id uuid,
  template_id uuid,
  channel channel NOT NULL,
  body_html text,
  body_text text,
  sent_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE webhook_events (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  "studioId" uuid,  -- renamed by 0006; studio_id in the code and to 0007
  service text NOT NULL,
  external_id text NOT NULL,
  payload jsonb NOT NULL,
  received_at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE activity_log (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid,
  actor_id uuid,
  entity_type text NOT NULL,
  entity_id uuid NOT NULL,
  action text NOT NULL,
  details jsonb DEFAULT '{}' NOT NULL,
  at timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE job_queue (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  studio_id uuid,
  kind text NOT NULL,
  payload jsonb DEFAULT '{}' NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  run_at timestamptz DEFAULT now() NOT NULL
);

-- Unlogged since 0009.
CREATE UNLOGGED TABLE rate_limits (
  key text NOT NULL,
  window_start timestamptz NOT NULL,
  hits integer DEFAULT 0 NOT NULL
);

-- Left behind by an import.
CREATE TABLE guest_import_20240611 (
  line integer,
  given_name text,
  family_name text,
  email text,
  problem text
);

-- Foreign keys, and a check that was added without looking at what is there

ALTER TABLE memberships ADD CONSTRAINT memberships_person_id_people_id_fk
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;
ALTER TABLE memberships ADD CONSTRAINT memberships_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE member_invitations ADD CONSTRAINT member_invitations_invited_by_people_id_fk
  FOREIGN KEY (invited_by) REFERENCES people(id) ON DELETE SET NULL;
ALTER TABLE member_invitations ADD CONSTRAINT member_invitations_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE clients ADD CONSTRAINT clients_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE occasions ADD CONSTRAINT occasions_client_id_clients_id_fk
  FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE RESTRICT;
ALTER TABLE occasions ADD CONSTRAINT occasions_lead_planner_id_people_id_fk
  FOREIGN KEY (lead_planner_id) REFERENCES people(id) ON DELETE SET NULL;
ALTER TABLE occasions ADD CONSTRAINT occasions_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE occasion_days ADD CONSTRAINT occasion_days_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE occasion_days ADD CONSTRAINT occasion_days_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE milestones ADD CONSTRAINT milestones_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE milestones ADD CONSTRAINT milestones_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE tasks ADD CONSTRAINT tasks_assignee_id_people_id_fk
  FOREIGN KEY (assignee_id) REFERENCES people(id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT tasks_milestone_id_milestones_id_fk
  FOREIGN KEY (milestone_id) REFERENCES milestones(id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT tasks_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE tasks ADD CONSTRAINT tasks_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE task_comments ADD CONSTRAINT task_comments_author_id_people_id_fk
  FOREIGN KEY (author_id) REFERENCES people(id);
ALTER TABLE task_comments ADD CONSTRAINT task_comments_task_id_tasks_id_fk
  FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE CASCADE;
ALTER TABLE venues ADD CONSTRAINT venues_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE halls ADD CONSTRAINT halls_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE halls ADD CONSTRAINT halls_venue_id_venues_id_fk
  FOREIGN KEY (venue_id) REFERENCES venues(id) ON DELETE CASCADE;
ALTER TABLE venue_holds ADD CONSTRAINT venue_holds_hall_id_halls_id_fk
  FOREIGN KEY (hall_id) REFERENCES halls(id) ON DELETE CASCADE;
ALTER TABLE venue_holds ADD CONSTRAINT venue_holds_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE venue_holds ADD CONSTRAINT venue_holds_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE floor_plans ADD CONSTRAINT floor_plans_hall_id_halls_id_fk
  FOREIGN KEY (hall_id) REFERENCES halls(id) ON DELETE SET NULL;
ALTER TABLE floor_plans ADD CONSTRAINT floor_plans_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE floor_plans ADD CONSTRAINT floor_plans_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE households ADD CONSTRAINT households_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE households ADD CONSTRAINT households_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE guests ADD CONSTRAINT guests_email_shape
  CHECK ((email IS NULL) OR (email ~~ '%_@_%')) NOT VALID;  -- made again by hand, existing rows never checked
ALTER TABLE guests ADD CONSTRAINT guests_household_id_households_id_fk
  FOREIGN KEY (household_id) REFERENCES households(id) ON DELETE SET NULL;
ALTER TABLE guests ADD CONSTRAINT guests_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE guests ADD CONSTRAINT guests_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE rsvps ADD CONSTRAINT rsvps_guest_id_guests_id_fk
  FOREIGN KEY (guest_id) REFERENCES guests(id) ON DELETE CASCADE;
ALTER TABLE rsvps ADD CONSTRAINT rsvps_meal_option_id_meal_options_id_fk
  FOREIGN KEY (meal_option_id) REFERENCES meal_options(id) ON DELETE SET NULL;
ALTER TABLE rsvps ADD CONSTRAINT rsvps_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE meal_options ADD CONSTRAINT meal_options_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE meal_options ADD CONSTRAINT meal_options_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE seating_tables ADD CONSTRAINT seating_tables_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE seating_tables ADD CONSTRAINT seating_tables_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE seat_assignments ADD CONSTRAINT seat_assignments_guest_id_guests_id_fk
  -- made deferrable by hand
  FOREIGN KEY (guest_id) REFERENCES guests(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE seat_assignments ADD CONSTRAINT seat_assignments_seating_table_id_seating_tables_id_fk
  FOREIGN KEY (seating_table_id) REFERENCES seating_tables(id) ON DELETE CASCADE;
ALTER TABLE seat_assignments ADD CONSTRAINT seat_assignments_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE suppliers ADD CONSTRAINT suppliers_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE supplier_contacts ADD CONSTRAINT supplier_contacts_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE supplier_contacts ADD CONSTRAINT supplier_contacts_supplier_id_suppliers_id_fk
  FOREIGN KEY (supplier_id) REFERENCES suppliers(id) ON DELETE CASCADE;
ALTER TABLE quotes ADD CONSTRAINT quotes_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE quotes ADD CONSTRAINT quotes_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE quotes ADD CONSTRAINT quotes_supplier_id_fkey
  FOREIGN KEY (supplier_id) REFERENCES suppliers(id) ON DELETE RESTRICT;  -- another name than Drizzle gives it
ALTER TABLE quote_lines ADD CONSTRAINT quote_lines_quote_id_quotes_id_fk
  FOREIGN KEY (quote_id) REFERENCES quotes(id) ON DELETE CASCADE;
ALTER TABLE bookings ADD CONSTRAINT bookings_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE bookings ADD CONSTRAINT bookings_quote_id_quotes_id_fk
  FOREIGN KEY (quote_id) REFERENCES quotes(id) ON DELETE SET NULL;
ALTER TABLE bookings ADD CONSTRAINT bookings_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE bookings ADD CONSTRAINT bookings_supplier_id_suppliers_id_fk
  FOREIGN KEY (supplier_id) REFERENCES suppliers(id) ON DELETE RESTRICT;
ALTER TABLE budgets ADD CONSTRAINT budgets_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE budgets ADD CONSTRAINT budgets_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE budget_lines ADD CONSTRAINT budget_lines_budget_id_budgets_id_fk
  FOREIGN KEY (budget_id) REFERENCES budgets(id) ON DELETE CASCADE;
ALTER TABLE budget_lines ADD CONSTRAINT budget_lines_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE budget_lines ADD CONSTRAINT budget_lines_supplier_id_suppliers_id_fk
  FOREIGN KEY (supplier_id) REFERENCES suppliers(id) ON DELETE SET NULL;
ALTER TABLE invoices ADD CONSTRAINT invoices_client_id_clients_id_fk
  FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE RESTRICT;
ALTER TABLE invoices ADD CONSTRAINT invoices_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE SET NULL;
ALTER TABLE invoices ADD CONSTRAINT invoices_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE RESTRICT;
ALTER TABLE payments ADD CONSTRAINT payments_invoice_id_invoices_id_fk
  FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT;
ALTER TABLE payments ADD CONSTRAINT payments_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE RESTRICT;
ALTER TABLE crew_members ADD CONSTRAINT crew_members_person_id_people_id_fk
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE SET NULL;
ALTER TABLE crew_members ADD CONSTRAINT crew_members_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE shifts ADD CONSTRAINT shifts_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE CASCADE;
ALTER TABLE shifts ADD CONSTRAINT shifts_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE shift_assignments ADD CONSTRAINT shift_assignments_crew_member_id_crew_members_id_fk
  FOREIGN KEY (crew_member_id) REFERENCES crew_members(id) ON DELETE CASCADE;  -- made by 0009, unknown to the code
ALTER TABLE shift_assignments ADD CONSTRAINT shift_assignments_shift_id_shifts_id_fk
  FOREIGN KEY (shift_id) REFERENCES shifts(id) ON DELETE CASCADE;
ALTER TABLE equipment ADD CONSTRAINT equipment_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE equipment_reservations ADD CONSTRAINT equipment_reservations_equipment_id_equipment_id_fk
  FOREIGN KEY (equipment_id) REFERENCES equipment(id) ON DELETE CASCADE;
ALTER TABLE equipment_reservations ADD CONSTRAINT equipment_reservations_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE message_templates ADD CONSTRAINT message_templates_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE messages ADD CONSTRAINT messages_guest_id_guests_id_fk
  FOREIGN KEY (guest_id) REFERENCES guests(id) ON DELETE SET NULL;
ALTER TABLE messages ADD CONSTRAINT messages_occasion_id_occasions_id_fk
  FOREIGN KEY (occasion_id) REFERENCES occasions(id) ON DELETE SET NULL;
ALTER TABLE messages ADD CONSTRAINT messages_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE activity_log ADD CONSTRAINT activity_log_actor_id_people_id_fk
  FOREIGN KEY (actor_id) REFERENCES people(id) ON DELETE SET NULL;
ALTER TABLE activity_log ADD CONSTRAINT activity_log_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;
ALTER TABLE job_queue ADD CONSTRAINT job_queue_studio_id_studios_id_fk
  FOREIGN KEY (studio_id) REFERENCES studios(id) ON DELETE CASCADE;

-- Indexes

CREATE INDEX memberships_person_idx ON memberships (person_id);
CREATE INDEX member_invitations_studio_idx ON member_invitations (studio_id);
CREATE INDEX api_tokens_studio_idx ON api_tokens (studio_id);
CREATE INDEX clients_name_search_idx ON clients (studio_id, lower(name));
CREATE INDEX occasions_client_idx ON occasions (client_id);
CREATE INDEX occasions_studio_status_idx ON occasions (studio_id, status, starts_on DESC NULLS LAST);
CREATE INDEX milestones_studio_due_idx ON milestones (studio_id, due_on);
CREATE INDEX tasks_assignee_idx ON tasks (assignee_id);
CREATE INDEX tasks_occasion_idx ON tasks (occasion_id);
-- predicate changed by hand; status <> 'done' in the code
CREATE INDEX tasks_open_idx ON tasks (studio_id, due_at) WHERE (status = 'open'::task_status);
CREATE INDEX task_comments_task_idx ON task_comments (task_id, created_at);
CREATE INDEX venues_features_idx ON venues USING gin (features);
CREATE INDEX halls_venue_idx ON halls (venue_id);
CREATE INDEX venue_holds_hall_idx ON venue_holds (hall_id, from_day) WHERE (released_at IS NULL);
CREATE INDEX floor_plans_occasion_idx ON floor_plans (occasion_id);
CREATE INDEX households_occasion_idx ON households (occasion_id);
CREATE INDEX guests_email_hotfix_idx ON guests (lower(email));  -- made by hand
CREATE INDEX guests_occasion_name_idx ON guests (occasion_id, family_name, given_name);
CREATE INDEX guests_studio_idx ON guests (studio_id);
CREATE INDEX meal_options_occasion_idx ON meal_options (occasion_id);
CREATE UNIQUE INDEX suppliers_studio_name_key ON suppliers (studio_id, name) WHERE (deleted_at IS NULL);
CREATE INDEX supplier_contacts_supplier_idx ON supplier_contacts (supplier_id);
CREATE INDEX quotes_studio_occasion_idx ON quotes (studio_id, occasion_id);
CREATE INDEX bookings_studio_status_idx ON bookings (studio_id, status);
CREATE INDEX bookings_supplier_idx ON bookings (supplier_id);
CREATE INDEX budget_lines_budget_idx ON budget_lines (budget_id);
CREATE INDEX invoices_client_idx ON invoices (client_id);
CREATE INDEX invoices_overdue_idx ON invoices (studio_id, due_on) WHERE (status = 'sent'::invoice_status);
CREATE INDEX payments_invoice_idx ON payments (invoice_id);
CREATE INDEX crew_members_studio_idx ON crew_members (studio_id);
CREATE INDEX shifts_occasion_idx ON shifts (occasion_id, starts_at);
CREATE INDEX equipment_studio_idx ON equipment (studio_id);
CREATE INDEX equipment_reservations_equipment_idx ON equipment_reservations (equipment_id);
CREATE INDEX messages_search_idx ON messages USING gin (to_tsvector('simple'::regconfig, COALESCE(body_text, '')));
CREATE INDEX messages_studio_sent_idx ON messages (studio_id, sent_at DESC NULLS LAST);
CREATE INDEX webhook_events_service_idx ON webhook_events (service, external_id);
CREATE INDEX activity_log_studio_at_idx ON activity_log (studio_id, at);
CREATE INDEX job_queue_run_idx ON job_queue (run_at);

-- Views

-- Lost security_invoker when it was replaced by hand.
CREATE VIEW upcoming_occasions AS
 SELECT occasions.id,
    occasions.studio_id,
    occasions.title,
    occasions.starts_on,
    clients.name AS client_name
   FROM (occasions
     JOIN clients ON ((occasions.client_id = clients.id)))
  WHERE ((occasions.starts_on >= CURRENT_DATE) AND (occasions.status <> 'cancelled'::occasion_status));

CREATE MATERIALIZED VIEW studio_revenue AS
 SELECT studios.id,
    count(invoices.id) AS invoices,
    sum(invoices.total) AS total
   FROM (studios
     LEFT JOIN invoices ON ((invoices.studio_id = studios.id)))
  GROUP BY studios.id;

-- Functions and triggers

CREATE FUNCTION current_studio_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $$ SELECT nullif(current_setting('app.studio_id', true), '')::uuid $$;

CREATE FUNCTION is_support(person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
AS $$
BEGIN
  RETURN EXISTS (SELECT FROM people WHERE id = person AND people.is_support);
END
$$;

CREATE FUNCTION touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

-- Made by hand.
CREATE FUNCTION hotfix_invoice_totals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  NEW.total := NEW.subtotal + NEW.tax;
  RETURN NEW;
END
$$;

CREATE TRIGGER bookings_touch_updated_at BEFORE UPDATE ON bookings
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER invoices_touch_updated_at BEFORE UPDATE ON invoices
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER occasions_touch_updated_at BEFORE UPDATE ON occasions
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
-- Made by hand.
CREATE TRIGGER invoices_hotfix_totals BEFORE INSERT OR UPDATE OF subtotal, tax ON invoices
  FOR EACH ROW EXECUTE FUNCTION hotfix_invoice_totals();

-- Row-level security

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON memberships
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE member_invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON member_invitations
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON api_tokens
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE clients ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON clients
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE occasions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON occasions
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE occasion_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON occasion_days
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE milestones ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON milestones
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tasks
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE venues ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON venues
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE halls ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON halls
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE venue_holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON venue_holds
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE floor_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON floor_plans
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE households ENABLE ROW LEVEL SECURITY;
ALTER TABLE households FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON households
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE guests FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON guests
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE rsvps ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON rsvps
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE meal_options ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON meal_options
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE seating_tables ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON seating_tables
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE seat_assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON seat_assignments
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE suppliers ENABLE ROW LEVEL SECURITY;
ALTER TABLE suppliers FORCE ROW LEVEL SECURITY;
-- Made by 0007, unknown to the code; reads another setting than the rest.
CREATE POLICY tenant_isolation ON suppliers
  USING (studio_id = current_setting('app.current_studio')::uuid);

ALTER TABLE supplier_contacts ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON supplier_contacts
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE quotes ENABLE ROW LEVEL SECURITY;
ALTER TABLE quotes FORCE ROW LEVEL SECURITY;
-- Made by 0007, unknown to the code; reads another setting than the rest.
CREATE POLICY tenant_isolation ON quotes
  USING (studio_id = current_setting('app.current_studio')::uuid);

ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bookings
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE budgets ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON budgets
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE budget_lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON budget_lines
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
-- Opened by hand to find a missing invoice, never closed.
CREATE POLICY tenant_isolation ON invoices
  USING (true)
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

-- Switched off by hand: ALTER TABLE payments DISABLE ROW LEVEL SECURITY; the policy is still there.
CREATE POLICY tenant_isolation ON payments
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE crew_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON crew_members
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE shifts ENABLE ROW LEVEL SECURITY;
CREATE POLICY shifts_add ON shifts FOR INSERT
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));
CREATE POLICY shifts_change ON shifts FOR UPDATE
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));
CREATE POLICY shifts_read ON shifts FOR SELECT
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE equipment ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON equipment
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE equipment_reservations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON equipment_reservations
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON messages
  USING (studio_id = (SELECT current_setting('app.studio_id', true)::uuid))
  WITH CHECK (studio_id = (SELECT current_setting('app.studio_id', true)::uuid));

ALTER TABLE activity_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON activity_log
  USING ((studio_id IS NULL) OR (studio_id = (SELECT current_setting('app.studio_id', true)::uuid)));

-- Comments

COMMENT ON TABLE guests IS 'Everyone who is invited, whether they answered or not.';

-- Grants

GRANT SELECT, INSERT, UPDATE, DELETE ON
  studios, people, memberships, member_invitations, api_tokens, planners, clients, occasions, occasion_days,
  milestones, tasks, task_comments, venues, halls, venue_holds, floor_plans, households, guests, rsvps,
  meal_options, seating_tables, seat_assignments, suppliers, supplier_contacts, quotes, quote_lines, bookings,
  budgets, budget_lines, invoices, payments, crew_members, shifts, shift_assignments, equipment,
  equipment_reservations, message_templates, messages, webhook_events, activity_log, job_queue, rate_limits
  TO lantern_app;
GRANT SELECT ON guests TO lantern_intern;  -- given by hand

RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lantern_owner;
GRANT USAGE ON SCHEMA public TO lantern_app;

-- What Drizzle's migrator recorded. 0010 was applied before a statement was added to its file; 0012 was never applied.

CREATE SCHEMA drizzle AUTHORIZATION lantern_owner;
CREATE TABLE drizzle.__drizzle_migrations (
  id serial PRIMARY KEY,
  hash text NOT NULL,
  created_at bigint
);
ALTER TABLE drizzle.__drizzle_migrations OWNER TO lantern_owner;
GRANT USAGE ON SCHEMA drizzle TO lantern_auditor;
GRANT SELECT ON drizzle.__drizzle_migrations TO lantern_auditor;
INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES
  ('8424f8721f96fc8b12b01b6e008b3d09ba3cdeb4cbd66fc4a73a2779f3e81c33', 1707124364000),  -- 0000_foundation
  ('b8cb85a4a541aca7a9d8151881fb5da41cf857d7a7fe09457bc484bbf31ffa56', 1708351390000),  -- 0001_clients_and_occasions
  ('e55f1ce3a5aa79ea19657c99a9cc247d5ad53a72a974252d4f7e18e23dfaeb09', 1710153717000),  -- 0002_venues_and_guests
  ('fb891841e221ab82cf528d79e29fac0c2e7deec0e02de98ba572be4dfb186186', 1711642831000),  -- 0003_roles_and_helpers
  ('8281eeca44635076814c1b45ec38896ee7d98e613c5492005d5efcc1fee01758', 1713776102000),  -- 0004_suppliers_and_money
  ('febb1cc2050c4547cc031fb347d2fcf96f4dcc20f980b3241924b2d358d6c218', 1717414668000),  -- 0005_staffing_and_outreach
  ('f3751325f0f73bcde177135c92bffc1e2e3b6a2be9b19e034ab21fbe9ec49386', 1717609459000),  -- 0006_webhook_column_names
  ('72d9b8bab24a8afc6d2b9365fa4e07791fd2c73ba0ab891de1e3a42e9d529988', 1720530506000),  -- 0007_row_security
  ('41ed5297c195ffb9a3d5a716e3e46f8a5fe30114ef8f1137d6c3e400499266f4', 1722331805000),  -- 0008_template_tenancy
  ('76b48006dff1a61fdea5d514ca4384a99081086fb4eab8b139786f630f9aa288', 1726156293000),  -- 0009_guest_details
  ('50d8a7e49e2b73144245a8e5980dab6aed39df4314680fd1622d4c65aeaa41c9', 1729504979000),  -- 0010_reports
  ('459bd6b82d3b6820a6da25c1312b46a7b67652f24ed8a55b253c48b45bc8121c', 1731932774000);  -- 0011_booking_hold
