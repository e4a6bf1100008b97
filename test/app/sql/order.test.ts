import { describe, expect, it } from 'vitest';
import { type Catalog, compareText, functionId } from '#app/catalog';
import { nameChains, renderCatalog, scanSql } from '#app/sql';
import { catalogOf, make, makeColumns } from './objects.ts';

/** The objects in the order in which statements first touch them. */
function orderOf(catalog: Catalog): readonly string[] {
  return [...new Set(renderCatalog(catalog).map((statement) => statement.object))];
}

describe('the order of a script', () => {
  it('makes types before what uses them, whatever their names', () => {
    const catalog = catalogOf(
      make('domain', { name: 'a', type: 'public.b' }),
      make('composite-type', {
        name: 'b',
        attributes: [{ name: 'x', type: 'public.c[]', collation: null, comment: null }],
      }),
      make('enum', { name: 'c' }),
    );
    expect(orderOf(catalog)).toEqual(['enum:public.c', 'composite-type:public.b', 'domain:public.a']);
  });

  it('finds views by bare names too, as people write them', () => {
    const catalog = catalogOf(
      make('view', { name: 'a', definition: 'select * from "B" join guests on true' }),
      make('view', { name: 'B', definition: 'select 1' }),
      make('table'),
      ...makeColumns('guests', 'id integer'),
    );
    expect(orderOf(catalog)).toEqual(['table:public.guests', 'view:public."B"', 'view:public.a']);
  });

  it('finds a sequence inside a regclass constant', () => {
    const column = make('column', { default: `nextval('public."Zz seq"'::regclass)` });
    const sequence = make('sequence', {
      name: 'Zz seq',
      ownedBy: { schema: 'public', table: 'guests', column: 'id' },
    });
    const statements = renderCatalog(catalogOf(make('table'), column, sequence)).map(({ sql }) => sql.split('\n')[0]);
    expect(statements).toEqual([
      'CREATE SEQUENCE public."Zz seq"',
      'CREATE TABLE public.guests (',
      'ALTER SEQUENCE public."Zz seq" OWNED BY public.guests.id',
    ]);
  });

  it('is not misled by names in strings and comments that only look like a need', () => {
    const catalog = catalogOf(
      make('view', { name: 'a', definition: "select 'public.b' as t -- public.c" }),
      make('view', { name: 'b', definition: 'select * from public.a' }),
      make('view', { name: 'c', definition: 'select * from public.a' }),
    );
    // The string is taken for a guess at a name; b's need of a is certain and wins.
    expect(orderOf(catalog)[0]).toBe('view:public.a');
  });

  it('postpones the default and the check of a table whose own type their function takes', () => {
    const routine = make('function', {
      name: 'label',
      identityArguments: 'public.guests',
      arguments: 'public.guests',
      returns: 'text',
      language: 'sql',
      body: "SELECT ''",
    });
    const catalog = catalogOf(
      make('table'),
      make('column', { default: 'public.label(NULL)' }),
      make('check', { expression: "public.label(guests) <> ''" }),
      make('primary-key'),
      routine,
    );
    expect(renderCatalog(catalog).map(({ sql }) => sql.split('\n')[0])).toEqual([
      'SET check_function_bodies = off',
      'CREATE TABLE public.guests (',
      'CREATE FUNCTION public.label(public.guests)',
      'ALTER TABLE public.guests ADD CONSTRAINT guests_pkey PRIMARY KEY (id)',
      'ALTER TABLE public.guests ALTER COLUMN id SET DEFAULT public.label(NULL)',
      "ALTER TABLE public.guests ADD CONSTRAINT positive CHECK (public.label(guests) <> '')",
      'RESET check_function_bodies',
    ]);
  });

  it('writes views that need each other in some order rather than none', () => {
    const catalog = catalogOf(
      make('view', { name: 'a', definition: 'select * from public.b' }),
      make('view', { name: 'b', definition: 'select * from public.a' }),
    );
    expect([...orderOf(catalog)].sort(compareText)).toEqual(['view:public.a', 'view:public.b']);
  });

  it('makes foreign keys when every table is there, then what watches rows', () => {
    const catalog = catalogOf(
      make('table'),
      ...makeColumns('guests', 'id integer', 'event_id integer'),
      make('table', { name: 'events' }),
      ...makeColumns('events', 'id integer'),
      make('foreign-key'),
      make('index'),
      make('policy'),
      make('trigger'),
      make('function'),
      make('event-trigger'),
    );
    expect(orderOf(catalog)).toEqual([
      functionId('public', 'touch', ''),
      'table:public.events',
      'table:public.guests',
      'index:public.guests_email_idx',
      'foreign-key:public.guests.guests_event_fk',
      'trigger:public.guests.touched',
      'policy:public.guests.tenant',
      'event-trigger:watch',
    ]);
  });

  it('leaves out what it is told to leave out, and owners that nobody knows', () => {
    const catalog = catalogOf(
      make('role'),
      make('schema', { owner: 'app_user', comment: 'x' }),
      make('table', { owner: null }),
      make('grant'),
      make('default-privilege'),
    );
    const all = renderCatalog(catalog).map(({ sql }) => sql);
    expect(all).toContain('ALTER SCHEMA core OWNER TO app_user');
    expect(all.filter((sql) => sql.includes('OWNER TO'))).toHaveLength(1);
    const options = { owners: false, grants: false, roles: false, comments: false };
    expect(renderCatalog(catalog, options).map(({ sql }) => sql)).toEqual([
      'CREATE SCHEMA IF NOT EXISTS core',
      'CREATE TABLE public.guests ()',
    ]);
  });

  it('gives each constraint a statement of its own where one refused may not take the table with it', () => {
    const catalog = catalogOf(
      make('table'),
      ...makeColumns('guests', 'id integer'),
      make('primary-key'),
      make('check'),
    );
    expect(renderCatalog(catalog)).toHaveLength(1);
    expect(renderCatalog(catalog, { constraints: 'separate' }).map(({ object }) => object)).toEqual([
      'table:public.guests',
      'primary-key:public.guests.guests_pkey',
      'check:public.guests.positive',
    ]);
  });

  it('does not repeat a key inside CREATE TABLE, which would drop it silently', () => {
    const again = make('unique', { name: 'again', columns: ['id'] });
    const catalog = catalogOf(make('table'), ...makeColumns('guests', 'id integer !'), make('primary-key'), again);
    expect(renderCatalog(catalog).map(({ sql }) => sql)).toEqual([
      expect.stringContaining('PRIMARY KEY (id)'),
      'ALTER TABLE public.guests ADD CONSTRAINT again UNIQUE (id)',
    ]);
    expect(renderCatalog(catalog)[0]?.sql).not.toContain('UNIQUE');
  });

  it('does not depend on the order in which objects are given', () => {
    const objects = [
      make('table'),
      ...makeColumns('guests', 'id integer', 'mood public.mood'),
      make('enum'),
      make('view', { definition: 'SELECT * FROM public.guests' }),
      make('index'),
      make('function'),
    ];
    expect(renderCatalog(catalogOf(...[...objects].reverse()))).toEqual(renderCatalog(catalogOf(...objects)));
  });
});

describe('scanning SQL text', () => {
  it('tells names, strings and symbols apart, and skips comments', () => {
    const text = `SELECT "A ""b""".c, 'it''s', E'\\'x', $q$ $$ ; $q$ /* no */ FROM t1 -- end\n;`;
    expect(scanSql(text).map(({ type, text: value }) => [type, value])).toEqual([
      ['word', 'select'],
      ['quoted', 'A "b"'],
      ['symbol', '.'],
      ['word', 'c'],
      ['symbol', ','],
      ['string', "it's"],
      ['symbol', ','],
      ['string', "\\'x"],
      ['symbol', ','],
      ['string', ' $$ ; '],
      ['word', 'from'],
      ['word', 't1'],
      ['symbol', ';'],
    ]);
  });

  it('survives text that is cut off', () => {
    for (const text of ["'open", '"open', '$tag$open', '/* open', 'a.', '.', '$', "E'\\"]) {
      expect(() => scanSql(text)).not.toThrow();
    }
  });

  it('reads qualified names as one, also inside strings', () => {
    expect(nameChains(`a."B c".d + nextval('x.y'::regclass)`)).toEqual([
      ['x', 'y'],
      ['a', 'B c', 'd'],
      ['nextval'],
      ['regclass'],
    ]);
  });
});
