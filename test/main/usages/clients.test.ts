import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Usages } from '#app/usages';
import { transactionPooler } from '#main/usages/clients/address.ts';
import { findClients } from '#main/usages/clients/find-clients.ts';
import { parseFile } from '#main/usages/module/parsed-file.ts';
import { readFolderUsages } from './support.ts';

function clientsIn(code: string) {
  const { record, body } = parseFile('client.ts', code);
  return findClients(body(), record);
}

const DRIZZLE = "import { drizzle } from 'drizzle-orm/postgres-js';\n";
const POSTGRES = "import postgres from 'postgres';\n";

describe('drizzle', () => {
  it.each<readonly [code: string, schema: boolean | null]>([
    ['export const db = drizzle(client);', false],
    ['export const db = drizzle(process.env.URL!, { logger: true });', false],
    ['export const db = drizzle({ client, casing: "snake_case" });', false],
    ['export const db = drizzle(client, { schema });', true],
    ['export const db = drizzle({ client, relations });', true],
    ['const options = { schema } as const; export const db = drizzle(client, options);', true],
    ['const more = { schema }; export const db = drizzle(client, { ...more, logger: true });', true],
    ['import { options } from "./options"; export const db = drizzle(client, options);', null],
    ['export const db = drizzle(client, { ...options });', null],
    ['export const db = drizzle(...args);', null],
    ['export const make = (o) => drizzle({ ...o });', null],
  ])('is given a schema or not: %s', (code, schema) => {
    expect(clientsIn(DRIZZLE + code).map((client) => client.schema)).toEqual([schema]);
  });

  it('of another database, a name of the project’s own, and a type are none', () => {
    expect(clientsIn("import { drizzle } from 'drizzle-orm/mysql2'; drizzle(client);")).toEqual([]);
    expect(clientsIn("import { drizzle } from './own'; drizzle(client);")).toEqual([]);
    expect(clientsIn("import type { drizzle } from 'drizzle-orm/postgres-js'; drizzle(client);")).toEqual([]);
  });

  it('that only migrates is told, and one that is exported as well is not', () => {
    const migrate = `${DRIZZLE}import { migrate } from 'drizzle-orm/postgres-js/migrator';\n`;
    const only = (code: string) => clientsIn(migrate + code).map(({ migratesOnly }) => migratesOnly);
    expect(only('const db = drizzle(client); await migrate(db, { migrationsFolder });')).toEqual([true]);
    expect(only('export async function run() { await migrate(drizzle(client), {}); }')).toEqual([true]);
    expect(only('export const db = drizzle(client); await migrate(db, {});')).toEqual([false]);
    expect(only('const db = drizzle(client); export { db };')).toEqual([false]);
  });
});

describe('what a client is given', () => {
  it.each([
    [
      'postgres(url, { prepare: false, max: 10, idle_timeout: 20 })',
      { prepare: false, max: 10, idleTimeout: 20 },
      false,
    ],
    ['postgres({ host, max: 3 })', { max: 3 }, false],
    ['postgres(url, options)', {}, true],
    ['postgres(url)', {}, false],
    ['postgres(url, { max: Number(process.env.MAX) })', {}, false],
  ] as const)('is read as it is written: %s', (code, options, opaque) => {
    expect(clientsIn(`${POSTGRES}const sql = ${code};`)).toMatchObject([{ maker: 'postgres', options, opaque }]);
  });

  it('is read of pg’s pools, by name and as a member, and of drizzle’s own connection', () => {
    const pool = "import { Pool } from 'pg'; new Pool({ max: 20, idleTimeoutMillis: 30_000 });";
    expect(clientsIn(pool)).toMatchObject([{ maker: 'pool', options: { max: 20, idleTimeout: 30 } }]);
    expect(clientsIn("import pg from 'pg'; new pg.Pool({ max: 5 });")).toMatchObject([
      { maker: 'pool', options: { max: 5 } },
    ]);
    const own = `${DRIZZLE}drizzle({ connection: { url: process.env.URL, prepare: false } });`;
    expect(clientsIn(own)).toMatchObject([{ options: { prepare: false }, address: { is: 'variable', name: 'URL' } }]);
  });

  it.each([
    ['postgres(process.env.DATABASE_URL!)', 'DATABASE_URL'],
    ["postgres(process.env['DATABASE_URL'] ?? '')", 'DATABASE_URL'],
    ['postgres(env.DATABASE_URL)', 'DATABASE_URL'],
    ['postgres(import.meta.env.DATABASE_URL)', 'DATABASE_URL'],
    ["postgres(Deno.env.get('DATABASE_URL'))", 'DATABASE_URL'],
  ])('may be the name of a variable: %s', (code, name) => {
    const constant = code.replace('postgres(', 'const url = ').replace(/\)$/, ';');
    for (const text of [code, `${constant} postgres(url)`])
      expect(clientsIn(POSTGRES + text)).toMatchObject([{ address: { is: 'variable', name } }]);
  });
});

describe('an address', () => {
  it.each([
    ['postgres://u.ref:p@aws-0-eu.pooler.supabase.com:6543/postgres', true],
    ['postgresql://u:p@db.ref.supabase.co:6543/postgres', true],
    ['postgres://u:p@host/db?pgbouncer=true', true],
    ['postgres://u:p@host:6543/db', true],
    ['postgres://u.ref:p@aws-0-eu.pooler.supabase.com:5432/postgres', false],
    ['postgres://u:p@ep-cool-pooler.eu.aws.neon.tech/db?sslmode=require', false],
    ['postgres://u:6543@host:5432/db', false],
    ['mysql://u:p@host:6543/db', false],
  ])('%s is a pooler’s that keeps no prepared statement: %s', (address, is) => {
    expect(transactionPooler(address) !== null).toBe(is);
  });
});

describe('a project', () => {
  let root: string;
  let usages: Usages;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'raingauge-clients-'));
    write('package.json', '{"name":"p","dependencies":{"@vercel/functions":"1"}}');
    write(
      'drizzle.config.ts',
      "export default { dialect: 'postgresql', schema: './src/schema.ts', out: './drizzle' };",
    );
    write(
      'src/schema.ts',
      "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nexport const users = pgTable('users', { id: uuid() });\n",
    );
    write(
      'src/db.ts',
      "import postgres from 'postgres';\nimport { drizzle } from 'drizzle-orm/postgres-js';\nconst client = postgres(process.env.DATABASE_URL!);\nexport const db = drizzle(client);\n",
    );
    write('.env', 'OTHER=1\nDATABASE_URL=postgres://postgres.ref:s3cr3t@aws-0-eu.pooler.supabase.com:6543/postgres\n');
    write('README.md', '# App\n\nRun it.\n');
    write('docs/ops.md', '# Operations\n\n## Restore the database from a backup\n\nRun pg_restore.\n');
    usages = await readFolderUsages(root);
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it('has its clients, by file and line, with what the environment says and nothing secret of it', () => {
    expect(usages.clients).toMatchObject([
      {
        maker: 'postgres',
        file: 'src/db.ts',
        line: 3,
        address: { transactionPooler: true, variable: 'DATABASE_URL', file: '.env', line: 2 },
      },
      { maker: 'drizzle', file: 'src/db.ts', line: 4, schema: false, migratesOnly: false, test: false },
    ]);
    expect(JSON.stringify(usages)).not.toContain('s3cr3t');
  });

  it('has what its other files tell', () => {
    expect(usages.project).toEqual({
      serverless: { file: 'package.json', because: 'it depends on @vercel/functions' },
      pages: 2,
      restore: [{ file: 'docs/ops.md', line: 3 }],
      shapes: [],
    });
  });
});
