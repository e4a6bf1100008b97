import type { IsolationVerdict, LeakKind } from '#app/api';

/** A schema, and what the prover has to say of it. */
export interface IsolationCase {
  readonly name: string;
  readonly sql: string;
  /** By identity; what is not listed may be isolated or exempt, and nothing else. */
  readonly verdicts: Readonly<Record<string, IsolationVerdict>>;
  /** Kinds of leak that have to be among those of the first object listed. */
  readonly kinds?: readonly LeakKind[];
  /** Something that the reasons of the first object listed have to say. */
  readonly says?: string;
  /** As the configuration names it. */
  readonly role?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Roles that a platform's requests come as. */
  readonly platformRoles?: readonly string[];
}

const ME = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

const TENANTS = `CREATE ROLE app;
CREATE TABLE tenants (id uuid PRIMARY KEY, name text NOT NULL);
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tenants USING (id = ${ME});`;

const NOTES = `CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;`;

const OWN = `CREATE POLICY own ON notes USING (tenant_id = ${ME}) WITH CHECK (tenant_id = ${ME});`;

const GRANTS = `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;`;

const notes = (policies: string, more = '') => `${TENANTS}\n${NOTES}\n${policies}\n${more}\n${GRANTS}`;

const NOTES_ID = 'table:public.notes';

/** Users are members of organisations, as with Supabase. */
const MEMBERS = `CREATE ROLE authenticated;
CREATE SCHEMA auth;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
GRANT USAGE ON SCHEMA auth TO authenticated;
CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
CREATE TABLE profiles (id uuid PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TYPE member_role AS ENUM ('owner', 'admin', 'viewer');
CREATE TABLE memberships (organization_id uuid NOT NULL REFERENCES organizations, user_id uuid NOT NULL REFERENCES profiles, role member_role NOT NULL DEFAULT 'viewer', removed_at timestamptz, PRIMARY KEY (organization_id, user_id));
CREATE TABLE projects (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), organization_id uuid NOT NULL REFERENCES organizations, title text NOT NULL);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY; ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY; ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
CREATE POLICY me ON profiles TO authenticated USING (id = auth.uid());
CREATE POLICY mine ON memberships FOR SELECT TO authenticated USING (user_id = auth.uid());`;

const MEMBER = (of: string) =>
  `EXISTS (SELECT 1 FROM memberships m WHERE m.organization_id = ${of} AND m.user_id = (SELECT auth.uid()) AND m.removed_at IS NULL)`;

const members = (policies: string) =>
  `${MEMBERS}\n${policies}\nGRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO authenticated;`;

const OWN_ORG = `CREATE POLICY own ON organizations FOR SELECT TO authenticated USING (${MEMBER('organizations.id')});`;
const PROJECTS_ID = 'table:public.projects';

/** A table in parts, and the policy that holds for it as a whole. */
const parted = (by: string, parts: string, more = '') => `${TENANTS}
CREATE TABLE notes (id uuid NOT NULL DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants, at date NOT NULL, body text) PARTITION BY ${by};
${parts} ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN} ${more} ${GRANTS}`;

const hashed = (column: string) =>
  [0, 1, 2]
    .map((at) => `CREATE TABLE notes_${at} PARTITION OF notes FOR VALUES WITH (MODULUS 3, REMAINDER ${at});`)
    .join(' ')
    .concat(` /* by ${column} */`);

const heldParts = [0, 1, 2]
  .map(
    (at) =>
      `ALTER TABLE notes_${at} ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON notes_${at} USING (tenant_id = ${ME});`,
  )
  .join(' ');

/** A view whose writing a function does, with its owner's rights or its caller's. */
const byTrigger = (rights: 'SECURITY DEFINER' | 'SECURITY INVOKER', body: string) =>
  notes(
    OWN,
    `CREATE VIEW entries WITH (security_barrier) AS SELECT id, tenant_id, body FROM notes WHERE tenant_id = ${ME};
    CREATE FUNCTION write_entry() RETURNS trigger LANGUAGE plpgsql ${rights} AS $$ BEGIN ${body} RETURN NEW; END $$;
    CREATE TRIGGER written INSTEAD OF INSERT OR UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION write_entry();`,
  );

const ENTRIES_ID = 'view:public.entries';

/** Migrations of a hosted project: privileges come by default, and only some of them are written. */
const hosted = (more: string) => `CREATE ROLE anon NOINHERIT;
${MEMBERS}
CREATE TABLE letters (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid NOT NULL REFERENCES profiles, body text, share numeric(3,2) CHECK (share >= 0.0 AND share <= 1.0));
GRANT USAGE ON SCHEMA auth TO anon; GRANT SELECT ON profiles TO authenticated;
${more}`;
const PLATFORM = { platformRoles: ['anon', 'authenticated'] } as const;

/** Ways in which tenants are not kept apart. */
export const LEAKS: readonly IsolationCase[] = [
  {
    name: 'a policy believes a list that the tenant itself may write',
    sql: notes(
      `CREATE TABLE shares (note_id uuid NOT NULL, with_tenant uuid NOT NULL REFERENCES tenants, PRIMARY KEY (note_id, with_tenant));
      CREATE POLICY own ON notes USING (tenant_id = ${ME} OR id IN (SELECT s.note_id FROM shares s WHERE s.with_tenant = ${ME})) WITH CHECK (tenant_id = ${ME});`,
    ),
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.shares': 'leaks' },
    says: 'Its policies go by public.shares, which leaks',
  },
  {
    name: 'a role that inherits nothing may still become the owner',
    sql: notes(
      OWN,
      'CREATE ROLE keeper; ALTER TABLE notes OWNER TO keeper; GRANT keeper TO app; ALTER ROLE app NOINHERIT;',
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a policy for another role opens what the application’s role is a member of',
    sql: notes(
      `CREATE ROLE staff; GRANT staff TO app; ${OWN} CREATE POLICY everything ON notes FOR SELECT TO staff USING (true);`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a trigger that runs at the end moves the row to the tenant that its text names',
    sql: notes(
      OWN,
      `CREATE FUNCTION settle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN UPDATE notes n SET tenant_id = (SELECT t.id FROM tenants t WHERE t.id <> NEW.tenant_id LIMIT 1) WHERE n.id = NEW.id; RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER settled AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settle();`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
  },
  {
    name: 'a join that finds nothing is taken for everything',
    sql: notes(
      `CREATE TABLE bans (tenant_id uuid PRIMARY KEY REFERENCES tenants); ALTER TABLE bans ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON bans FOR SELECT USING (tenant_id = ${ME});
      CREATE POLICY own ON notes USING ((SELECT b.tenant_id FROM bans b WHERE b.tenant_id = notes.tenant_id) IS NULL);`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a platform grants by default what no migration does',
    sql: hosted(''),
    verdicts: {
      'table:public.letters': 'leaks',
      'table:public.memberships': 'isolated',
      'table:public.organizations': 'isolated',
      'table:public.projects': 'isolated',
    },
    kinds: ['read', 'insert', 'no-tenant'],
    ...PLATFORM,
  },
  {
    name: 'row security was never switched on',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants, body text); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read', 'insert', 'update', 'move', 'delete', 'no-tenant'],
  },
  {
    name: 'policies are there and row security is off',
    sql: notes(OWN, 'ALTER TABLE notes DISABLE ROW LEVEL SECURITY;'),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a policy is always true',
    sql: notes('CREATE POLICY all_of_them ON notes USING (true);'),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read', 'no-tenant'],
  },
  {
    name: 'OR NULL: rows without a tenant are everybody’s',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid REFERENCES tenants, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON notes USING (tenant_id = ${ME} OR tenant_id IS NULL); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['no-tenant'],
  },
  {
    name: 'OR NULL: without a setting everything is seen',
    sql: notes(
      `CREATE POLICY own ON notes USING (current_setting('app.tenant_id', true) IS NULL OR tenant_id = ${ME});`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['no-tenant'],
  },
  {
    name: 'an empty setting is taken for all tenants',
    sql: notes(
      `CREATE POLICY own ON notes USING (coalesce(current_setting('app.tenant_id', true), '') = '' OR tenant_id = ${ME});`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['no-tenant'],
  },
  {
    name: 'a setting that nobody makes falls back to the row itself',
    sql: notes(
      `CREATE POLICY own ON notes USING (tenant_id::text = coalesce(nullif(current_setting('app.tenant', true), ''), tenant_id::text));`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['no-tenant'],
  },
  {
    name: 'the configured setting is not the one that policies read, and they fall back',
    sql: notes(
      `CREATE POLICY own ON notes USING (tenant_id = coalesce(nullif(current_setting('app.company_id', true), '')::uuid, tenant_id));`,
    ),
    settings: { 'app.tenant_id': 'uuid' },
    verdicts: { [NOTES_ID]: 'leaks', 'table:public.tenants': 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a cast cuts the tenant short',
    sql: notes(
      `CREATE POLICY own ON notes USING (tenant_id::text::varchar(13) = left(current_setting('app.tenant_id', true), 13));`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a LIKE takes one tenant for the beginning of another',
    sql: `CREATE ROLE app; CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id bigint NOT NULL, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (tenant_id::text LIKE current_setting('app.tenant_id', true) || '%'); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'an order is asked where equality is meant',
    sql: notes(`CREATE POLICY own ON notes USING (tenant_id <= ${ME});`),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'WITH CHECK is always true: rows are given away',
    sql: notes(`CREATE POLICY own ON notes USING (tenant_id = ${ME}) WITH CHECK (true);`),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['insert', 'move'],
  },
  {
    name: 'the INSERT policy asks nothing of the tenant',
    sql: notes(
      `CREATE POLICY seen ON notes FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY added ON notes FOR INSERT WITH CHECK (body IS NOT NULL);`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['insert'],
  },
  {
    name: 'a second permissive policy opens it',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants, status text NOT NULL DEFAULT 'draft');
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN} CREATE POLICY shown ON notes FOR SELECT USING (status = 'shared'); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'UPDATE is open to whoever does not look first',
    sql: notes(
      `CREATE POLICY seen ON notes FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY changed ON notes FOR UPDATE USING (true) WITH CHECK (true);`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['update'],
  },
  {
    name: 'DELETE is open to whoever does not look first',
    sql: notes(
      `CREATE POLICY seen ON notes FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY gone ON notes FOR DELETE USING (true);`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['delete'],
  },
  {
    name: 'the owner connects, and row security is not forced',
    sql: `${TENANTS} ${NOTES} ${OWN} ALTER TABLE notes OWNER TO app; GRANT SELECT ON tenants TO app;`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read', 'delete'],
  },
  {
    name: 'a member of the owner connects',
    sql: `${TENANTS} ${NOTES} ${OWN} CREATE ROLE keeper; ALTER TABLE notes OWNER TO keeper; GRANT keeper TO app; GRANT SELECT ON tenants TO app;`,
    role: 'app',
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a role has BYPASSRLS',
    sql: `${notes(OWN)} CREATE ROLE reports BYPASSRLS; GRANT SELECT ON notes TO reports;`,
    verdicts: { [NOTES_ID]: 'leaks', 'table:public.tenants': 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a function with its owner’s rights gives back all rows',
    sql: `${notes(OWN)} CREATE FUNCTION all_notes() RETURNS SETOF notes LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT * FROM notes';`,
    verdicts: { 'function:public.all_notes()': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a function with its owner’s rights takes the tenant from its caller',
    sql: `${notes(OWN)} CREATE FUNCTION notes_of(p_tenant_id uuid) RETURNS TABLE (body text) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$ BEGIN RETURN QUERY SELECT n.body FROM notes n WHERE n.tenant_id = p_tenant_id; END $$;`,
    verdicts: { 'function:public.notes_of(uuid)': 'leaks', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a function with its owner’s rights counts everybody’s rows',
    sql: `${notes(OWN)} CREATE FUNCTION how_many() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT count(*) FROM notes';`,
    verdicts: { 'function:public.how_many()': 'leaks', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a view reads with its owner’s rights',
    sql: notes(OWN, 'CREATE VIEW titles AS SELECT id, body FROM notes;'),
    verdicts: { 'view:public.titles': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a view counts with its owner’s rights',
    sql: notes(OWN, 'CREATE VIEW totals AS SELECT count(*) AS notes FROM notes;'),
    verdicts: { 'view:public.totals': 'leaks', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a materialized view holds everybody’s rows',
    sql: notes(OWN, 'CREATE MATERIALIZED VIEW found AS SELECT tenant_id, body FROM notes;'),
    verdicts: { 'materialized-view:public.found': 'leaks', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a partition of a protected table is read by name',
    sql: `${TENANTS} CREATE TABLE notes (tenant_id uuid NOT NULL REFERENCES tenants, at date NOT NULL, body text) PARTITION BY RANGE (at);
      CREATE TABLE notes_2024 PARTITION OF notes FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      CREATE TABLE notes_2025 PARTITION OF notes FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN} ${GRANTS}`,
    verdicts: { 'table:public.notes_2024': 'leaks', 'table:public.notes_2025': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'default privileges hand a new table to the application',
    sql: `${TENANTS} ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;
      CREATE TABLE notes (id uuid PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants, body text); GRANT SELECT ON tenants TO app;`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a missing column of a subquery is found in the table outside',
    sql: `${TENANTS} ${NOTES} CREATE TABLE grants_of (tenant uuid NOT NULL REFERENCES tenants, person uuid NOT NULL);
      CREATE POLICY own ON notes USING (EXISTS (SELECT 1 FROM grants_of g WHERE tenant_id = tenant_id AND g.person = nullif(current_setting('app.person', true), '')::uuid)); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'leaks', 'table:public.grants_of': 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a member of one organisation is taken for a member of all',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = auth.uid() AND m.removed_at IS NULL));`,
    ),
    verdicts: { [PROJECTS_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a membership that has ended still counts',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (organization_id IN (SELECT m.organization_id FROM memberships m WHERE m.user_id = auth.uid()));`,
    ),
    verdicts: { [PROJECTS_ID]: 'leaks' },
    kinds: ['former-member'],
  },
  {
    name: 'anybody signed in may make himself a member',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (${MEMBER('projects.organization_id')}); CREATE POLICY joins ON memberships FOR INSERT TO authenticated WITH CHECK (user_id = auth.uid());`,
    ),
    verdicts: { 'table:public.memberships': 'leaks', [PROJECTS_ID]: 'isolated' },
    kinds: ['insert'],
  },
  {
    name: 'being signed in is enough',
    sql: members(`${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (auth.uid() IS NOT NULL);`),
    verdicts: { [PROJECTS_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'an admin of one organisation is an admin of all',
    sql: members(`${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (${MEMBER('projects.organization_id')});
      CREATE POLICY admins ON projects FOR DELETE TO authenticated USING (EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = auth.uid() AND m.role = 'admin'));`),
    verdicts: { [PROJECTS_ID]: 'leaks' },
    kinds: ['delete'],
  },
  {
    name: 'a trigger writes to every tenant',
    sql: notes(
      `${OWN} CREATE TABLE counters (tenant_id uuid PRIMARY KEY REFERENCES tenants, notes integer NOT NULL DEFAULT 0);
      ALTER TABLE counters ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON counters FOR SELECT USING (tenant_id = ${ME});`,
      `CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN UPDATE counters SET notes = notes + 1; RETURN NEW; END $$;
      CREATE TRIGGER counted AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION count_up();`,
    ),
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['side-effect'],
  },
  {
    name: 'a foreign key tells which rows others have',
    sql: `${TENANTS} CREATE TABLE invoices (number integer PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants);
      CREATE TABLE payments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants, invoice integer NOT NULL REFERENCES invoices);
      ALTER TABLE invoices ENABLE ROW LEVEL SECURITY; ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON invoices USING (tenant_id = ${ME}); CREATE POLICY own ON payments USING (tenant_id = ${ME}); ${GRANTS}`,
    verdicts: { 'table:public.payments': 'leaks', 'table:public.invoices': 'isolated' },
    kinds: ['reference'],
  },
  {
    name: 'a child table was forgotten',
    sql: notes(
      OWN,
      'CREATE TABLE lines (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note_id uuid NOT NULL REFERENCES notes, line text);',
    ),
    verdicts: { 'table:public.lines': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read', 'insert'],
  },
  {
    name: 'a child is held to a parent that is not held to anything',
    sql: `${TENANTS} CREATE TABLE folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants);
      CREATE TABLE files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), folder_id uuid NOT NULL REFERENCES folders, name text);
      ALTER TABLE files ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON files USING (EXISTS (SELECT 1 FROM folders f WHERE f.id = files.folder_id)); ${GRANTS}`,
    verdicts: { 'table:public.files': 'leaks', 'table:public.folders': 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a claim that the person may change says who it is',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (organization_id::text = (auth.jwt() -> 'app_metadata' ->> 'org') OR (auth.jwt() -> 'app_metadata' ->> 'org') IS NULL);`,
    ),
    verdicts: { [PROJECTS_ID]: 'leaks' },
    kinds: ['no-tenant'],
  },
  {
    name: 'a function with its owner’s rights deletes whatever it is told to',
    sql: `${notes(OWN)} CREATE FUNCTION delete_note(note_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM notes WHERE id = note_id';`,
    verdicts: { 'function:public.delete_note(uuid)': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['side-effect'],
  },
  {
    name: 'a view of what is to come reads with its owner’s rights',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants, due date NOT NULL, state text NOT NULL CHECK (state IN ('open', 'gone')));
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN} CREATE VIEW upcoming AS SELECT id, due FROM notes WHERE due >= CURRENT_DATE AND state <> 'gone'; ${GRANTS}`,
    verdicts: { 'view:public.upcoming': 'leaks', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'the tenants themselves may be deleted by anybody',
    sql: `CREATE ROLE app; CREATE TABLE tenants (id uuid PRIMARY KEY, name text NOT NULL); ${NOTES} ${OWN} ${GRANTS}`,
    verdicts: { 'table:public.tenants': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['delete'],
  },
  {
    name: 'only one column is granted, and its rows are everybody’s',
    sql: `${TENANTS} ${NOTES} CREATE POLICY seen ON notes FOR SELECT USING (true); GRANT SELECT (body) ON notes TO app; GRANT SELECT ON tenants TO app;`,
    verdicts: { [NOTES_ID]: 'leaks' },
    kinds: ['read'],
  },
  {
    name: 'a view shows the tenant’s own rows and takes anybody’s',
    sql: notes(
      OWN,
      `CREATE VIEW entries WITH (security_barrier) AS SELECT id, tenant_id AS whose, body FROM notes WHERE tenant_id = ${ME};`,
    ),
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['insert', 'move'],
  },
  {
    name: 'a view may only be written, and reaches everybody’s rows',
    sql: `${TENANTS} ${NOTES} ${OWN} CREATE VIEW entries AS SELECT id, body FROM notes; GRANT SELECT ON notes, tenants TO app; GRANT UPDATE, DELETE ON entries TO app;`,
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['update', 'delete', 'no-tenant'],
  },
  {
    name: 'a view of a view takes rows for other tenants',
    sql: notes(
      OWN,
      `CREATE VIEW base AS SELECT id, tenant_id AS whose, body FROM notes WHERE tenant_id = ${ME} WITH LOCAL CHECK OPTION;
      CREATE VIEW entries AS SELECT n.id, n.tenant_id, n.body FROM notes n WHERE n.tenant_id = ${ME} AND n.body IS NOT NULL; REVOKE ALL ON base FROM app;`,
    ),
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['insert'],
  },
  {
    name: 'a function writes for a view and believes what it is told',
    sql: byTrigger(
      'SECURITY DEFINER',
      `IF TG_OP = 'INSERT' THEN INSERT INTO notes (tenant_id, body) VALUES (NEW.tenant_id, NEW.body);
        ELSE UPDATE notes SET tenant_id = NEW.tenant_id, body = NEW.body WHERE id = OLD.id; END IF;`,
    ),
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['insert', 'move'],
  },
  {
    name: 'a rule writes for a view without asking whose the row is',
    sql: notes(
      OWN,
      `CREATE VIEW entries WITH (security_barrier) AS SELECT id, tenant_id, body FROM notes WHERE tenant_id = ${ME};
      CREATE RULE gone AS ON DELETE TO entries DO INSTEAD DELETE FROM notes WHERE body IS NOT DISTINCT FROM OLD.body OR true;`,
    ),
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['delete'],
  },
  {
    name: 'a view opens where no tenant is set',
    sql: notes(
      OWN,
      `CREATE VIEW entries AS SELECT id, body FROM notes WHERE coalesce(current_setting('app.tenant_id', true), '') = '' OR tenant_id = ${ME};`,
    ),
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['no-tenant'],
  },
  {
    name: 'a view belongs to a role that no policy holds for',
    sql: `${notes(OWN)} CREATE ROLE reports BYPASSRLS; CREATE ROLE keeper; ALTER TABLE notes OWNER TO keeper; ALTER TABLE notes FORCE ROW LEVEL SECURITY;
      CREATE VIEW entries AS SELECT id, body FROM notes; ALTER VIEW entries OWNER TO reports; GRANT SELECT ON notes TO reports; GRANT SELECT ON entries TO app;`,
    role: 'app',
    verdicts: { [ENTRIES_ID]: 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a function belongs to a role that no policy holds for',
    sql: `${notes(OWN)} CREATE ROLE reports BYPASSRLS; CREATE ROLE keeper; ALTER TABLE notes OWNER TO keeper; ALTER TABLE notes FORCE ROW LEVEL SECURITY; GRANT SELECT ON notes TO reports;
      CREATE FUNCTION all_notes() RETURNS SETOF notes LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT * FROM notes'; ALTER FUNCTION all_notes() OWNER TO reports;`,
    role: 'app',
    verdicts: { 'function:public.all_notes()': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'a materialized view was filled by a role that no policy holds for',
    sql: `${notes(OWN)} CREATE ROLE reports BYPASSRLS; CREATE ROLE keeper; ALTER TABLE notes OWNER TO keeper; ALTER TABLE notes FORCE ROW LEVEL SECURITY; GRANT SELECT ON notes TO reports;
      CREATE MATERIALIZED VIEW found AS SELECT id, body FROM notes; ALTER MATERIALIZED VIEW found OWNER TO reports; GRANT SELECT ON found TO app;`,
    role: 'app',
    verdicts: { 'materialized-view:public.found': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
  {
    name: 'partitions by hash of the tenant are read by name',
    sql: parted('HASH (tenant_id)', hashed('tenant_id')),
    verdicts: {
      'table:public.notes_0': 'leaks',
      'table:public.notes_1': 'leaks',
      'table:public.notes_2': 'leaks',
      [NOTES_ID]: 'isolated',
    },
    kinds: ['read', 'insert', 'update', 'delete'],
  },
  {
    name: 'one partition of those by hash has a careless policy of its own',
    sql: parted(
      'HASH (id)',
      hashed('id'),
      `${heldParts} DROP POLICY own ON notes_1; CREATE POLICY own ON notes_1 USING (true);`,
    ),
    verdicts: { 'table:public.notes_1': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read', 'insert'],
  },
  {
    name: 'a partition for each tenant is open to all of them, and so are its parts',
    sql: parted(
      'LIST (tenant_id)',
      `CREATE TABLE notes_acme PARTITION OF notes FOR VALUES IN ('7d4a1a52-95bd-4ba6-9a5e-4b1d3f0f4a11') PARTITION BY RANGE (at);
      CREATE TABLE notes_acme_2024 PARTITION OF notes_acme FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      ALTER TABLE notes_acme_2024 ADD CONSTRAINT in_2024 CHECK (at >= '2024-01-01' AND at < '2025-01-01');`,
    ),
    verdicts: { 'table:public.notes_acme_2024': 'leaks', 'table:public.notes_acme': 'leaks', [NOTES_ID]: 'isolated' },
    kinds: ['read'],
  },
];

/** Designs that keep tenants apart. */
export const SOUND: readonly IsolationCase[] = [
  {
    name: 'a default that only one row can have, and a check that takes one of several references',
    sql: notes(
      OWN,
      `ALTER TABLE notes ADD COLUMN prefix text NOT NULL DEFAULT 'NEW'; CREATE UNIQUE INDEX ON notes (prefix);
      CREATE TABLE tags (id uuid PRIMARY KEY);
      CREATE TABLE marks (id uuid PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants, note_id uuid REFERENCES notes, tag_id uuid REFERENCES tags, CHECK (num_nonnulls(note_id, tag_id) = 1));
      ALTER TABLE marks ENABLE ROW LEVEL SECURITY; ${OWN.replace('ON notes', 'ON marks')}`,
    ),
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.marks': 'isolated' },
  },
  {
    name: 'rows that go along with another are held by policies of their own',
    sql: `${notes(OWN)}
      CREATE TABLE replies (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES tenants, note_id uuid NOT NULL REFERENCES notes ON DELETE CASCADE, body text);
      ALTER TABLE replies ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON replies USING (tenant_id = ${ME}); ${GRANTS}`,
    verdicts: { 'table:public.replies': 'isolated' },
  },
  {
    name: 'TRUNCATE asks no policy',
    sql: notes(OWN, 'GRANT TRUNCATE ON notes TO app;'),
    verdicts: { [NOTES_ID]: 'isolated' },
    says: 'app holds TRUNCATE on it',
  },
  {
    name: 'USING stands for WITH CHECK where none is written',
    sql: notes(`CREATE POLICY own ON notes USING (tenant_id = ${ME});`),
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.tenants': 'isolated' },
  },
  {
    name: 'a setting lists the tenants',
    sql: notes(
      `CREATE POLICY own ON notes USING (tenant_id::text = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')));`,
    ),
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'some columns are granted, and policies hold them',
    sql: `${TENANTS} ${NOTES} ${OWN} GRANT SELECT (id, tenant_id, body), INSERT (tenant_id, body), UPDATE (body), DELETE ON notes TO app;`,
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a policy of a role that the application’s role is no member of',
    sql: notes(`CREATE ROLE staff; ${OWN} CREATE POLICY everything ON notes FOR SELECT TO staff USING (true);`),
    role: 'app',
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a key of the tenant and its number is changed along with what it refers to',
    sql: `${TENANTS} CREATE TABLE notes (tenant_id uuid NOT NULL REFERENCES tenants, number int NOT NULL, PRIMARY KEY (tenant_id, number));
      CREATE TABLE lines (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL, number int NOT NULL, FOREIGN KEY (tenant_id, number) REFERENCES notes ON UPDATE CASCADE ON DELETE CASCADE);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE lines ENABLE ROW LEVEL SECURITY; ${OWN} ${OWN.replace('ON notes', 'ON lines')} ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.lines': 'isolated' },
  },
  {
    name: 'a function with its owner’s rights asks whose the session is',
    sql: notes(
      OWN,
      `CREATE FUNCTION mine() RETURNS SETOF notes LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$ SELECT * FROM notes WHERE tenant_id = ${ME} $$;`,
    ),
    verdicts: { [NOTES_ID]: 'isolated', 'function:public.mine()': 'isolated' },
  },
  {
    name: 'a setting and one policy for everything',
    sql: notes(OWN),
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.tenants': 'isolated' },
  },
  {
    name: 'a policy for each command',
    sql: notes(`CREATE POLICY a ON notes FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY b ON notes FOR INSERT WITH CHECK (tenant_id = ${ME});
      CREATE POLICY c ON notes FOR UPDATE USING (tenant_id = ${ME}) WITH CHECK (tenant_id = ${ME}); CREATE POLICY d ON notes FOR DELETE USING (tenant_id = ${ME});`),
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a setting that has to be there',
    sql: notes(`CREATE POLICY own ON notes USING (tenant_id = (SELECT current_setting('app.tenant_id')::uuid));`),
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a helper function that reads the setting',
    sql: `CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE plpgsql STABLE AS $$ DECLARE own text; BEGIN own := current_setting('app.tenant_id', true); IF own IS NULL OR own = '' THEN RETURN NULL; END IF; RETURN own::uuid; END $$;
      ${notes('CREATE POLICY own ON notes USING (tenant_id = current_tenant_id());')}`,
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'the owner connects, and row security is forced',
    sql: `${TENANTS} ${NOTES} ${OWN} ALTER TABLE notes FORCE ROW LEVEL SECURITY; ALTER TABLE tenants FORCE ROW LEVEL SECURITY; ALTER TABLE notes OWNER TO app; ALTER TABLE tenants OWNER TO app;`,
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.tenants': 'isolated' },
  },
  {
    name: 'a restrictive policy holds what a permissive one opens',
    sql: notes(
      `CREATE POLICY anyone ON notes USING (true); CREATE POLICY own ON notes AS RESTRICTIVE USING (tenant_id = ${ME});`,
    ),
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'restrictive policies alone let nobody through',
    sql: notes(`CREATE POLICY own ON notes AS RESTRICTIVE USING (tenant_id = ${ME});`),
    verdicts: { [NOTES_ID]: 'isolated' },
    says: 'only restrictive policies',
  },
  {
    name: 'row security without a policy',
    sql: notes(''),
    verdicts: { [NOTES_ID]: 'isolated' },
    says: 'No policy lets anybody through',
  },
  {
    name: 'nobody holds a privilege',
    sql: `${TENANTS} ${NOTES} GRANT SELECT ON tenants TO app;`,
    verdicts: { [NOTES_ID]: 'isolated' },
    says: 'No role that was probed',
  },
  {
    name: 'memberships that have not ended',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (${MEMBER('projects.organization_id')});`,
    ),
    verdicts: {
      [PROJECTS_ID]: 'isolated',
      'table:public.memberships': 'isolated',
      'table:public.organizations': 'isolated',
      'table:public.profiles': 'isolated',
    },
  },
  {
    name: 'memberships by a function with its owner’s rights',
    sql: members(`CREATE FUNCTION is_member(org uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT EXISTS (SELECT 1 FROM memberships WHERE organization_id = org AND user_id = auth.uid() AND removed_at IS NULL) $$;
      ${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (is_member(organization_id));`),
    verdicts: { [PROJECTS_ID]: 'isolated' },
  },
  {
    name: 'only admins of the organisation may delete',
    sql: members(`${OWN_ORG} CREATE POLICY seen ON projects FOR SELECT TO authenticated USING (${MEMBER('projects.organization_id')});
      CREATE POLICY gone ON projects FOR DELETE TO authenticated USING (EXISTS (SELECT 1 FROM memberships m WHERE m.organization_id = projects.organization_id AND m.user_id = auth.uid() AND m.role IN ('owner', 'admin') AND m.removed_at IS NULL));
      CREATE POLICY changed ON projects FOR UPDATE TO authenticated USING (EXISTS (SELECT 1 FROM memberships m WHERE m.organization_id = projects.organization_id AND m.user_id = auth.uid() AND m.role = 'viewer' AND m.removed_at IS NULL));`),
    verdicts: { [PROJECTS_ID]: 'isolated' },
  },
  {
    name: 'a claim of the token names the organisation',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (organization_id = ((auth.jwt() -> 'app_metadata') ->> 'organization_id')::uuid);`,
    ),
    verdicts: { [PROJECTS_ID]: 'isolated' },
  },
  {
    name: 'a claim of the token lists the organisations',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (organization_id IN (SELECT (jsonb_array_elements_text(auth.jwt() -> 'orgs'))::uuid));`,
    ),
    verdicts: { [PROJECTS_ID]: 'isolated' },
  },
  {
    name: 'a second factor is asked for',
    sql: members(
      `${OWN_ORG} CREATE POLICY own ON projects TO authenticated USING (${MEMBER('projects.organization_id')}); CREATE POLICY mfa ON projects AS RESTRICTIVE TO authenticated USING ((auth.jwt() ->> 'aal') = 'aal2');`,
    ),
    verdicts: { [PROJECTS_ID]: 'isolated' },
  },
  {
    name: 'tenants are roles',
    sql: `CREATE ROLE app; CREATE TABLE ledgers (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL DEFAULT current_user, amount numeric(10,2));
      ALTER TABLE ledgers ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON ledgers TO app USING (owner = current_user); ${GRANTS}`,
    verdicts: { 'table:public.ledgers': 'isolated' },
  },
  {
    name: 'composite keys keep children in the tenant',
    sql: `${TENANTS} CREATE TABLE invoices (number integer NOT NULL, tenant_id uuid NOT NULL REFERENCES tenants, PRIMARY KEY (tenant_id, number));
      CREATE TABLE payments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL, invoice integer NOT NULL, FOREIGN KEY (tenant_id, invoice) REFERENCES invoices (tenant_id, number));
      ALTER TABLE invoices ENABLE ROW LEVEL SECURITY; ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON invoices USING (tenant_id = ${ME}); CREATE POLICY own ON payments USING (tenant_id = ${ME}); ${GRANTS}`,
    verdicts: { 'table:public.payments': 'isolated', 'table:public.invoices': 'isolated' },
  },
  {
    name: 'a child is held to its parent',
    sql: notes(
      OWN,
      `CREATE TABLE lines (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note_id uuid NOT NULL REFERENCES notes, line text);
      ALTER TABLE lines ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON lines USING (EXISTS (SELECT 1 FROM notes n WHERE n.id = lines.note_id));`,
    ),
    verdicts: { 'table:public.lines': 'isolated', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a view asks with the rights of whoever asks, a partition is not granted, and countries are shared',
    sql: `${TENANTS} CREATE TABLE countries (code char(2) PRIMARY KEY, name text NOT NULL);
      CREATE TABLE notes (tenant_id uuid NOT NULL REFERENCES tenants, at date NOT NULL, country char(2) REFERENCES countries, body text) PARTITION BY RANGE (at);
      CREATE TABLE notes_2024 PARTITION OF notes FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN}
      CREATE VIEW titles WITH (security_barrier) AS SELECT body FROM notes WHERE tenant_id = ${ME};
      GRANT SELECT, INSERT, UPDATE, DELETE ON notes, tenants, countries TO app; GRANT SELECT ON titles TO app;`,
    verdicts: {
      [NOTES_ID]: 'isolated',
      'table:public.notes_2024': 'isolated',
      'view:public.titles': 'isolated',
      'table:public.countries': 'exempt',
    },
  },
  {
    name: 'the tenants may be read by all and written by none',
    sql: `CREATE ROLE app; CREATE TABLE tenants (id uuid PRIMARY KEY, name text NOT NULL); ${NOTES} ${OWN} GRANT SELECT ON tenants TO app; GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO app;`,
    verdicts: { [NOTES_ID]: 'isolated', 'table:public.tenants': 'exempt' },
  },
  {
    name: 'a trigger says whose a new row is',
    sql: notes(
      `CREATE POLICY seen ON notes FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY added ON notes FOR INSERT WITH CHECK (true);`,
      `CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.tenant_id := ${ME}; RETURN NEW; END $$;
      CREATE TRIGGER stamped BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION stamp();`,
    ),
    verdicts: { [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a view takes only what it shows',
    sql: notes(
      OWN,
      `CREATE VIEW entries WITH (security_barrier) AS SELECT id, tenant_id AS whose, body FROM notes WHERE tenant_id = ${ME} WITH CASCADED CHECK OPTION;`,
    ),
    verdicts: { [ENTRIES_ID]: 'isolated', [NOTES_ID]: 'isolated' },
    says: 'what is written through it',
  },
  {
    name: 'a view without the tenant writes nothing for others',
    sql: notes(
      OWN,
      `CREATE VIEW entries WITH (security_barrier) AS SELECT id, body FROM notes WHERE tenant_id = ${ME};`,
    ),
    verdicts: { [ENTRIES_ID]: 'isolated', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a function writes for a view and says itself whose the row is',
    sql: byTrigger(
      'SECURITY DEFINER',
      `IF TG_OP = 'INSERT' THEN INSERT INTO notes (tenant_id, body) VALUES (${ME}, NEW.body);
        ELSE UPDATE notes SET body = NEW.body WHERE id = OLD.id AND tenant_id = ${ME}; END IF;`,
    ),
    verdicts: { [ENTRIES_ID]: 'isolated', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a function writes for a view as whoever calls it',
    sql: byTrigger(
      'SECURITY INVOKER',
      `IF TG_OP = 'INSERT' THEN INSERT INTO notes (tenant_id, body) VALUES (NEW.tenant_id, NEW.body);
        ELSE UPDATE notes SET tenant_id = NEW.tenant_id, body = NEW.body WHERE id = OLD.id; END IF;`,
    ),
    verdicts: { [ENTRIES_ID]: 'isolated', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'partitions by hash hold what the whole holds',
    sql: parted('HASH (tenant_id)', hashed('tenant_id'), heldParts),
    verdicts: {
      'table:public.notes_0': 'isolated',
      'table:public.notes_1': 'isolated',
      'table:public.notes_2': 'isolated',
      [NOTES_ID]: 'isolated',
    },
  },
  {
    name: 'a trigger of the whole says whose a row of a partition is',
    sql: parted(
      'HASH (id)',
      hashed('id'),
      `${heldParts} DROP POLICY own ON notes_2; CREATE POLICY seen ON notes_2 FOR SELECT USING (tenant_id = ${ME}); CREATE POLICY added ON notes_2 FOR INSERT WITH CHECK (true);
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.tenant_id := ${ME}; RETURN NEW; END $$;
      CREATE TRIGGER stamped BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION stamp();`,
    ),
    verdicts: { 'table:public.notes_2': 'isolated', [NOTES_ID]: 'isolated' },
  },
  {
    name: 'a partition for each tenant, and a role for each partition',
    sql: `CREATE ROLE acme; CREATE ROLE zenith; CREATE TABLE tenants (id text PRIMARY KEY);
      CREATE TABLE notes (tenant_id text NOT NULL REFERENCES tenants, body text) PARTITION BY LIST (tenant_id);
      CREATE TABLE notes_acme PARTITION OF notes FOR VALUES IN ('acme'); CREATE TABLE notes_zenith PARTITION OF notes FOR VALUES IN ('zenith');
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; GRANT SELECT, INSERT ON notes_acme TO acme; GRANT SELECT, INSERT ON notes_zenith TO zenith;`,
    verdicts: {
      'table:public.notes_acme': 'isolated',
      'table:public.notes_zenith': 'isolated',
      [NOTES_ID]: 'isolated',
    },
    says: 'one tenant',
  },
];

/** What cannot be decided, and says so. */
export const UNDECIDED: readonly IsolationCase[] = [
  {
    name: 'the tenant is computed from what its tenant may write',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), origin text NOT NULL, tenant_id text GENERATED ALWAYS AS (split_part(origin, '/', 1)) STORED, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON notes USING (tenant_id = current_setting('app.tenant_id', true)) WITH CHECK (true); ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'not-provable' },
    says: "No row of the tenant's own could be read",
  },
  {
    name: 'a policy asks for something that no session says',
    sql: notes(`CREATE POLICY own ON notes USING (tenant_id = ${ME} AND md5(body) = 'never');`),
    verdicts: { [NOTES_ID]: 'not-provable' },
    says: "No row of the tenant's own could be read",
  },
  {
    name: 'no row can be made',
    sql: `${TENANTS} CREATE TABLE notes (id uuid PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants, size integer NOT NULL CHECK (size > 5 AND size < 3));
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ${OWN} ${GRANTS}`,
    verdicts: { [NOTES_ID]: 'not-provable' },
    says: 'No row could be made',
  },
  {
    name: 'the configuration names another setting',
    sql: notes(
      `CREATE POLICY own ON notes USING (tenant_id = nullif(current_setting('app.company_id', true), '')::uuid);`,
    ),
    settings: { 'app.tenant_id': 'uuid' },
    verdicts: { [NOTES_ID]: 'not-provable', 'table:public.tenants': 'isolated' },
    says: 'app.company_id',
  },
];
