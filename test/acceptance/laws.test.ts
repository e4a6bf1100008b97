import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, type CatalogObject, KINDS } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readSqlFile } from '#main/sources/sql-file/read-sql-file.ts';
import { runCli } from '#test/support/cli.ts';
import { seed } from '#test/support/seed.ts';

let folder: string;
let shadow: Shadow;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-laws-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

/** None needs another. */
const INDEPENDENT = [
  'CREATE TABLE public.a (id int PRIMARY KEY, name text)',
  'CREATE TABLE public.b (id int PRIMARY KEY, at timestamptz DEFAULT now())',
  "CREATE TYPE public.mood AS ENUM ('x', 'y')",
  'CREATE SCHEMA crm',
  "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  'CREATE SEQUENCE public.s',
  'CREATE DOMAIN public.d AS text CHECK (VALUE <> $$$$)',
  'CREATE VIEW public.v AS SELECT 1 AS one',
  'CREATE ROLE app',
  'CREATE EXTENSION citext',
  'CREATE PUBLICATION p',
];

function withoutPlaces(catalog: Catalog): readonly unknown[] {
  const plain = ({ origins: _, ...object }: CatalogObject) => object;
  return KINDS.flatMap((kind) => (catalog.objects[kind] as readonly CatalogObject[]).map(plain));
}

describe('the order of statements that do not need each other', () => {
  it(`does not matter (seed ${seed})`, async () => {
    const read = async (statements: readonly string[]) => {
      const file = join(folder, 'order.sql');
      writeFileSync(file, `${statements.join(';\n')};\n`);
      const source = { kind: 'sql', label: 'order.sql' } as const;
      const { catalog, report } = await readSqlFile(file, { shadow, source, work: UNWATCHED });
      expect(report).toEqual([]);
      return withoutPlaces(catalog);
    };
    const expected = await read(INDEPENDENT);
    expect(expected.length).toBeGreaterThan(INDEPENDENT.length);
    const shuffled = fc.shuffledSubarray(INDEPENDENT, { minLength: INDEPENDENT.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (order) => {
        expect(await read(order)).toEqual(expected);
      }),
      { seed, numRuns: 3 },
    );
  });
});

interface Silence {
  readonly reader: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** What must stand in what is said of it. */
  readonly says: RegExp;
  /** 2: unread. 0: it was read all the same, and is listed in the catalog. */
  readonly code: 0 | 2;
}

const CONFIG = { 'drizzle.config.ts': "export default { dialect: 'postgresql', schema: './schema.ts' };" };
const TABLE =
  "import { pgTable, integer } from 'drizzle-orm/pg-core';\nexport const a = pgTable('a', { id: integer() });";
const JOURNAL =
  '{"version":"7","dialect":"postgresql","entries":[{"idx":0,"when":1,"tag":"0000_a","breakpoints":true}]}';

const SILENCES: readonly Silence[] = [
  {
    reader: 'code',
    files: { ...CONFIG, 'schema.ts': `${TABLE}\nthrow new Error('not today');` },
    args: ['inspect', 'code'],
    says: /schema\.ts[\s\S]*not today/,
    code: 2,
  },
  {
    reader: 'migrations',
    files: {
      ...CONFIG,
      'schema.ts': TABLE,
      'drizzle/meta/_journal.json': JOURNAL,
      'drizzle/0000_a.sql': "CREATE TABLE a (id int);\n--> statement-breakpoint\nSELECT pg_read_file('/etc/passwd');",
    },
    args: ['inspect', 'migrations'],
    says: /0000_a\.sql:3.*pg_read_file/,
    code: 2,
  },
  {
    reader: 'a .sql file',
    files: { 'file.sql': 'CREATE TABLE a (id int);\nCREATE TABLE b (id nothing);' },
    args: ['inspect', 'file.sql'],
    says: /file\.sql:2.*"nothing" does not exist/,
    code: 2,
  },
  {
    reader: 'live',
    files: {
      'raingauge.config.json': '{"environments": {"live": {"sql": "live.sql"}}}',
      'live.sql': 'CREATE TEXT SEARCH CONFIGURATION public.ours (COPY = pg_catalog.simple);\nCREATE TABLE a (id int);',
    },
    args: ['inspect', 'live'],
    says: /"what": "text search configuration",[\s\S]*"ours"/,
    code: 0,
  },
  {
    reader: 'a saved catalog',
    files: { 'saved.json': '{"schemaVersion": 99}' },
    args: ['inspect', 'saved.json'],
    says: /saved\.json holds no catalog/,
    code: 2,
  },
];

describe('what a reader cannot handle', () => {
  it.each(SILENCES)('is said: $reader', async ({ reader, files, args, says, code }) => {
    const root = join(folder, reader.replaceAll(/\W/g, '-'));
    for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const answer = await runCli([...args, '--project', root], { cwd: root, environment: { XDG_CACHE_HOME: folder } });
    expect(answer.stdout + answer.stderr).toMatch(says);
    expect(answer.code, answer.stderr).toBe(code);
  });
});
