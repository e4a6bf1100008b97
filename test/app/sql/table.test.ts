import { describe, expect, it } from 'vitest';
import { defaultSequenceOptions, renderColumnType, renderObjectDdl } from '#app/sql';
import { catalogOf, ddlOf, make, makeColumns } from './objects.ts';

const GUESTS = 'table:public.guests';
const MINE = 'tenant_id = 1';

describe('DDL of a table', () => {
  it('shows everything that belongs to it, in one order', () => {
    const catalog = catalogOf(
      make('table', { rowSecurity: true, forceRowSecurity: true, owner: 'app', comment: 'who comes' }),
      ...makeColumns('guests', 'id uuid !', 'email text', 'event_id uuid !'),
      make('primary-key'),
      make('unique'),
      make('check'),
      make('foreign-key'),
      make('index'),
      make('policy', { using: MINE }),
      make('trigger'),
      make('grant'),
      make('grant', { on: 'column:public.guests.email' }),
      make('table', { name: 'others' }),
      make('policy', { table: 'others', name: 'not shown' }),
    );
    expect(renderObjectDdl(catalog, GUESTS)).toBe(`CREATE TABLE public.guests (
  id uuid NOT NULL,
  email text,
  event_id uuid NOT NULL,
  CONSTRAINT guests_pkey PRIMARY KEY (id),
  CONSTRAINT guests_key UNIQUE (email),
  CONSTRAINT positive CHECK (amount > 0)
);

ALTER TABLE public.guests ADD CONSTRAINT guests_event_fk FOREIGN KEY (event_id) REFERENCES public.events (id);

CREATE INDEX guests_email_idx ON public.guests USING btree (email);

ALTER TABLE public.guests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.guests FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.guests
  USING (tenant_id = 1);

CREATE TRIGGER touched
  BEFORE UPDATE ON public.guests
  FOR EACH ROW
  EXECUTE FUNCTION public.touch();

ALTER TABLE public.guests OWNER TO app;

GRANT SELECT ON TABLE public.guests TO app_user;

GRANT SELECT (email) ON TABLE public.guests TO app_user;

COMMENT ON TABLE public.guests IS 'who comes';
`);
  });

  it('changes one line where one column changes, however long its name', () => {
    const lines = (name: string) =>
      renderObjectDdl(catalogOf(make('table'), ...makeColumns('guests', 'id uuid', `${name} text`)), GUESTS).split(
        '\n',
      );
    const [before, after] = [lines('a'), lines('a_name_that_is_much_longer_than_the_others')];
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '  a_name_that_is_much_longer_than_the_others text',
    ]);
  });

  it('is empty for an object that is not there, and for a table without columns valid all the same', () => {
    expect(renderObjectDdl(catalogOf(), GUESTS)).toBe('');
    expect(ddlOf('table')).toBe('CREATE TABLE public.guests ();');
  });

  it('writes persistence, partitioning, access method, parameters, tablespace and replica identity', () => {
    expect(
      ddlOf('table', {
        persistence: 'unlogged',
        partitionKey: 'RANGE (at)',
        accessMethod: 'columnar',
        options: { fillfactor: '70', 'toast.autovacuum_enabled': 'false' },
        tablespace: 'fast',
        replicaIdentity: 'index Odd',
      }),
    ).toBe(
      'CREATE UNLOGGED TABLE public.guests () PARTITION BY RANGE (at) USING columnar WITH (fillfactor = 70, toast.autovacuum_enabled = false) TABLESPACE fast;\n\nALTER TABLE public.guests REPLICA IDENTITY USING INDEX "Odd";',
    );
    expect(ddlOf('table', { foreign: { server: 'far', options: { table_name: "it's" } } })).toBe(
      "CREATE FOREIGN TABLE public.guests () SERVER far OPTIONS (table_name 'it''s');",
    );
  });

  it('makes a partition from its parent, or attaches it where its columns stand in another order', () => {
    const parent = make('table', { name: 'events', partitionKey: 'LIST (kind)' });
    const partition = make('table', {
      name: 'events_a',
      partitionOf: { parent: { schema: 'public', name: 'events' }, bound: "FOR VALUES IN ('a')" },
    });
    const columns = makeColumns('events', 'id integer !', 'kind text');
    const own = (...specs: string[]) =>
      makeColumns('events_a', ...specs).map((column) => ({ ...column, inherited: true }));
    const ddl = (...specs: string[]) =>
      renderObjectDdl(catalogOf(parent, partition, ...columns, ...own(...specs)), 'table:public.events_a');
    expect(ddl('id integer !', 'kind text')).toBe(
      "CREATE TABLE public.events_a PARTITION OF public.events FOR VALUES IN ('a');\n",
    );
    expect(ddl('kind text', 'id integer !')).toContain(
      "ALTER TABLE public.events ATTACH PARTITION public.events_a FOR VALUES IN ('a');",
    );
  });

  it('comes with its extended statistics, wherever they stand', () => {
    const table = make('table');
    const statistics = make('statistics', { schema: 'stats', target: 500, comment: 'both' });
    const other = make('statistics', { name: 'others', on: { schema: 'stats', name: 'guests' } });
    expect(renderObjectDdl(catalogOf(table, statistics, other), table.id)).toBe(
      [
        'CREATE TABLE public.guests ();\n',
        'CREATE STATISTICS stats.guests_stats (mcv) ON city, country FROM public.guests;\n',
        'ALTER STATISTICS stats.guests_stats SET STATISTICS 500;\n',
        "COMMENT ON STATISTICS stats.guests_stats IS 'both';\n",
      ].join('\n'),
    );
  });

  it('changes what a child overrides of its parents', () => {
    const child = make('table', { name: 'cats', inherits: [{ schema: 'public', name: 'animals' }] });
    const [id, name] = makeColumns('cats', 'id integer !', 'name text').map((column) => ({
      ...column,
      inherited: true,
    }));
    const [lives] = makeColumns('cats', 'lives integer');
    if (!id || !name || !lives) throw new Error('three columns were made');
    const catalog = catalogOf(
      make('table', { name: 'animals' }),
      ...makeColumns('animals', 'id integer', 'name text'),
      child,
      id,
      { ...name, default: "'tom'::text" },
      { ...lives, position: 3 },
    );
    expect(renderObjectDdl(catalog, child.id)).toBe(
      [
        'CREATE TABLE public.cats (\n  lives integer\n) INHERITS (public.animals);\n',
        "ALTER TABLE ONLY public.cats ALTER COLUMN name SET DEFAULT 'tom'::text;\n",
        'ALTER TABLE public.cats ALTER COLUMN id SET NOT NULL;\n',
      ].join('\n'),
    );
  });
});

describe('DDL of a column', () => {
  it('is the statement that would add it', () => {
    expect(ddlOf('column', { type: 'text', collation: 'pg_catalog."C"', default: "''::text", notNull: true })).toBe(
      'ALTER TABLE public.guests ADD COLUMN id text COLLATE pg_catalog."C" DEFAULT \'\'::text NOT NULL;',
    );
    expect(ddlOf('column', { generated: { expression: 'a + b', storage: 'virtual' } })).toBe(
      'ALTER TABLE public.guests ADD COLUMN id integer GENERATED ALWAYS AS (a + b) VIRTUAL;',
    );
    expect(renderColumnType(make('column', { type: 'text', collation: 'public.x' }))).toBe('text COLLATE public.x');
  });

  it('names an identity sequence only where PostgreSQL would name it otherwise', () => {
    const identity = (name: string, cache = '1') => ({
      generated: 'by default' as const,
      sequence: { schema: 'public', name },
      options: { ...defaultSequenceOptions('integer'), cache },
    });
    expect(ddlOf('column', { identity: identity('guests_id_seq'), notNull: true })).toBe(
      'ALTER TABLE public.guests ADD COLUMN id integer GENERATED BY DEFAULT AS IDENTITY NOT NULL;',
    );
    expect(ddlOf('column', { identity: identity('own', '5') })).toBe(
      'ALTER TABLE public.guests ADD COLUMN id integer GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.own CACHE 5);',
    );
  });

  it('sets what CREATE TABLE has no words for', () => {
    expect(
      ddlOf('column', {
        storage: 'external',
        compression: 'lz4',
        statisticsTarget: 0,
        options: { n_distinct: '-0.5' },
      }).split('\n\n'),
    ).toEqual([
      'ALTER TABLE public.guests ADD COLUMN id integer;',
      'ALTER TABLE public.guests ALTER COLUMN id SET STORAGE EXTERNAL;',
      'ALTER TABLE public.guests ALTER COLUMN id SET COMPRESSION lz4;',
      'ALTER TABLE public.guests ALTER COLUMN id SET STATISTICS 0;',
      'ALTER TABLE public.guests ALTER COLUMN id SET (n_distinct = -0.5);',
    ]);
  });
});
