import { describe, expect, it } from 'vitest';
import { renderSkeletonTable, renderTypeDefinition } from '#app/sql';
import { ddlOf, make } from './objects.ts';

describe('DDL of types', () => {
  it('writes one enum label a line, so that a diff shows the label that is new', () => {
    expect(ddlOf('enum', { labels: ['sad', "it's"] })).toBe(
      "CREATE TYPE public.mood AS ENUM (\n  'sad',\n  'it''s'\n);",
    );
    expect(ddlOf('enum', { name: 'Empty', labels: [] })).toBe('CREATE TYPE public."Empty" AS ENUM ();');
  });

  it('writes a domain with its clauses, and checks that were never validated after it', () => {
    expect(
      ddlOf('domain', {
        collation: 'pg_catalog."C"',
        default: "'x'::text",
        notNull: true,
        checks: [
          { name: 'short', expression: '(length(VALUE) < 9)', validated: false, comment: null },
          { name: 'Odd', expression: "VALUE <> ''::text", validated: true, comment: null },
        ],
      }),
    ).toBe(
      [
        'CREATE DOMAIN public.slug AS text',
        '  COLLATE pg_catalog."C"',
        "  DEFAULT 'x'::text",
        '  NOT NULL',
        '  CONSTRAINT "Odd" CHECK (VALUE <> \'\'::text);',
        '',
        'ALTER DOMAIN public.slug ADD CONSTRAINT short CHECK (length(VALUE) < 9) NOT VALID;',
      ].join('\n'),
    );
  });

  it('writes a composite type with the collations that are not its types own', () => {
    expect(
      ddlOf('composite-type', {
        attributes: [
          { name: 'A a', type: 'text', collation: 'pg_catalog."C"', comment: null },
          { name: 'b', type: 'public.mood[]', collation: null, comment: null },
        ],
      }),
    ).toBe('CREATE TYPE public.pair AS (\n  "A a" text COLLATE pg_catalog."C",\n  b public.mood[]\n);');
  });

  it('writes only the options of a range that are not implied', () => {
    expect(ddlOf('range-type')).toBe('CREATE TYPE public.span AS RANGE (\n  SUBTYPE = time without time zone\n);');
    expect(ddlOf('range-type', { subtypeDiff: 'public.gap', multirange: 'public.spans' })).toContain(
      '  SUBTYPE_DIFF = public.gap,\n  MULTIRANGE_TYPE_NAME = public.spans',
    );
  });

  it('gives the definition alone to whoever builds a context for an expression', () => {
    expect(renderTypeDefinition(make('enum', { owner: 'someone', comment: 'x' }))).toBe(
      "CREATE TYPE public.mood AS ENUM (\n  'sad',\n  'ok'\n)",
    );
    expect(renderSkeletonTable('odd schema', 'order', [{ name: 'A', type: 'text[]' }])).toBe(
      'CREATE TABLE "odd schema"."order" ("A" text[])',
    );
  });
});
