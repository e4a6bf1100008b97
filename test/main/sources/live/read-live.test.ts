import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogSchema, isComplete, type Reading } from '#app/catalog';
import { matrixMajors, startServer } from '#test/support/postgres/servers.ts';
import { find, readPglite, readUrl, withPglite } from './reading.ts';
import { tortureSql } from './torture.ts';

interface Place {
  readonly name: string;
  readonly major: number;
  readonly read: () => Promise<Reading>;
}

const ROLE = 'torture';

const places: readonly Place[] = [
  ...matrixMajors().map((major) => ({
    name: `PostgreSQL ${major}`,
    major,
    read: async () => {
      const server = await startServer(major);
      const database = await server.createDatabase();
      await server.execute(tortureSql(major, ROLE), database.name);
      return readUrl(database.url);
    },
  })),
  {
    name: 'PGlite',
    major: 18,
    read: () => withPglite(tortureSql(18, ROLE), (database) => readPglite(database)),
  },
];

describe.each(places)('a schema with everything, read from $name', ({ name, major, read }) => {
  let reading: Reading;
  beforeAll(async () => {
    reading = await read();
  });
  afterAll(async () => {
    if (name !== 'PGlite') await (await startServer(major as 16)).stop();
  });

  test('is complete and of the catalog’s own shape', () => {
    expect(reading.report).toEqual([]);
    expect(isComplete(reading)).toBe(true);
    expect(reading.catalog.server).toMatchObject({ major, flavour: name === 'PGlite' ? 'pglite' : 'postgresql' });
    const parsed = catalogSchema.safeParse(reading.catalog);
    expect(parsed.error?.issues).toBeUndefined();
    expect(parsed.success).toBe(true);
  });

  test('has schemas, extensions and roles, without the server’s own', () => {
    expect(reading.catalog.objects.schema.map((schema) => schema.name)).toEqual(['Odd Schema', 'public', 'shop']);
    expect(find(reading, 'schema', 'shop')).toMatchObject({ owner: `${ROLE}_owner`, comment: 'what is sold' });
    expect(find(reading, 'schema', 'public').comment).toBeNull();
    expect(find(reading, 'extension', 'citext')).toMatchObject({ schema: 'shop' });
    const { role } = reading.catalog.objects;
    expect(role.every((one) => !one.name.startsWith('pg_'))).toBe(true);
    expect(find(reading, 'role', `${ROLE}_app`)).toMatchObject({
      login: true,
      inherit: false,
      bypassRls: true,
      superuser: false,
      connectionLimit: 7,
      comment: 'the application',
      memberOf: [{ role: `${ROLE}_owner`, admin: true, inherit: false, set: true }],
    });
  });

  test('folds what an extension owns away', () => {
    const { extensionMembers, objects } = reading.catalog;
    expect(extensionMembers).toContainEqual({
      id: 'function:shop.citext_eq(shop.citext, shop.citext)',
      extension: 'citext',
    });
    expect(objects.function.map((routine) => routine.name)).not.toContain('citext_eq');
  });

  test('has types', () => {
    expect(find(reading, 'enum', 'shop', 'mood')).toMatchObject({
      labels: ['sad', 'so-so', 'happy'],
      comment: 'a feeling',
    });
    expect(find(reading, 'domain', 'shop', 'price')).toMatchObject({
      type: 'numeric(10,2)',
      default: '1',
      notNull: true,
      collation: null,
      checks: [
        { name: 'price_positive', expression: '(VALUE > (0)::numeric)', validated: true },
        { name: 'price_small', expression: '(VALUE < (1000000)::numeric)', validated: false },
      ],
    });
    expect(find(reading, 'domain', 'shop', 'label').collation).toBe('pg_catalog."C"');
    expect(find(reading, 'composite-type', 'shop', 'size').attributes).toEqual([
      { name: 'width', type: 'integer', collation: null, comment: null },
      { name: 'name', type: 'text', collation: 'pg_catalog."POSIX"', comment: null },
    ]);
    expect(find(reading, 'range-type', 'shop', 'floatrange')).toMatchObject({
      subtype: 'double precision',
      subtypeDiff: 'float8mi',
      operatorClass: null,
      multirange: major >= 14 ? 'shop.floatmultirange' : null,
    });
    expect(find(reading, 'range-type', 'shop', 'textrange')).toMatchObject({
      operatorClass: 'pg_catalog.text_pattern_ops',
      collation: 'pg_catalog."C"',
      multirange: major >= 14 ? 'shop.textranges' : null,
    });
  });

  test('has sequences, those of identity columns as part of the column', () => {
    const names = reading.catalog.objects.sequence.map((sequence) => sequence.name);
    expect(names).toEqual(['counter', ...(major >= 15 ? ['fleeting'] : []), 'products_serial_number_seq']);
    expect(find(reading, 'sequence', 'shop', 'counter')).toMatchObject({
      options: { type: 'smallint', start: '-5', min: '-100', max: '-1', increment: '-2', cache: '3', cycle: true },
      ownedBy: null,
      persistence: 'permanent',
    });
    expect(find(reading, 'sequence', 'shop', 'products_serial_number_seq').ownedBy).toEqual({
      schema: 'shop',
      table: 'products',
      column: 'serial_number',
    });
    if (major >= 15) expect(find(reading, 'sequence', 'shop', 'fleeting').persistence).toBe('unlogged');
    expect(find(reading, 'column', 'shop', 'products', 'id').identity).toEqual({
      generated: 'by default',
      sequence: { schema: 'shop', name: 'products_id_seq' },
      options: {
        type: 'bigint',
        start: '10',
        min: '1',
        max: '9223372036854775807',
        increment: '5',
        cache: '1',
        cycle: false,
      },
    });
    expect(find(reading, 'column', 'shop', 'orders', 'id').identity?.generated).toBe('always');
  });

  test('has tables: ordinary, unlogged, partitioned, inherited, foreign', () => {
    expect(find(reading, 'table', 'shop', 'products')).toMatchObject({
      owner: `${ROLE}_owner`,
      comment: 'for sale',
      persistence: 'permanent',
      rowSecurity: true,
      forceRowSecurity: true,
      replicaIdentity: 'full',
      accessMethod: null,
      tablespace: null,
      options: { fillfactor: '80', 'toast.autovacuum_enabled': 'false' },
      inherits: [],
      partitionOf: null,
      foreign: null,
    });
    expect(find(reading, 'table', 'shop', 'cache')).toMatchObject({ persistence: 'unlogged', rowSecurity: false });
    expect(find(reading, 'table', 'shop', 'derived').inherits).toEqual([{ schema: 'shop', name: 'base' }]);
    expect(find(reading, 'table', 'shop', 'events').partitionKey).toBe('RANGE (at)');
    expect(find(reading, 'table', 'shop', 'events_2024')).toMatchObject({
      inherits: [],
      partitionOf: {
        parent: { schema: 'shop', name: 'events' },
        bound: "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
      },
    });
    expect(find(reading, 'table', 'shop', 'events_rest')).toMatchObject({
      partitionKey: 'RANGE (at)',
      partitionOf: { bound: 'DEFAULT' },
    });
    expect(find(reading, 'table', 'shop', 'far').foreign).toEqual({
      server: `${ROLE}_server`,
      options: { table_name: 'FAR' },
    });
    expect(find(reading, 'column', 'shop', 'far', 'id').foreignOptions).toEqual({ column_name: 'ID' });
  });

  test('has columns, counted without the dropped ones', () => {
    const columns = reading.catalog.objects.column.filter((column) => column.table === 'products');
    expect(columns.map((column) => column.name)).toEqual([
      'id',
      'serial_number',
      'sku',
      'name',
      'price',
      'mood',
      'tags',
      'doubled',
      ...(major >= 18 ? ['lowered'] : []),
      'created_at',
      'notes',
    ]);
    expect(columns.map((column) => column.position)).toEqual(columns.map((_, index) => index + 1));
    expect(find(reading, 'column', 'shop', 'products', 'sku')).toMatchObject({
      type: 'character varying(40)',
      collation: 'pg_catalog."C"',
      notNull: true,
      comment: 'stock keeping unit',
      default: null,
    });
    expect(find(reading, 'column', 'shop', 'products', 'name').storage).toBe('external');
    expect(find(reading, 'column', 'shop', 'products', 'price').type).toBe('shop.price');
    expect(find(reading, 'column', 'shop', 'products', 'mood').default).toBe("'happy'::shop.mood");
    expect(find(reading, 'column', 'shop', 'products', 'tags')).toMatchObject({
      type: 'text[]',
      default: "'{}'::text[]",
    });
    expect(find(reading, 'column', 'shop', 'products', 'serial_number').default).toBe(
      "nextval('shop.products_serial_number_seq'::regclass)",
    );
    expect(find(reading, 'column', 'shop', 'products', 'doubled')).toMatchObject({
      default: null,
      generated: { expression: '(serial_number * 2)', storage: 'stored' },
    });
    if (major >= 18) {
      expect(find(reading, 'column', 'shop', 'products', 'lowered').generated).toEqual({
        expression: 'lower((sku)::text)',
        storage: 'virtual',
      });
    }
    expect(find(reading, 'column', 'shop', 'products', 'notes')).toMatchObject({
      compression: major >= 14 ? 'pglz' : null,
      statisticsTarget: 500,
      options: { n_distinct: '5' },
    });
    expect(find(reading, 'column', 'shop', 'derived', 'id').inherited).toBe(true);
    expect(find(reading, 'column', 'shop', 'derived', 'extra').inherited).toBe(false);
    expect(find(reading, 'column', 'shop', 'events_2024', 'at').inherited).toBe(true);
  });

  test('has keys', () => {
    expect(find(reading, 'primary-key', 'shop', 'pairs', 'pairs_pkey')).toMatchObject({
      columns: ['a', 'b'],
      include: ['c'],
      deferrability: 'not deferrable',
      inherited: false,
    });
    expect(find(reading, 'primary-key', 'shop', 'events_2024', 'events_2024_pkey').inherited).toBe(true);
    expect(find(reading, 'unique', 'shop', 'products', 'products_sku_key')).toMatchObject({
      columns: ['sku'],
      options: { fillfactor: '70' },
      deferrability: 'deferrable initially deferred',
      comment: 'one each',
      nullsNotDistinct: false,
    });
    expect(find(reading, 'unique', 'shop', 'pairs', 'pairs_c').nullsNotDistinct).toBe(major >= 15);
    expect(find(reading, 'foreign-key', 'shop', 'orders', 'orders_pair_fkey')).toMatchObject({
      columns: ['a', 'b'],
      references: { schema: 'shop', name: 'pairs' },
      referencedColumns: ['a', 'b'],
      match: 'full',
      onUpdate: 'cascade',
      onDelete: 'set null',
      onDeleteColumns: [],
      validated: true,
      enforced: true,
      period: false,
    });
    expect(find(reading, 'foreign-key', 'shop', 'orders', 'orders_product_fkey')).toMatchObject({
      deferrability: 'deferrable initially immediate',
      onUpdate: 'no action',
      onDeleteColumns: major >= 15 ? ['product_id'] : [],
    });
    expect(find(reading, 'foreign-key', 'shop', 'orders', 'orders_unchecked_fkey').validated).toBe(false);
    if (major >= 18) {
      expect(find(reading, 'primary-key', 'shop', 'bookings', 'bookings_pkey').withoutOverlaps).toBe(true);
      expect(find(reading, 'foreign-key', 'shop', 'stays', 'stays_fkey').period).toBe(true);
      expect(find(reading, 'foreign-key', 'shop', 'orders', 'orders_loose').enforced).toBe(false);
      expect(find(reading, 'check', 'shop', 'orders', 'orders_unenforced').enforced).toBe(false);
    }
  });

  test('lists a key to a partitioned table once, without its hidden copies', () => {
    const keys = reading.catalog.objects['foreign-key'].filter((key) => key.table === 'event_notes');
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ references: { schema: 'shop', name: 'events' }, referencedColumns: ['id', 'at'] });
  });

  test('has checks and exclusions', () => {
    expect(find(reading, 'check', 'shop', 'products', 'products_price_check')).toMatchObject({
      expression: '((price)::numeric > (0)::numeric)',
      noInherit: true,
      validated: true,
    });
    expect(find(reading, 'check', 'shop', 'products', 'products_name_check').validated).toBe(false);
    expect(find(reading, 'check', 'shop', 'derived', 'base_check').inherited).toBe(true);
    const [exclusion] = reading.catalog.objects.exclusion;
    expect(exclusion).toMatchObject({
      table: 'orders',
      method: 'gist',
      elements: [
        {
          expression:
            'box(point((a)::double precision, (a)::double precision), point((b)::double precision, (b)::double precision))',
          isExpression: true,
          operatorClass: null,
          operator: '&&',
        },
      ],
      predicate: '(a IS NOT NULL)',
    });
  });

  test('has indexes, key by key', () => {
    const index = find(reading, 'index', 'shop', 'products_mixed');
    const usual = { operatorClass: null, operatorClassOptions: {}, collation: null };
    expect(index.keys).toEqual([
      {
        ...usual,
        expression: 'sku',
        isExpression: false,
        collation: 'pg_catalog."POSIX"',
        descending: true,
        nullsFirst: true,
      },
      {
        ...usual,
        expression: 'name',
        isExpression: false,
        operatorClass: 'text_pattern_ops',
        descending: false,
        nullsFirst: true,
      },
      { ...usual, expression: 'lower(notes)', isExpression: true, descending: false, nullsFirst: false },
      {
        ...usual,
        expression: '((price)::numeric + (1)::numeric)',
        isExpression: true,
        descending: true,
        nullsFirst: true,
      },
    ]);
    expect(index).toMatchObject({
      method: 'btree',
      unique: false,
      include: ['mood'],
      predicate: '((price)::numeric > (10)::numeric)',
      options: { fillfactor: '60' },
      valid: true,
      clustered: false,
      inherited: false,
    });
    expect(find(reading, 'index', 'shop', 'products_unique').unique).toBe(true);
    expect(find(reading, 'index', 'shop', 'products_tags')).toMatchObject({ method: 'gin', comment: 'for search' });
    expect(find(reading, 'index', 'shop', 'cache_value').keys[0]?.operatorClass).toBe('jsonb_path_ops');
    expect(find(reading, 'index', 'shop', 'cache_key_lower').keys[0]?.collation).toBe('pg_catalog."C"');
    expect(find(reading, 'index', 'shop', 'search').keys[0]?.operatorClassOptions).toEqual({ siglen: '100' });
    expect(find(reading, 'index', 'shop', 'pairs_period').clustered).toBe(true);
    expect(find(reading, 'index', 'shop', 'events_kind').inherited).toBe(false);
    expect(find(reading, 'index', 'shop', 'events_2024_kind_idx').inherited).toBe(true);
    expect(find(reading, 'index', 'shop', 'totals_mood').table).toBe('totals');
    expect(reading.catalog.objects.index.map(({ name }) => name)).not.toContain('products_pkey');
  });

  test('has views with their queries', () => {
    const cheap = find(reading, 'view', 'shop', 'cheap');
    expect(cheap).toMatchObject({
      options: { check_option: 'local', security_barrier: 'true' },
      comment: 'bargains',
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'sku', type: 'character varying(40)' },
        { name: 'price', type: 'shop.price' },
      ],
    });
    expect(cheap.definition).toMatch(/^ SELECT .*\n.*\n.*\n {3}FROM shop\.products\n {2}WHERE .*[^;]$/);
    if (major >= 15) expect(find(reading, 'view', 'shop', 'mine').options).toEqual({ security_invoker: 'true' });
    expect(find(reading, 'materialized-view', 'shop', 'totals')).toMatchObject({
      populated: false,
      options: { fillfactor: '90' },
      columns: [
        { name: 'mood', type: 'shop.mood' },
        { name: 'n', type: 'bigint' },
      ],
    });
  });

  test('has functions, procedures and aggregates', () => {
    const byName = (name: string) => reading.catalog.objects.function.filter((routine) => routine.name === name);
    expect(byName('add').map((routine) => routine.identityArguments)).toEqual(['integer, integer', 'text']);
    expect(byName('add')[0]).toMatchObject({
      arguments: 'a integer, b integer DEFAULT 1',
      returns: 'integer',
      language: 'sql',
      body: 'select a + b',
      volatility: 'immutable',
      strict: true,
      leakproof: true,
      parallel: 'safe',
      cost: 5,
      comment: 'sums',
    });
    expect(byName('many')[0]).toMatchObject({
      returns: 'SETOF integer',
      rows: 7,
      securityDefiner: true,
      config: ['search_path=shop, pg_temp', 'work_mem=8MB'],
      body: 'begin return next 1; end',
    });
    if (major >= 14) {
      expect(byName('atomic')[0]).toMatchObject({ sqlBody: true, body: 'BEGIN ATOMIC\n SELECT (x + 1);\nEND' });
    }
    expect(byName('act')[0]).toMatchObject({ routine: 'procedure', returns: null });
    expect(byName('total')[0]).toMatchObject({
      routine: 'aggregate',
      body: "SFUNC = int4pl,\n  STYPE = integer,\n  INITCOND = '0'",
    });
  });

  test('has triggers, event triggers and rules', () => {
    expect(find(reading, 'trigger', 'shop', 'products', 'products_touch')).toMatchObject({
      timing: 'before',
      level: 'row',
      events: ['update'],
      updateOf: ['sku', 'name'],
      when: '((old.sku)::text IS DISTINCT FROM (new.sku)::text)',
      function: { schema: 'shop', name: 'touch' },
      arguments: ['one', "two's"],
      comment: 'touches',
      enabled: 'origin',
      constraint: false,
    });
    expect(find(reading, 'trigger', 'shop', 'products', 'products_after')).toMatchObject({
      timing: 'after',
      level: 'statement',
      events: ['insert', 'delete'],
      enabled: 'disabled',
      when: null,
    });
    expect(find(reading, 'trigger', 'shop', 'products', 'products_log')).toMatchObject({
      oldTable: 'before',
      newTable: 'after',
    });
    expect(find(reading, 'trigger', 'shop', 'products', 'products_late')).toMatchObject({
      constraint: true,
      deferrability: 'deferrable initially deferred',
    });
    expect(find(reading, 'trigger', 'shop', 'cheap', 'cheap_instead').timing).toBe('instead of');
    const copies = reading.catalog.objects.trigger.filter((trigger) => trigger.name === 'events_touch');
    expect(copies.map(({ table, inherited }) => [table, inherited])).toEqual([
      ['events', false],
      ['events_2024', true],
      ['events_rest', true],
      ['events_rest_a', true],
    ]);
    expect(find(reading, 'event-trigger', `${ROLE}_ddl`)).toMatchObject({
      event: 'ddl_command_end',
      tags: ['ALTER TABLE', 'CREATE TABLE'],
      function: { schema: 'shop', name: 'on_ddl' },
      enabled: 'disabled',
    });
    expect(find(reading, 'rule', 'shop', 'cache', 'cache_quiet').definition).toBe(
      "CREATE RULE cache_quiet AS\n    ON DELETE TO shop.cache\n   WHERE (old.key = 'keep'::text) DO INSTEAD NOTHING",
    );
  });

  test('has policies', () => {
    expect(find(reading, 'policy', 'shop', 'products', 'own')).toMatchObject({
      permissive: true,
      command: 'select',
      roles: [`${ROLE} Odd`, `${ROLE}_app`],
      using: "((sku)::text = current_setting('app.sku'::text, true))",
      check: null,
      comment: 'their own',
    });
    expect(find(reading, 'policy', 'shop', 'products', 'insert_any')).toMatchObject({
      permissive: false,
      command: 'insert',
      roles: ['public'],
      using: null,
      check: '((price)::numeric > (1)::numeric)',
    });
    expect(find(reading, 'policy', 'shop', 'products', 'everything')).toMatchObject({
      command: 'all',
      using: 'true',
      check: '(id > 0)',
    });
  });

  test('has grants as differences from the defaults', () => {
    const told = reading.catalog.objects.grant.map(({ on, grantee, privileges, revoked }) => [
      on,
      grantee,
      privileges.map(({ privilege, grantable }) => (grantable ? `${privilege}*` : privilege)).join(' '),
      revoked.join(' '),
    ]);
    expect(told).toEqual([
      ['column:shop.products.name', `${ROLE}_app`, 'UPDATE', ''],
      ['column:shop.products.sku', `${ROLE}_app`, 'SELECT UPDATE', ''],
      ['domain:shop.price', 'public', '', 'USAGE'],
      ['enum:shop.mood', `${ROLE}_app`, 'USAGE', ''],
      ['function:shop.add(integer, integer)', 'public', '', 'EXECUTE'],
      ['function:shop.add(integer, integer)', `${ROLE}_app`, 'EXECUTE', ''],
      ['schema:shop', `${ROLE}_app`, 'USAGE', ''],
      ['sequence:shop.counter', `${ROLE}_app`, 'USAGE', ''],
      ['table:shop.products', `${ROLE} Odd`, 'UPDATE*', ''],
      ['table:shop.products', `${ROLE}_app`, 'INSERT SELECT', ''],
    ]);
    expect(
      reading.catalog.objects['default-privilege'].map(({ role, schema, objectType, grantee, privileges, revoked }) => [
        role,
        schema,
        objectType,
        grantee,
        privileges.map(({ privilege }) => privilege),
        revoked,
      ]),
    ).toEqual([
      [`${ROLE}_owner`, null, 'functions', 'public', [], ['EXECUTE']],
      [`${ROLE}_owner`, 'shop', 'tables', `${ROLE}_app`, ['SELECT'], []],
    ]);
  });

  test('has publications', () => {
    expect(find(reading, 'publication', `${ROLE}_all`).allTables).toBe(true);
    expect(find(reading, 'publication', `${ROLE}_some`)).toMatchObject({
      operations: ['insert', 'delete'],
      viaRoot: true,
      tables: [
        {
          schema: 'shop',
          name: 'products',
          columns: major >= 15 ? ['id', 'sku'] : [],
          where: major >= 15 ? '(id > 3)' : null,
        },
      ],
    });
    if (major >= 15) expect(find(reading, 'publication', `${ROLE}_schema`).schemas).toEqual(['Odd Schema']);
  });

  test('names what it has no words for', () => {
    expect(reading.catalog.unmodelled).toEqual([
      { what: 'cast', schema: null, name: 'shop.mood as integer' },
      { what: 'foreign server', schema: null, name: `${ROLE}_server` },
      { what: 'foreign-data wrapper', schema: null, name: `${ROLE}_fdw` },
      { what: 'operator', schema: 'shop', name: '=== (text, text)' },
      { what: 'text search configuration', schema: 'shop', name: 'simple_search' },
    ]);
  });

  test('quotes odd names in identities', () => {
    expect(find(reading, 'table', 'Odd Schema', 'Odd "Table"').id).toBe('table:"Odd Schema"."Odd ""Table"""');
    expect(find(reading, 'column', 'Odd Schema', 'Odd "Table"', 'select').type).toBe('text');
  });

  test('gives statistics of a server, and none of an embedded database', () => {
    if (name === 'PGlite') expect(reading.statistics).toBeUndefined();
    else {
      expect(reading.statistics?.tables).toContainEqual({
        table: 'table:shop.pairs',
        rowEstimate: major >= 14 ? -1 : 0,
        bytes: expect.any(Number),
      });
    }
  });
});
