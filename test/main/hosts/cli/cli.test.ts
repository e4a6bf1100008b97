import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildCatalog,
  CATALOG_VERSION,
  type Catalog,
  objectId,
  savedCatalog,
  savedCatalogSchema,
  type Table,
} from '#app/catalog';
import { cliFile, runCli } from '#test/support/cli.ts';

let folder = '';
const run = (...args: string[]) => runCli(args, { cwd: folder, environment: { RAINGAUGE_HOME: join(folder, 'home') } });

function table(name: string): Table {
  return {
    kind: 'table',
    id: objectId('table', 'public', name),
    comment: null,
    origins: [],
    owner: null,
    schema: 'public',
    name,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  };
}

async function writeFiles(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const catalogOf = (...names: string[]): Catalog => buildCatalog({ objects: { table: names.map(table) } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-cli-'));
  await writeFile(join(folder, 'one.json'), JSON.stringify(catalogOf('guests')));
  await writeFile(join(folder, 'two.json'), JSON.stringify(catalogOf('guests', 'rooms')));
  await writeFile(join(folder, 'other.json'), '{"catalogVersion": 99}');
});

afterAll(() => rm(folder, { recursive: true }));

describe('wrong usage', () => {
  it.each([
    ['an unknown option', ['drift', 'code', 'live', '--loud']],
    ['a missing source', ['drift', 'code']],
    ['a format that does not exist', ['drift', 'one.json', 'two.json', '--format', 'yaml']],
    ['a class that does not exist', ['drift', 'one.json', 'two.json', '--class', 'drift,noise']],
    ['a word that is neither command nor folder', ['drfit']],
    ['a port that is none', ['serve', '--port', 'http']],
  ])('of %s ends with 3 and says so on stderr', async (_name, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^error: /);
  });

  it('is not to ask for help', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('drift [options] <from> <to>');
  });
});

describe('inspect', () => {
  it('prints a saved catalog as it was saved, on stdout alone', async () => {
    const { code, stdout, stderr } = await run('inspect', 'one.json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const source = { kind: 'saved', label: 'one.json' } as const;
    expect(JSON.parse(stdout)).toEqual(savedCatalog({ source, catalog: catalogOf('guests'), report: [] }));
  });

  it('counts, as text and as JSON', async () => {
    expect((await run('inspect', 'two.json', '--summary')).stdout).toBe('two.json\n  2  table\n');
    const { stdout } = await run('inspect', 'two.json', '--summary', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, complete: true, counts: { table: 2, view: 0 } });
  });

  it('folds away what a platform and extensions keep, and says how much of whose; --all counts the platform’s with the rest', async () => {
    await writeFile(
      join(folder, 'supabase.sql'),
      `create extension citext; create role supabase_admin; create role supabase_auth_admin;
       create schema auth authorization supabase_admin; create table auth.users (id uuid, email citext);
       create table public.guests (id integer);`,
    );
    // A script is built on a database each time; a saved catalog is not.
    await writeFile(join(folder, 'supabase.json'), (await run('inspect', 'supabase.sql')).stdout);
    const summary = async (...options: string[]) =>
      JSON.parse((await run('inspect', 'supabase.json', '--summary', '--format', 'json', ...options)).stdout);
    const folded = await summary();
    expect(folded.counts).toMatchObject({ table: 1, column: 1 });
    expect(folded.folded).toMatchObject({ Supabase: expect.any(Number), 'extension citext': expect.any(Number) });
    const all = await summary('--all');
    expect(all.counts).toMatchObject({ table: 2, column: 3 });
    expect(Object.keys(all.folded)).toEqual(['extension citext']);
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
    expect(sum(all.counts)).toBe(sum(folded.counts) + folded.folded.Supabase);

    const text = (await run('inspect', 'supabase.json', '--summary')).stdout;
    expect(text).toContain(
      `  folded away: ${folded.folded.Supabase} of Supabase, ${folded.folded['extension citext']} of extension citext\n`,
    );
    expect((await run('inspect', 'supabase.json', '--summary', '--all')).stdout).not.toContain('of Supabase');
    // Where there is nothing to fold away, nothing is said of it.
    expect((await run('inspect', 'two.json', '--summary')).stdout).not.toContain('folded');
  });

  it('prints the DDL that builds a catalog', async () => {
    const { stdout } = await run('inspect', 'one.json', '--format', 'sql');
    expect(stdout).toMatch(/create table public\.guests \(\)\s*;\n/i);
  });

  it('prints where the code uses its schema, as text, counts and JSON', async () => {
    await writeFiles({
      'shop/drizzle.config.json': '{"dialect":"postgresql","schema":"./schema.ts"}',
      'shop/schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const orders = pgTable('orders', { id: integer('id'), paidBy: integer('paid_by') });`,
      'shop/pay.ts': `import { orders } from './schema';
export const all = (db) => db.select({ who: orders.paidBy }).from(orders);
export const none = (db) => db.execute('delete from orders');`,
    });
    const inspect = (...args: string[]) => run('inspect', 'code', '--usages', '--project', 'shop', ...args);
    const { code, stdout, stderr } = await inspect();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      complete: true,
      files: { read: 2, using: 1 },
      usages: [
        { object: 'column:public.orders.paid_by', kind: 'selected', file: 'pay.ts', line: 2, column: 52 },
        { object: 'table:public.orders', kind: 'import', line: 1 },
        { object: 'table:public.orders', kind: 'select', line: 2, condition: null },
        { object: 'table:public.orders', kind: 'delete', via: 'sql', line: 3, condition: null },
      ],
    });
    expect((await inspect('--summary')).stdout).toBe(
      `4 uses in 1 of 2 files\ntable:public.orders  delete 1, select 1, import 1\n  paid_by  selected 1\n`,
    );
    expect((await inspect('--format', 'text')).stdout).toContain(
      'pay.ts:3:53 delete (sql, all rows)  export const none',
    );
    expect((await run('inspect', 'live', '--usages')).code).toBe(3);
  });

  it('ends with 2 and one clear block where a source means nothing or cannot be read', async () => {
    const unknown = await run('inspect', 'production');
    expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(
      /^error .*"production" is no source[^\n]*\n {2}do: {4}Name one of code, migrations, live/,
    );
  });

  it('prints SQL that makes the extensions which code can only lean on: what it builds has no drift', async () => {
    await writeFiles({
      'leaning/schema.ts': `import { sql } from 'drizzle-orm';
import { customType, index, pgTable, text, uuid, vector } from 'drizzle-orm/pg-core';
const citext = customType<{ data: string }>({ dataType: () => 'citext' });
export const notes = pgTable('notes', {
  id: uuid('id').primaryKey().default(sql\`uuid_generate_v4()\`),
  // A column may be called like a function of an extension.
  digest: text('digest'),
  email: citext('email').notNull(),
  embedding: vector('embedding', { dimensions: 3 }),
}, (t) => [
  index('notes_digest').using('gin', t.digest.op('gin_trgm_ops')),
  index('notes_embedding').using('hnsw', t.embedding.op('vector_cosine_ops')),
]);`,
      'leaning/package.json': '{}',
    });
    const at = ['--project', 'leaning'];
    const { code, stdout } = await run('inspect', 'code', '--format', 'sql', ...at);
    expect(code).toBe(0);
    const made = [...stdout.matchAll(/^CREATE EXTENSION IF NOT EXISTS (\S+);$/gm)].map(([, name]) => name);
    expect(made).toEqual(['citext', 'pg_trgm', '"uuid-ossp"', 'vector']);
    await writeFiles({ 'leaning/built.sql': stdout });
    const drift = await run('drift', 'code', 'leaning/built.sql', ...at);
    expect(drift.code, drift.stdout + drift.stderr).toBe(0);
  });

  it('ends with 2 and says why a saved catalog cannot be read', async () => {
    await writeFiles({
      'older.json': JSON.stringify({ ...catalogOf('guests'), catalogVersion: CATALOG_VERSION - 1 }),
      'none.json': '{"schemaVersion": 1, "differences": []}',
      'damaged.json': JSON.stringify({ ...catalogOf('guests'), unmodelled: null }),
      'cut.json': JSON.stringify(catalogOf('guests')).slice(0, -20),
    });
    const says = {
      'older.json': `older.json was saved by an older version of Raingauge: its catalog is of version ${CATALOG_VERSION - 1}, and this one reads version ${CATALOG_VERSION}.`,
      'other.json': 'other.json was saved by a newer version of Raingauge: its catalog is of version 99',
      'none.json': 'none.json holds no catalog.',
      'damaged.json': 'damaged.json holds a catalog that is damaged.',
      'cut.json': 'cut.json is no JSON file.',
    };
    for (const [file, message] of Object.entries(says)) {
      const { code, stdout, stderr } = await run('inspect', file);
      expect({ code, stdout }, file).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).toMatch(/\n {2}do: .*Save it again with/);
    }
  });

  it('prints what could not be read with the catalog, and a saved one is read with it', async () => {
    await writeFiles({
      'partly/schema.ts': `import { pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import { ROLES } from '@acme/constants';
export const role = pgEnum('role', ['admin', ROLES.member]);
export const users = pgTable('users', { id: text('id').primaryKey(), role: role('role') });`,
      'partly/package.json': '{}',
      'partly/live.sql': `CREATE TYPE role AS ENUM ('admin', 'member');
CREATE TABLE users (id text CONSTRAINT users_pkey PRIMARY KEY, role role);`,
    });
    const at = ['--project', 'partly'];
    const { code, stdout } = await run('inspect', 'code', ...at);
    const printed = savedCatalogSchema.parse(JSON.parse(stdout));
    expect({ code, complete: printed.complete }).toEqual({ code: 2, complete: false });
    expect(printed.report).toContainEqual(
      expect.objectContaining({ code: 'made-of-stand-in', effect: 'unread', object: 'enum:public.role' }),
    );
    const summary = await run('inspect', 'code', '--summary', '--format', 'json', '--quiet', ...at);
    expect(JSON.parse(summary.stdout).report).toEqual(printed.report);
    // --quiet leaves out notes, never why it ends with 2.
    expect(summary.stderr).toMatch(/^unread .*role/);
    await writeFiles({ 'partly/saved.json': stdout });
    for (const source of ['code', 'partly/saved.json']) {
      const drift = await run('drift', source, 'partly/live.sql', '--format', 'json', ...at);
      const { complete, differences } = JSON.parse(drift.stdout);
      expect({ source, code: drift.code, complete }).toEqual({ source, code: 2, complete: false });
      const said = differences.map((each: { key: string; verdict: string }) => `${each.key} ${each.verdict}`);
      expect(said).toEqual(['enum:public.role#labels undecided']);
    }
  });

  it('says what is wrong in raingauge.config.json, and goes on', async () => {
    const project = join(folder, 'misspelt');
    await mkdir(project, { recursive: true });
    await writeFile(join(project, 'raingauge.config.json'), '{\n  "enviroments": {}\n}');
    const { code, stderr } = await run('inspect', 'one.json', '--summary', '--project', project);
    expect(code).toBe(0);
    expect(stderr).toContain('"enviroments" in raingauge.config.json is not a setting.');
    expect(stderr).toContain('raingauge.config.json:2:3');
  });

  it('ends with 2 where there is no such project', async () => {
    const { code, stderr } = await run('inspect', 'code', '--project', 'nowhere');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no folder');
  });
});

describe('drift', () => {
  it('ends with 0 between equal sources', async () => {
    const { code, stdout } = await run('drift', 'one.json', 'one.json');
    expect(stdout).toContain('No difference counts.');
    expect(code).toBe(0);
  });

  it('ends with 1 and prints each difference with both states', async () => {
    const { code, stdout, stderr } = await run('drift', 'one.json', 'two.json', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      complete: true,
      from: 'one.json',
      to: 'two.json',
      differences: [
        { object: 'table:public.rooms', states: { 'one.json': { present: false }, 'two.json': { present: true } } },
      ],
    });
  });

  it('ends with 2 where the server does not answer, prints a result all the same, and never the password', async () => {
    const url = 'postgres://app:s3cret@127.0.0.1:1/shop';
    const { code, stdout, stderr } = await run('drift', 'one.json', url, '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      complete: false,
      unread: [{ code: 'connection-refused' }],
      differences: [],
    });
    expect(stderr).toMatch(/^error .*127\.0\.0\.1:1/);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  it.each([
    ['md', /^## Schema drift: one\.json → two\.json\n\n\*\*1 difference counts\.\*\*/],
    ['junit', /<testsuite name="drift one\.json → two\.json" tests="1" failures="1"/],
    ['github', /^::error title=Drift%3A table%3Apublic\.rooms::/],
    ['sarif', /"version": "2\.1\.0"/],
  ])('prints %s for the tools that read it', async (format, expected) => {
    const { code, stdout } = await run('drift', 'one.json', 'two.json', '--format', format);
    expect(code).toBe(1);
    expect(stdout).toMatch(expected);
  });

  it('counts only the classes that were asked for', async () => {
    const { code, stdout } = await run(
      'drift',
      'one.json',
      'two.json',
      '--class',
      'order,cosmetic',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ differences: [], totals: { all: 0, counting: 0 } });
  });

  it('does not count what is ignored, shows it all the same, and says what matched nothing', async () => {
    const ignored = await run('drift', 'one.json', 'two.json', '--ignore', 'table:public.r*', 'table:public.gone');
    expect(ignored.code).toBe(0);
    expect(ignored.stdout).toContain('table public.rooms exists in two.json');
    expect(ignored.stdout).toContain('waived: Ignored for this run by --ignore.');
    expect(ignored.stdout).toMatch(/No difference counts of \d+: .*; \d+ waived\./);
    expect(ignored.stderr).toContain('Nothing matches --ignore table:public.gone.');
  });

  it('does not count what the project waives, until that is over', async () => {
    const waiver = { rule: 'drift', object: 'table:public.rooms', reason: 'Made by the import' };
    const project = join(folder, 'waived');
    await mkdir(project, { recursive: true });
    const drift = async (expires: string) => {
      await writeFile(join(project, 'raingauge.config.json'), JSON.stringify({ waivers: [{ ...waiver, expires }] }));
      return run('drift', 'one.json', 'two.json', '--project', project);
    };
    expect(await drift('2999-01-01')).toMatchObject({ code: 0, stdout: expect.stringContaining('Made by the import') });
    expect(await drift('2020-01-01')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('good until 2020-01-01'),
    });
  });

  it('writes no colours and no progress into a pipe', async () => {
    const { stdout, stderr } = await run('drift', 'one.json', 'two.json');
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('serve', () => {
  it('prints its address, answers there, and ends when it is told to', async () => {
    const child = spawn(process.execPath, [cliFile, 'serve', '--port', '0'], {
      cwd: folder,
      env: { ...process.env, RAINGAUGE_HOME: join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8');
    const [line] = (await once(child.stdout, 'data')) as [string];
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+\n$/);
    const answer = await fetch(line.trim(), { redirect: 'manual' });
    expect(answer.status).toBe(303);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
