import { describe, expect, it } from 'vitest';
import { joinStatements, renderCatalog } from '#app/sql';
import { catalogOf, ddlOf, make } from './objects.ts';

describe('DDL of roles and privileges', () => {
  it('writes the attributes that differ from those of CREATE ROLE', () => {
    expect(ddlOf('role')).toBe('CREATE ROLE app_user;');
    expect(ddlOf('role', { name: 'App User', login: true, bypassRls: true, inherit: false, connectionLimit: 3 })).toBe(
      'CREATE ROLE "App User" NOINHERIT LOGIN BYPASSRLS CONNECTION LIMIT 3;',
    );
  });

  it('writes INHERIT and SET of a membership only where they are not the default, since servers before 16 know neither', () => {
    const memberOf = [
      { role: 'a', admin: false, inherit: true, set: true },
      { role: 'b', admin: true, inherit: true, set: true },
      { role: 'c', admin: true, inherit: false, set: false },
    ];
    expect(ddlOf('role', { memberOf })).toBe(
      [
        'CREATE ROLE app_user;',
        'GRANT a TO app_user;',
        'GRANT b TO app_user WITH ADMIN OPTION;',
        'GRANT c TO app_user WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;',
      ].join('\n\n'),
    );
  });

  it('creates a role only where the cluster has none of that name', () => {
    expect(joinStatements(renderCatalog(catalogOf(make('role'))))).toBe(
      'DO $role$\nBEGIN\n  CREATE ROLE app_user;\nEXCEPTION WHEN duplicate_object THEN\n  NULL;\nEND\n$role$;\n',
    );
    expect(renderCatalog(catalogOf(make('role')), { roles: false })).toEqual([]);
  });

  it('takes away before it gives, with and without grant option', () => {
    expect(
      ddlOf('grant', {
        grantee: 'public',
        privileges: [
          { privilege: 'INSERT', grantable: true },
          { privilege: 'SELECT', grantable: false },
          { privilege: 'UPDATE', grantable: false },
        ],
        revoked: ['DELETE', 'TRUNCATE'],
      }),
    ).toBe(
      [
        'REVOKE DELETE, TRUNCATE ON TABLE public.guests FROM PUBLIC;',
        'GRANT SELECT, UPDATE ON TABLE public.guests TO PUBLIC;',
        'GRANT INSERT ON TABLE public.guests TO PUBLIC WITH GRANT OPTION;',
      ].join('\n\n'),
    );
  });

  it.each([
    ['schema:"Odd Schema"', 'SELECT ON SCHEMA "Odd Schema"'],
    ['sequence:public.numbers', 'SELECT ON SEQUENCE public.numbers'],
    ['function:public.f(uuid, text)', 'SELECT ON ROUTINE public.f(uuid, text)'],
    ['domain:public.slug', 'SELECT ON TYPE public.slug'],
    ['view:public.seen', 'SELECT ON TABLE public.seen'],
    ['column:public.guests."E mail"', 'SELECT ("E mail") ON TABLE public.guests'],
  ])('names %s as GRANT wants it', (on, text) => {
    expect(ddlOf('grant', { on })).toBe(`GRANT ${text} TO app_user;`);
  });

  it('writes default privileges for all schemas or for one', () => {
    expect(ddlOf('default-privilege')).toBe(
      'ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT ON TABLES TO app_user;',
    );
    expect(
      ddlOf('default-privilege', {
        schema: 'core',
        objectType: 'functions',
        grantee: 'public',
        privileges: [],
        revoked: ['EXECUTE'],
      }),
    ).toBe('ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA core REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;');
  });
});
