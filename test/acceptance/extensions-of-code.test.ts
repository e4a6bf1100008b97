import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, Reading } from '#app/catalog';
import { extensionOf, neededExtensions, renderCatalog } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { isCarried, loadExtensions } from '#main/shadow/extensions.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { runCli } from '#test/support/cli.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { sliceFor } from '#test/support/slices.ts';
import { drizzleFolder, projectOf, withFiles } from '../main/sources/code/support.ts';
import { judged } from './judged.ts';
import { build, type RoundTripDatabase, readCatalog } from './round-trip-databases.ts';

const IMPORTS = `import { sql } from 'drizzle-orm';
import { check, customType, index, integer, pgEnum, pgMaterializedView, pgPolicy, pgSchema, pgTable, pgView, text, uniqueIndex, uuid, vector } from 'drizzle-orm/pg-core';
const typed = (name: string) => customType<{ data: string }>({ dataType: () => name });
`;

/** One use of something that an extension brings, and the extensions that the script then has to make, in order. */
const USES: readonly (readonly [what: string, code: string, extensions: readonly string[]])[] = [
  ['a column type', `export const t = pgTable('t', { a: vector({ dimensions: 3 }) });`, ['vector']],
  ['the type of an array', `export const t = pgTable('t', { a: typed('citext')('a').array() });`, ['citext']],
  ['a quoted type', `export const t = pgTable('t', { a: typed('"public"."ltree"')('a') });`, ['ltree']],
  ['a type and what it needs', `export const t = pgTable('t', { a: typed('earth')('a') });`, ['cube', 'earthdistance']],
  ['a default', `export const t = pgTable('t', { a: uuid('a').default(sql\`uuid_generate_v4()\`) });`, ['uuid-ossp']],
  [
    'a default in a schema of its own',
    `export const t = pgTable('t', { a: text('a').default(sql\`encode(extensions.gen_random_bytes(8), 'hex')\`) });`,
    ['pgcrypto'],
  ],
  [
    'a generated column',
    `export const t = pgTable('t', { a: text('a'), b: integer('b').generatedAlwaysAs(sql\`levenshtein(a, 'x')\`) });`,
    ['fuzzystrmatch'],
  ],
  [
    'a cast',
    `export const t = pgTable('t', { a: text('a') }, (t) => [check('c', sql\`a::isbn13 IS NOT NULL\`)]);`,
    ['isn'],
  ],
  [
    'a cast in words',
    `export const t = pgTable('t', { a: text('a') }, (t) => [check('c', sql\`CAST((a || '') AS hstore) IS NOT NULL\`)]);`,
    ['hstore'],
  ],
  [
    'an operator class',
    `export const t = pgTable('t', { a: text('a') }, (t) => [index('i').using('gin', t.a.op('gin_trgm_ops'))]);`,
    ['pg_trgm'],
  ],
  [
    'an index method',
    `export const t = pgTable('t', { a: integer('a') }, (t) => [index('i').using('bloom', t.a)]);`,
    ['bloom'],
  ],
  [
    'a scalar in GIN',
    `export const t = pgTable('t', { a: integer('a'), b: text('b').array() }, (t) => [index('i').using('gin', t.a, t.b)]);`,
    ['btree_gin'],
  ],
  [
    'an enum in GiST',
    `export const e = pgEnum('e', ['a']);\nexport const t = pgTable('t', { a: e('a') }, (t) => [index('i').using('gist', t.a)]);`,
    ['btree_gist'],
  ],
  [
    'a key of an index',
    `export const t = pgTable('t', { a: text('a') }, (t) => [index('i').on(sql\`soundex(\${t.a})\`)]);`,
    ['fuzzystrmatch'],
  ],
  [
    'a predicate',
    `export const t = pgTable('t', { a: text('a') }, (t) => [index('i').on(t.a).where(sql\`nlevel(a::ltree) > 1\`)]);`,
    ['ltree'],
  ],
  [
    'a policy',
    `export const t = pgTable('t', { a: text('a') }, () => [pgPolicy('p', { using: sql\`similarity(a, 'x') > 0.5\` })]);`,
    ['pg_trgm'],
  ],
  [
    'a view',
    `export const t = pgTable('t', { a: text('a') });\nexport const v = pgView('v').as((qb) => qb.select({ n: sql\`unaccent(a)\`.as('n') }).from(t));`,
    ['unaccent'],
  ],
  [
    'a materialized view',
    `export const t = pgTable('t', { a: text('a') });\nexport const v = pgMaterializedView('v').as((qb) => qb.select({ n: sql\`subpath(a::ltree, 0, 1)\`.as('n') }).from(t));`,
    ['ltree'],
  ],
];

/** Near misses: words that extensions use, too. */
const NO_USES: readonly (readonly [what: string, code: string])[] = [
  [
    'columns called like types and functions',
    `export const t = pgTable('t', { vector: text('vector'), cube: integer('cube'), geometry: text('geometry'), sort: integer('sort') }, () => [check('c', sql\`cube > 0 AND sort > 0 AND geometry <> vector\`)]);`,
  ],
  [
    'a type of the code that is called like an extension’s',
    `export const e = pgEnum('citext', ['a']);\nexport const t = pgTable('t', { a: e('a').default('a') });`,
  ],
  [
    'a string that names one',
    `export const t = pgTable('t', { a: text('a').default('uuid_generate_v4() gin_trgm_ops ::citext') });`,
  ],
  [
    'what PostgreSQL has itself',
    `export const t = pgTable('t', { a: uuid('a').defaultRandom(), b: text('b').array(), c: integer('c') }, (t) => [index('i').using('gin', t.b), index('j').using('hash', t.c), check('c', sql\`length(a::text) > 0 AND pg_catalog.md5('x') <> ''\`)]);`,
  ],
  [
    'GROUP BY CUBE',
    `export const t = pgTable('t', { a: integer('a') });\nexport const v = pgView('v').as((qb) => qb.select({ n: sql\`count(*)\`.as('n') }).from(t).groupBy(sql\`CUBE (a)\`));`,
  ],
];

/** What the embedded PostgreSQL carries and a schema can use. */
const CARRIED = [
  ...[
    'bloom',
    'btree_gin',
    'btree_gist',
    'citext',
    'cube',
    'earthdistance',
    'fuzzystrmatch',
    'hstore',
    'intarray',
    'isn',
  ],
  ...['lo', 'ltree', 'pg_trgm', 'pgcrypto', 'seg', 'tablefunc', 'tcn', 'unaccent', 'uuid-ossp', 'vector'],
];

let cache: string;
let shadow: Shadow;
let database: RoundTripDatabase;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-extensions-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
  database = await createEmbedded(await loadExtensions(CARRIED));
});

afterAll(async () => {
  await shadow.close();
  await database.close();
  await rm(cache, { recursive: true, force: true });
});

async function read(code: string) {
  return withFiles({ 'schema.ts': `${IMPORTS}${code}` }, async (root) => {
    const project = projectOf(root, ['schema.ts']);
    return { project, code: await readCode(project, UNWATCHED, { drizzleOrm: drizzleFolder('drizzle-orm') }) };
  });
}

const made = (catalog: Catalog) =>
  renderCatalog(catalog).flatMap(({ sql }) => /^CREATE EXTENSION IF NOT EXISTS "?([\w-]+)/.exec(sql)?.[1] ?? []);

/** Builds on an empty database. @throws with the statement that fails. */
async function builtFrom(catalog: Catalog): Promise<Catalog> {
  try {
    await build(database, renderCatalog(catalog));
    return await readCatalog(database);
  } finally {
    await database.exec(`RESET ALL; DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', name); END LOOP;
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
    END $$; CREATE SCHEMA public`);
  }
}

describe('the script of code that uses an extension', () => {
  it.each(sliceFor(null, USES, 12))('makes it and builds as it stands: %s', async (_, text, extensions) => {
    const { code } = await read(text);
    expect(code.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
    expect(made(code.catalog)).toEqual(extensions);
    expect((await builtFrom(code.catalog)).objects.table).toHaveLength(1);
  });

  it('gives a database that differs from the code in nothing', async () => {
    const all = USES.map(([, text], at) =>
      text
        .replaceAll(/(pgTable|pgView|pgMaterializedView|pgEnum|index)\('(\w)'/g, `$1('$2${at}'`)
        .replaceAll(/\bexport const (\w) = /g, `export const $1${at} = `)
        .replaceAll(/\bfrom\(t\)|\be\('a'\)/g, (use) => use.replace(/[te](?=[()])/, (name) => `${name}${at}`)),
    );
    const { project, code } = await read(all.join('\n'));
    expect(code.catalog.objects.table).toHaveLength(USES.length);
    const live: Reading = {
      source: { kind: 'live', label: 'live' },
      catalog: await builtFrom(code.catalog),
      report: [],
    };
    const { differences, problems } = await judged(shadow, code, live, project);
    expect(problems).toEqual([]);
    expect(differences.filter(({ kind }) => kind !== 'extension').map(({ summary }) => summary)).toEqual([]);
    expect(differences.filter(({ counts }) => counts)).toEqual([]);
  });

  it.each(NO_USES)('makes none where none is used: %s', async (_, text) => {
    const { code } = await read(text);
    expect(made(code.catalog)).toEqual([]);
    expect((await builtFrom(code.catalog)).objects.table).toHaveLength(1);
  });

  it('puts it where the code looks for it', async () => {
    const { code } = await read(USES[5]?.[1] ?? '');
    expect(neededExtensions(code.catalog)).toMatchObject([{ name: 'pgcrypto', schema: 'extensions' }]);
  });

  it('says the right extension where the embedded PostgreSQL has only stand-ins, and finds no difference', async () => {
    const root = fileURLToPath(new URL('../fixtures/schemas/waypoints', import.meta.url));
    const { stdout } = await runCli(['inspect', 'code', '--project', root, '--format', 'sql']);
    expect(stdout).toContain('CREATE EXTENSION IF NOT EXISTS postgis;');
    const file = join(cache, 'waypoints.sql');
    // As PostGIS prints the type, and as drizzle-kit writes it.
    await writeFile(file, stdout.replace('geometry(point)', 'geometry(Point)'));
    const { code, stdout: drift } = await runCli(['drift', 'code', file, '--project', root, '--format', 'json']);
    expect({
      code,
      differences: (JSON.parse(drift) as { differences: { object: string }[] }).differences.map(({ object }) => object),
    }).toEqual({ code: 0, differences: [] });
    const other = join(cache, 'other.sql');
    await writeFile(other, stdout.replace('geometry(point)', 'geometry(LineString,4326)'));
    expect(await runCli(['drift', 'code', other, '--project', root])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('geometry(LineString,4326)'),
    });
  });
});

describe('what is known of extensions', () => {
  it.each(CARRIED)('is what the server says of it: %s', async (name) => {
    expect(isCarried(name)).toBe(true);
    await database.exec(`CREATE EXTENSION "${name}" CASCADE`);
    const own = (catalog: string) =>
      `pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = '${name}')`;
    const [result] = await database.exec(`
      SELECT typname AS name FROM pg_type t WHERE typtype IN ('b', 'd') AND typname !~ '^(_|gbtreekey|g?hstore$|gtrgm|intbig_gkey|ltree_gist)' AND oid IN (SELECT objid FROM ${own('pg_type')})
        AND NOT EXISTS (SELECT FROM pg_type o WHERE o.typname = t.typname AND o.typnamespace = 'pg_catalog'::regnamespace)
      UNION SELECT opcname FROM pg_opclass c WHERE oid IN (SELECT objid FROM ${own('pg_opclass')})
        AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcname = c.opcname AND o.opcnamespace = 'pg_catalog'::regnamespace)
        AND NOT ('${name}' = 'btree_gin')
      ORDER BY 1`);
    const names = (result?.rows ?? []).map((row) => String((row as { name: unknown }).name));
    expect(names.map((each) => [each, extensionOf(each)])).toEqual(names.map((each) => [each, name]));
    await database.exec(`DROP EXTENSION "${name}" CASCADE`);
  });
});
