import { describe, expect, it } from 'vitest';
import { ddlOf } from './objects.ts';

describe('DDL of views', () => {
  it('keeps the layout of the query and drops the semicolon at its end', () => {
    expect(ddlOf('view', { definition: '\n SELECT a,\n    b\n   FROM public.guests;\n' })).toBe(
      'CREATE VIEW public.seen AS\n SELECT a,\n    b\n   FROM public.guests;',
    );
  });

  it('writes options and owner', () => {
    expect(
      ddlOf('view', { options: { check_option: 'local', security_invoker: 'true' }, owner: 'someone', comment: 'x' }),
    ).toBe(
      [
        "CREATE VIEW public.seen WITH (check_option = 'local', security_invoker = true) AS\nSELECT 1;",
        'ALTER VIEW public.seen OWNER TO someone;',
        "COMMENT ON VIEW public.seen IS 'x';",
      ].join('\n\n'),
    );
  });

  it('writes materialized views, filled or not', () => {
    expect(ddlOf('materialized-view')).toBe('CREATE MATERIALIZED VIEW public.kept AS\nSELECT 1;');
    expect(
      ddlOf('materialized-view', {
        populated: false,
        accessMethod: 'Odd',
        options: { fillfactor: '70' },
        tablespace: 'fast',
      }),
    ).toBe(
      'CREATE MATERIALIZED VIEW public.kept USING "Odd" WITH (fillfactor = 70) TABLESPACE fast AS\nSELECT 1\nWITH NO DATA;',
    );
  });
});

describe('DDL of publications, schemas and extensions', () => {
  it('lists tables with columns and conditions, then schemas', () => {
    expect(ddlOf('publication')).toBe('CREATE PUBLICATION changes;');
    expect(ddlOf('publication', { allTables: true, viaRoot: true, operations: ['insert'] })).toBe(
      "CREATE PUBLICATION changes\n  FOR ALL TABLES\n  WITH (publish = 'insert', publish_via_partition_root = true);",
    );
    expect(
      ddlOf('publication', {
        schemas: ['core', 'Odd'],
        tables: [
          { schema: 'public', name: 'a', columns: ['x', 'Y'], where: '(x > 1)' },
          { schema: 'public', name: 'b', columns: [], where: null },
        ],
      }),
    ).toBe(
      'CREATE PUBLICATION changes\n  FOR TABLE public.a (x, "Y") WHERE (x > 1), public.b, TABLES IN SCHEMA core, "Odd";',
    );
  });

  it('leaves the version of an extension to the server', () => {
    expect(ddlOf('extension', { name: 'uuid-ossp' })).toBe(
      'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;',
    );
    expect(ddlOf('schema', { owner: 'someone' })).toBe(
      'CREATE SCHEMA IF NOT EXISTS core;\n\nALTER SCHEMA core OWNER TO someone;',
    );
  });
});

it('ends a statement on a line of its own where a comment at its end would swallow the semicolon', () => {
  expect(ddlOf('view', { definition: 'select 1 -- one' })).toBe('CREATE VIEW public.seen AS\nselect 1 -- one\n;');
});
