import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';

/**
 * Folders that are no Drizzle project, or a broken one, through the built command line. Each gets exit code 2, what is
 * wrong and where, and what to do about it; where something can be read, it is.
 */
const TABLE = `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const guests = pgTable('guests', { id: integer('id').primaryKey() });
`;
const config = (schema: string, dialect = 'postgresql') =>
  `export default { dialect: '${dialect}', schema: ${schema} };\n`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-bad-code-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let projects = 0;
function project(files: Readonly<Record<string, string | Buffer>>): string {
  projects += 1;
  const root = join(folder, String(projects));
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function inspect(root: string) {
  const args = ['inspect', 'code', '--project', root, '--no-color'];
  const { code, stdout, stderr } = await runCli(args, { environment: { RAINGAUGE_HOME: join(folder, 'home') } });
  const catalog = stdout === '' ? null : (JSON.parse(stdout) as { objects: { table: readonly { name: string }[] } });
  return { code, said: stderr, tables: catalog?.objects.table.map(({ name }) => name) ?? null };
}

type Files = Readonly<Record<string, string | Buffer>>;

describe('what is no project of ours is refused with what to do', () => {
  const cases: readonly (readonly [string, Files, readonly RegExp[]])[] = [
    ['an empty folder', {}, [/No Drizzle project was found/, /drizzle\.config\.ts/]],
    ['a project of something else', { 'package.json': '{}', 'src/index.ts': 'export {};' }, [/No Drizzle project/]],
    [
      'configs for other databases alone',
      {
        'drizzle.config.ts': config(`'./s.ts'`, 'mysql'),
        'drizzle-edge.config.ts': config(`'./s.ts'`, 'sqlite'),
        's.ts': '',
      },
      [/drizzle\.config\.ts is for mysql/, /drizzle-edge\.config\.ts is for sqlite/, /postgresql/],
    ],
    [
      'a config whose schema is not there',
      { 'drizzle.config.ts': config(`'./nowhere/*.ts'`) },
      [/nowhere\/\*\.ts/, /relative to/],
    ],
    [
      'a config that cannot be parsed, with nothing else',
      { 'drizzle.config.ts': 'export default {{' },
      [/drizzle\.config\.ts:1/],
    ],
    [
      'a setting that names a config that is not there',
      {
        'raingauge.config.json': '{ "drizzleConfig": "db/gone.config.ts" }',
        's.ts': TABLE,
      },
      [/no config file db\/gone\.config\.ts/],
    ],
    ['a folder where the config should be', { 'drizzle.config.ts/readme.md': '' }, [/No Drizzle project/]],
  ];
  it.each(cases)('%s', async (_name, files, expected) => {
    const { code, said, tables } = await inspect(project(files));
    expect({ code, tables }).toEqual({ code: 2, tables: null });
    for (const text of expected) expect(said).toMatch(text);
  });

  it('a folder that does not exist', async () => {
    const { code, said } = await inspect(join(folder, 'nowhere'));
    expect(code).toBe(2);
    expect(said).toMatch(/There is no folder .*nowhere/);
  });
});

describe('what cannot be read is named, and the rest is read', () => {
  const base = { 'drizzle.config.ts': config(`['./a.ts', './b.ts']`), 'a.ts': TABLE };
  const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['a file of 50 MB', Buffer.alloc(50 * 1024 * 1024, '// filler\n'), /b\.ts cannot be read: it has 50 MiB/],
    ['a file of bytes that are no text', Buffer.from([0, 1, 2, 255, 254, 0, 200, 7]), /b\.ts:1 cannot be parsed/],
    ['a merge that was never finished', `<<<<<<< HEAD\n${TABLE}=======\n>>>>>>> other\n`, /b\.ts:1 cannot be parsed/],
    [
      'an import of what is not there',
      `import { x } from './gone';\nexport const y = x;\n`,
      /b\.ts:1 imports \.\/gone/,
    ],
    [
      'a file that throws',
      `export const a = 1;\nthrow new Error('broken on purpose');\n`,
      /b\.ts:2 throws.*broken on purpose/,
    ],
  ];
  it.each(cases)('%s', async (_name, text, expected) => {
    const { code, said, tables } = await inspect(project({ ...base, 'b.ts': text }));
    expect({ code, tables }).toEqual({ code: 2, tables: ['guests'] });
    expect(said).toMatch(expected);
  });

  it('files that may not be opened, and links that lead to themselves', async () => {
    const root = project({ 'drizzle.config.ts': config(`'./db/**/*.ts'`), 'db/a.ts': TABLE, 'db/locked.ts': TABLE });
    symlinkSync('loop.ts', join(root, 'db/loop.ts'));
    symlinkSync('.', join(root, 'db/again'));
    chmodSync(join(root, 'db/locked.ts'), 0);
    const { code, said, tables } = await inspect(root);
    expect(tables).toEqual(['guests']);
    expect({ code, loop: /db\/loop\.ts cannot be read/.test(said) }).toEqual({ code: 2, loop: true });
    // Whoever may read everything can read this file too, and then it is the same table.
    const isRoot = process.getuid?.() === 0;
    expect(/db\/locked\.ts cannot be read: permission is denied/.test(said)).toBe(!isRoot);
  });

  it('pipes where schema files should be: nobody waits for them, and each is named', async () => {
    const root = project({
      ...base,
      'drizzle.config.ts': config(`['./a.ts', './pipe/*.ts', './named.ts']`),
      'pipe/readme.md': '',
    });
    for (const name of ['pipe/p.ts', 'named.ts']) execFileSync('mkfifo', [join(root, name)]);
    const { code, said, tables } = await inspect(root);
    expect({ code, tables }).toEqual({ code: 2, tables: ['guests'] });
    for (const name of ['pipe/p.ts', 'named.ts']) {
      expect(said).toContain(`${name} cannot be read: it is no regular file`);
    }
  });

  it('a schema without a table says what may be wrong', async () => {
    const root = project({ 'drizzle.config.ts': config(`'./s.ts'`), 's.ts': TABLE.replace('export ', '') });
    const { code, said, tables } = await inspect(root);
    expect({ code, tables }).toEqual({ code: 2, tables: [] });
    expect(said).toMatch(/exports no table[\s\S]*tables are exported/);
  });

  it('a file in another encoding is read, and it is said', async () => {
    const { code, said, tables } = await inspect(
      project({ ...base, 'b.ts': Buffer.from(`\ufeff${TABLE.replaceAll('guests', 'rooms')}`, 'utf16le') }),
    );
    expect({ code, tables }).toEqual({ code: 0, tables: ['guests', 'rooms'] });
    expect(said).toMatch(/b\.ts is not written in UTF-8/);
  });
});
