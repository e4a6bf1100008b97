import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Roles, grants and default privileges. */
export const ROLES: readonly Mutation[] = [
  {
    id: 'role:added',
    sql: 'CREATE ROLE regatta_extra',
    finds: [drift('role:regatta_extra', 'role regatta_extra exists in live and not in base')],
  },
  {
    id: 'role:dropped',
    sql: 'DROP OWNED BY regatta_visitor; DROP ROLE regatta_visitor',
    finds: [
      behaves(
        'grant:"column:public.crews.skipper".regatta_visitor',
        'grants of regatta_visitor on column public.crews.skipper (SELECT) exist in base and not in live',
      ),
      behaves(
        'grant:"table:public.boats".regatta_visitor',
        'grants of regatta_visitor on table public.boats (SELECT) exist in base and not in live',
      ),
      drift('role:regatta_visitor', 'role regatta_visitor exists in base and not in live'),
    ],
  },
  {
    id: 'role.superuser',
    sql: 'ALTER ROLE regatta_visitor SUPERUSER',
    finds: [
      behaves(
        'role:regatta_visitor#superuser',
        'role regatta_visitor may not do everything in base and may do everything in live',
      ),
    ],
  },
  {
    id: 'role.createDb',
    sql: 'ALTER ROLE regatta_steward NOCREATEDB',
    finds: [
      drift(
        'role:regatta_steward#createDb',
        'role regatta_steward may create databases in base and may not create databases in live',
      ),
    ],
  },
  {
    id: 'role.createRole',
    sql: 'ALTER ROLE regatta_visitor CREATEROLE',
    finds: [
      drift(
        'role:regatta_visitor#createRole',
        'role regatta_visitor may not create roles in base and may create roles in live',
      ),
    ],
  },
  {
    id: 'role.inherit',
    sql: 'ALTER ROLE regatta_crew INHERIT',
    finds: [drift('role:regatta_crew#inherit', 'role regatta_crew does not inherit in base and inherits in live')],
  },
  {
    id: 'role.login',
    sql: 'ALTER ROLE regatta_visitor LOGIN',
    finds: [unmanaged('role:regatta_visitor#login', 'role regatta_visitor has no LOGIN in base and has LOGIN in live')],
  },
  {
    id: 'role.replication',
    sql: 'ALTER ROLE regatta_visitor REPLICATION',
    finds: [
      unmanaged(
        'role:regatta_visitor#replication',
        'role regatta_visitor may not replicate in base and may replicate in live',
      ),
    ],
  },
  {
    id: 'role.bypassRls',
    sql: 'ALTER ROLE regatta_visitor BYPASSRLS',
    finds: [
      behaves(
        'role:regatta_visitor#bypassRls',
        'role regatta_visitor may not bypass row security in base and may bypass row security in live',
      ),
    ],
  },
  {
    id: 'role.connectionLimit',
    sql: 'ALTER ROLE regatta_visitor CONNECTION LIMIT 3',
    finds: [
      unmanaged(
        'role:regatta_visitor#connectionLimit',
        'role regatta_visitor has no connection limit in base and has connection limit 3 in live',
      ),
    ],
  },
  {
    id: 'role.validUntil',
    sql: "ALTER ROLE regatta_visitor VALID UNTIL '2040-01-01 00:00:00+00'",
    finds: [
      unmanaged(
        'role:regatta_visitor#validUntil',
        'role regatta_visitor has no VALID UNTIL in base and has VALID UNTIL 2040-01-01 00:00:00+00 in live',
      ),
    ],
  },
  {
    id: 'role.config',
    sql: "ALTER ROLE regatta_visitor SET work_mem TO '8MB'",
    finds: [
      behaves(
        'role:regatta_visitor#config',
        'role regatta_visitor has no settings in base and has settings (work_mem=8MB) in live',
      ),
    ],
  },
  {
    id: 'role.config:changed',
    given: 'ALTER ROLE regatta_visitor SET search_path TO public',
    sql: 'ALTER ROLE regatta_visitor SET search_path TO public, depot',
    finds: [
      behaves(
        'role:regatta_visitor#config',
        'role regatta_visitor has settings (search_path=public) in base and has settings (search_path=public, depot) in live',
      ),
    ],
  },
  {
    id: 'role.memberOf.role',
    sql: 'GRANT regatta_crew TO regatta_visitor',
    finds: [
      behaves(
        'role:regatta_visitor#memberOf',
        'role regatta_visitor is a member of no role in base and is a member of regatta_crew in live',
      ),
    ],
  },
  {
    id: 'role.memberOf.role:revoked',
    sql: 'REVOKE regatta_crew FROM regatta_steward',
    restores: true,
    finds: [
      behaves(
        'role:regatta_steward#memberOf',
        'role regatta_steward is a member of regatta_crew in base and is a member of no role in live',
      ),
    ],
  },
  {
    id: 'role.memberOf.admin',
    sql: 'GRANT regatta_crew TO regatta_steward WITH ADMIN OPTION',
    finds: [
      behaves(
        'role:regatta_steward#memberOf',
        'role regatta_steward is a member of regatta_crew in base and is a member of regatta_crew (with ADMIN) in live',
      ),
    ],
  },
  {
    id: 'role.memberOf.inherit',
    since: 16,
    sql: 'GRANT regatta_crew TO regatta_steward WITH INHERIT FALSE',
    finds: [
      behaves(
        'role:regatta_steward#memberOf',
        'role regatta_steward is a member of regatta_crew in base and is a member of regatta_crew (without INHERIT) in live',
      ),
    ],
  },
  {
    id: 'role.memberOf.set',
    since: 16,
    sql: 'GRANT regatta_crew TO regatta_steward WITH SET FALSE',
    finds: [
      behaves(
        'role:regatta_steward#memberOf',
        'role regatta_steward is a member of regatta_crew in base and is a member of regatta_crew (without SET) in live',
      ),
    ],
  },
  {
    id: 'role.comment',
    sql: "COMMENT ON ROLE regatta_visitor IS 'looks on'",
    finds: [
      unmanaged(
        'role:regatta_visitor#comment',
        'role regatta_visitor has no comment in base and has comment “looks on” in live',
      ),
    ],
  },
  {
    id: 'grant:added',
    sql: 'GRANT UPDATE ON boats TO regatta_crew',
    finds: [
      behaves(
        'grant:"table:public.boats".regatta_crew',
        'grants of regatta_crew on table public.boats (UPDATE) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:dropped',
    sql: 'REVOKE SELECT ON boats FROM regatta_visitor',
    finds: [
      behaves(
        'grant:"table:public.boats".regatta_visitor',
        'grants of regatta_visitor on table public.boats (SELECT) exist in base and not in live',
      ),
    ],
  },
  {
    id: 'grant:to-public',
    sql: 'GRANT SELECT ON boats TO PUBLIC',
    finds: [
      behaves(
        'grant:"table:public.boats".public',
        'grants of PUBLIC on table public.boats (SELECT) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-column',
    sql: 'GRANT UPDATE (name) ON boats TO regatta_crew',
    finds: [
      behaves(
        'grant:"column:public.boats.name".regatta_crew',
        'grants of regatta_crew on column public.boats.name (UPDATE) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-schema',
    sql: 'GRANT USAGE ON SCHEMA club TO regatta_crew',
    finds: [
      behaves(
        'grant:"schema:club".regatta_crew',
        'grants of regatta_crew on schema club (USAGE) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-sequence',
    sql: 'GRANT USAGE ON SEQUENCE sail_numbers TO regatta_crew',
    finds: [
      behaves(
        'grant:"sequence:public.sail_numbers".regatta_crew',
        'grants of regatta_crew on sequence public.sail_numbers (USAGE) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-view',
    sql: 'GRANT SELECT ON long_boats TO regatta_crew',
    finds: [
      behaves(
        'grant:"view:public.long_boats".regatta_crew',
        'grants of regatta_crew on view public.long_boats (SELECT) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-type',
    sql: 'GRANT USAGE ON TYPE hull TO regatta_crew WITH GRANT OPTION',
    finds: [
      behaves(
        'grant:"enum:public.hull".regatta_crew',
        'grants of regatta_crew on enum public.hull (USAGE WITH GRANT OPTION) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'grant:on-a-function',
    sql: 'REVOKE EXECUTE ON FUNCTION harbour(text) FROM PUBLIC',
    finds: [
      behaves(
        'grant:"function:public.harbour(text)".public',
        'the default EXECUTE of PUBLIC on function public.harbour(text) is revoked in live and not in base',
      ),
    ],
  },
  {
    id: 'grant.privileges.privilege',
    sql: 'GRANT INSERT, DELETE ON boats TO regatta_visitor',
    finds: [
      behaves(
        'grant:"table:public.boats".regatta_visitor#privileges',
        'grants of regatta_visitor on table public.boats give SELECT in base and give DELETE, INSERT, SELECT in live',
      ),
    ],
  },
  {
    id: 'grant.privileges.privilege:of-a-column',
    sql: 'GRANT REFERENCES (skipper) ON crews TO regatta_visitor',
    finds: [
      behaves(
        'grant:"column:public.crews.skipper".regatta_visitor#privileges',
        'grants of regatta_visitor on column public.crews.skipper give SELECT in base and give REFERENCES, SELECT in live',
      ),
    ],
  },
  {
    id: 'grant.privileges.grantable',
    sql: 'GRANT SELECT ON boats TO regatta_visitor WITH GRANT OPTION',
    finds: [
      behaves(
        'grant:"table:public.boats".regatta_visitor#privileges',
        'grants of regatta_visitor on table public.boats give SELECT in base and give SELECT WITH GRANT OPTION in live',
      ),
    ],
  },
  {
    id: 'grant.revoked',
    given: 'REVOKE INSERT ON boats FROM CURRENT_USER',
    sql: 'REVOKE DELETE ON boats FROM CURRENT_USER',
    finds: [
      behaves(
        'grant:"table:public.boats".postgres#revoked',
        'grants of postgres on table public.boats take away INSERT in base and take away DELETE, INSERT in live',
      ),
    ],
  },
  {
    id: 'default-privilege:added',
    sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO regatta_crew',
    finds: [
      unmanaged(
        'default-privilege:postgres.public.tables.regatta_crew',
        'default privileges of regatta_crew on tables that postgres makes in public (SELECT) exist in live and not in base',
      ),
    ],
  },
  {
    id: 'default-privilege:dropped',
    given: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward GRANT EXECUTE ON FUNCTIONS TO PUBLIC',
    finds: [
      unmanaged(
        'default-privilege:regatta_steward."".functions.public',
        'default privileges of PUBLIC on functions that regatta_steward makes (not EXECUTE) exist in base and not in live',
      ),
    ],
  },
  {
    id: 'default-privilege.privileges.privilege',
    given: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward IN SCHEMA public GRANT SELECT ON TABLES TO regatta_crew',
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward IN SCHEMA public GRANT INSERT ON TABLES TO regatta_crew',
    finds: [
      unmanaged(
        'default-privilege:regatta_steward.public.tables.regatta_crew#privileges',
        'default privileges of regatta_crew on tables that regatta_steward makes in public give SELECT in base and give INSERT, SELECT in live',
      ),
    ],
  },
  {
    id: 'default-privilege.privileges.grantable',
    given: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward IN SCHEMA public GRANT SELECT ON TABLES TO regatta_crew',
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward IN SCHEMA public GRANT SELECT ON TABLES TO regatta_crew WITH GRANT OPTION',
    finds: [
      unmanaged(
        'default-privilege:regatta_steward.public.tables.regatta_crew#privileges',
        'default privileges of regatta_crew on tables that regatta_steward makes in public give SELECT in base and give SELECT WITH GRANT OPTION in live',
      ),
    ],
  },
  {
    id: 'default-privilege.revoked',
    given: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward REVOKE INSERT ON TABLES FROM regatta_steward',
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE regatta_steward REVOKE UPDATE ON TABLES FROM regatta_steward',
    finds: [
      unmanaged(
        'default-privilege:regatta_steward."".tables.regatta_steward#revoked',
        'default privileges of regatta_steward on tables that regatta_steward makes take away INSERT in base and take away INSERT, UPDATE in live',
      ),
    ],
  },
];
