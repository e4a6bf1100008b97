import type { Catalog } from '#app/catalog';
import { type PolicySpec, schemaOf, type TableSpec } from './schema-of.ts';

const TENANT = "company_id = current_setting('app.company_id', true)::uuid";
const HELD: readonly PolicySpec[] = [{ using: TENANT }];
const STAMPS = ['created_at timestamp with time zone !', 'updated_at timestamp with time zone'];

/** Forty tables of an events planner, by file; `live` departs from code in keys and row security. */
export function eventsSchema(live: boolean): Catalog {
  const tables: Record<string, TableSpec> = {};
  const add = (file: string, name: string, columns: readonly string[], rest: Partial<TableSpec> = {}) => {
    const scoped = ['id uuid pk', 'company_id uuid ! index -> companies', ...columns, ...STAMPS];
    tables[name] = {
      columns: scoped,
      file: `src/db/schema/${file}.ts`,
      rls: live ? 'forced' : 'on',
      policies: HELD,
      ...rest,
    };
  };
  tables.companies = {
    columns: ['id uuid pk', 'name text !', 'slug text ! unique', 'plan public.plan !', ...STAMPS],
    file: 'src/db/schema/tenancy.ts',
  };
  tables.countries = { columns: ['code text pk', 'name text !'], file: 'src/db/schema/shared.ts' };
  tables.users = {
    columns: ['id uuid pk', 'email text ! unique', 'name text', 'locale text', ...STAMPS],
    file: 'src/db/schema/tenancy.ts',
  };
  add('tenancy', 'memberships', [
    'user_id uuid ! index -> users',
    'role public.member_role !',
    'invited_by uuid -> users',
  ]);
  add('tenancy', 'invitations', ['email text !', 'token text ! unique', 'invited_by uuid -> users']);
  add(
    'tenancy',
    'api_keys',
    ['name text !', 'hash text !', 'last_used_at timestamp with time zone', 'created_by uuid -> users'],
    { rls: 'on' },
  );
  add('events', 'events', [
    'name text !',
    'starts_at timestamp with time zone !',
    'venue_id uuid index -> venues',
    'owner_id uuid -> users',
    'status public.event_status !',
  ]);
  add('events', 'event_days', ['event_id uuid ! index -> events', 'date date !', 'title text']);
  add('events', 'timeline_items', [
    'event_id uuid ! index -> events',
    'day_id uuid -> event_days',
    'title text !',
    'starts_at time without time zone',
    'duration interval',
    'parent_id uuid -> timeline_items',
  ]);
  add('events', 'event_tags', ['event_id uuid ! -> events', 'tag text !'], { policies: [{ using: 'true' }] });
  add('venues', 'venues', ['name text !', 'country text index -> countries.code', 'capacity integer']);
  add('venues', 'rooms', ['venue_id uuid ! index -> venues', 'name text !', 'capacity integer']);
  add('venues', 'floor_plans', ['room_id uuid ! index -> rooms', 'event_id uuid -> events', 'drawing jsonb']);
  add('venues', 'seating_tables', ['floor_plan_id uuid ! index -> floor_plans', 'label text !', 'seats smallint !']);
  add('guests', 'guests', [
    'event_id uuid ! index -> events',
    'first_name text !',
    'last_name text',
    'email text',
    'rsvp public.rsvp_status !',
    'plus_one_of uuid -> guests',
  ]);
  add('guests', 'guest_groups', ['event_id uuid ! index -> events', 'name text !']);
  add('guests', 'guest_group_members', ['group_id uuid ! index -> guest_groups', 'guest_id uuid ! index -> guests']);
  add('guests', 'seat_assignments', [
    'guest_id uuid ! unique -> guests',
    'seating_table_id uuid ! index -> seating_tables',
    'seat smallint',
  ]);
  add('guests', 'dietary_notes', ['guest_id uuid ! index -> guests', 'note text !'], {
    columns: ['id uuid pk', 'guest_id uuid ! index -> guests', 'note text !'],
    rls: null,
    policies: [],
  });
  add(
    'guests',
    'rsvp_events',
    ['guest_id uuid ! -> guests', 'status public.rsvp_status !', 'at timestamp with time zone !'],
    { policies: [{ command: 'select', using: TENANT }] },
  );
  add('travel', 'hotels', ['name text !', 'country text -> countries.code']);
  add('travel', 'hotel_blocks', [
    'hotel_id uuid ! index -> hotels',
    'event_id uuid ! index -> events',
    'rooms integer !',
  ]);
  add('travel', 'hotel_bookings', [
    'block_id uuid index -> hotel_blocks',
    'guest_id uuid ! index -> guests',
    live ? 'hotel_id uuid' : 'hotel_id uuid -> hotels',
  ]);
  add('travel', 'shuttles', ['event_id uuid ! index -> events', 'departs_at timestamp with time zone !']);
  add('travel', 'shuttle_seats', ['shuttle_id uuid ! index -> shuttles', 'guest_id uuid ! -> guests']);
  add('budget', 'budgets', ['event_id uuid ! unique -> events', 'total numeric(12,2) !', 'currency character(3) !']);
  add('budget', 'budget_categories', ['budget_id uuid ! index -> budgets', 'name text !']);
  add('budget', 'budget_items', [
    'category_id uuid ! index -> budget_categories',
    'vendor_id uuid index -> vendors',
    'amount numeric(12,2) !',
    'paid boolean !',
  ]);
  add('budget', 'invoices', [
    'vendor_id uuid ! index -> vendors',
    'event_id uuid index -> events',
    'number text !',
    'due_on date',
    'status public.invoice_status !',
  ]);
  add('budget', 'invoice_lines', [
    'invoice_id uuid ! index -> invoices',
    'budget_item_id uuid -> budget_items',
    'description text',
    'amount numeric(12,2) !',
  ]);
  add('budget', 'payments', [
    'invoice_id uuid ! index -> invoices',
    'amount numeric(12,2) !',
    'paid_at timestamp with time zone',
  ]);
  add('vendors', 'vendors', ['name text !', 'email text', 'category public.vendor_category']);
  add('vendors', 'vendor_contacts', ['vendor_id uuid ! index -> vendors', 'name text !', 'phone text']);
  add(
    'vendors',
    'contracts',
    ['vendor_id uuid ! index -> vendors', 'event_id uuid ! index -> events', 'signed_at timestamp with time zone'],
    live ? { rls: null } : {},
  );
  add('vendors', 'contract_versions', ['contract_id uuid ! index -> contracts', 'body text !', 'version integer !']);
  add('messages', 'conversations', ['event_id uuid -> events', 'subject text']);
  add('messages', 'messages', [
    'conversation_id uuid ! index -> conversations',
    'author_id uuid -> users',
    'body text !',
  ]);
  add('messages', 'attachments', ['message_id uuid ! -> messages', 'path text !', 'size bigint']);
  add(
    'messages',
    'notifications',
    ['user_id uuid ! index -> users', 'kind text !', 'payload jsonb', 'entity_type text', 'entity_id uuid'],
    { policies: [] },
  );
  tables.audit_log = {
    columns: ['id bigint pk', 'company_id uuid', 'user_id uuid', 'action text !', 'at timestamp with time zone !'],
    partitionKey: 'RANGE (at)',
    file: 'src/db/schema/shared.ts',
  };
  tables.audit_log_2026 = {
    columns: ['id bigint', 'company_id uuid', 'at timestamp with time zone !'],
    partitionOf: 'audit_log',
  };
  return schemaOf({
    tables,
    views: { guest_list: 'SELECT g.id FROM public.guests g JOIN public.events e ON e.id = g.event_id' },
    enums: {
      plan: ['free', 'team', 'agency'],
      member_role: ['owner', 'planner', 'viewer'],
      event_status: ['draft', 'planned', 'done', 'cancelled'],
      rsvp_status: ['open', 'yes', 'no', 'maybe'],
      invoice_status: ['draft', 'sent', 'paid', 'overdue'],
      vendor_category: ['catering', 'flowers', 'music', 'photo'],
    },
    server: live ? { major: 16, version: '16.4', flavour: 'postgresql' } : null,
  });
}
