import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '#main/usages/files/find-files.ts';
import { withFiles } from '../sources/code/support.ts';
import { linesOf, readFolderUsages } from './support.ts';

const NOTHING = { without: new Set<string>() };

/** What git itself would take into a repository, whatever this machine's own lists say. */
function keptByGit(root: string): readonly string[] {
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, env, encoding: 'utf8' });
  git('init', '-q');
  const listed = git('ls-files', '-z', '--others', '--exclude-standard').split('\0');
  return listed.filter((file) => /\.ts$/.test(file)).sort();
}

const RULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'names and folders, anywhere and here': { '.gitignore': 'gen\n/only-here\nlogs/\nsrc/deep/*.tmp.ts\n' },
  'rules taken back': { '.gitignore': '*.gen.ts\n!keep.gen.ts\nbin/\n!bin/keep.ts\n' },
  'a file below that takes back what one above says': {
    '.gitignore': 'gen/\n*.gen.ts\n',
    'packages/a/.gitignore': '!gen/\n!*.gen.ts\n',
    'packages/b/.gitignore': '/src\n# src/deep\n',
  },
  'folders with signs in their names': {
    'src/[id]/.gitignore': '/gen\nlocal.ts\n',
    'src/(group) x/.gitignore': '*.gen.ts  \n',
    'src/#a/.gitignore': 'gen/a.ts\n',
  },
  'signs in rules': { '.gitignore': '\\#a\n\\!b\n[ab].ts\n**/deep/**\n?.gen.ts\nGEN/\n' },
  'lines of another system, and none': { '.gitignore': '\uFEFFgen\r\nlogs/\r\n\r\n', 'src/.gitignore': '' },
};

const FOLDERS = ['', 'src', 'src/deep', 'src/[id]', 'src/(group) x', 'src/#a', 'packages/a', 'packages/b/src', 'logs'];
const FILES = [
  'a.ts',
  'keep.gen.ts',
  'x.gen.ts',
  'local.ts',
  'gen/a.ts',
  'gen/b.ts',
  'bin/keep.ts',
  'a.tmp.ts',
  '!b/c.ts',
];

describe('what git ignores', () => {
  for (const [what, rules] of Object.entries(RULES)) {
    it(`is not searched: ${what}`, () => {
      const names = [...FOLDERS.flatMap((folder) => FILES.map((file) => join(folder, file))), 'only-here/a.ts'];
      const files = Object.fromEntries(names.map((name) => [name, 'export {};\n']));
      return withFiles({ ...files, ...rules }, async (root) => {
        const found = findFiles({ top: root, project: root, ...NOTHING });
        expect(found.files.map(({ file }) => file).sort()).toEqual(keptByGit(root));
      });
    });
  }

  it('is told in sum, with what is left out by its name', () => {
    const files = [
      'src/a.ts',
      'src/public/b.ts',
      'public/c.ts',
      'dist/d.ts',
      'gen/e.ts',
      'x.gen.ts',
      'app/.server/f.ts',
    ];
    return withFiles(
      { ...Object.fromEntries(files.map((file) => [file, ''])), '.gitignore': '/gen\n*.gen.ts\nnode_modules\n' },
      async (root) => {
        await mkdir(join(root, 'node_modules/x'), { recursive: true });
        const found = findFiles({ top: root, project: root, ...NOTHING });
        expect(found.files.map(({ file }) => file)).toEqual(['app/.server/f.ts', 'src/a.ts', 'src/public/b.ts']);
        expect(found.problems).toMatchObject([
          {
            code: 'usages-left-out',
            effect: 'note',
            message:
              'Not searched for uses of the schema: 1 folder and 1 file that git ignores (gen, x.gen.ts), and 2 folders of what is built, generated or served (dist, public).',
          },
        ]);
      },
    );
  });

  it('is ruled from the top of the repository, above the workspace', () =>
    withFiles(
      { '.gitignore': 'local/\n', 'shop/.gitignore': '!local/\n', 'shop/local/a.ts': '', 'shop/web/x/a.gen.ts': '' },
      async (root) => {
        await mkdir(join(root, '.git'));
        const top = join(root, 'shop', 'web');
        const find = (folder: string) =>
          findFiles({ top: folder, repository: root, project: top, ...NOTHING }).files.map(({ file }) => file);
        expect(find(join(root, 'shop'))).toEqual(['../local/a.ts', 'x/a.gen.ts']);
        await rm(join(root, 'shop/.gitignore'));
        expect(find(join(root, 'shop'))).toEqual(['x/a.gen.ts']);
      },
    ));

  it('is searched all the same where git tracks it', () =>
    withFiles(
      {
        'drizzle.config.json': '{"dialect":"postgresql","schema":"./schema.ts"}',
        'schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const t = pgTable('t', { id: integer('id') });\n`,
        ...Object.fromEntries(
          ['gen/kept.ts', 'gen/left.ts', 'dist/built.ts', 'src/local.ts'].map((file) => [
            file,
            `import { t } from '../schema';\nexport const a = (db) => db.delete(t);\n`,
          ]),
        ),
      },
      async (root) => {
        const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root });
        git('init', '-q');
        git('add', 'gen/kept.ts', 'dist/built.ts', 'src/local.ts');
        await writeFile(join(root, '.gitignore'), 'gen/\ndist/\nlocal.ts\n');
        const lines = linesOf(await readFolderUsages(root)).filter((line) => line.includes(' delete '));
        expect(lines.map((line) => line.split(':')[0])).toEqual(['gen/kept.ts', 'src/local.ts']);
      },
    ));

  it('is searched all the same where it declares the schema', () => {
    const table = (name: string) =>
      `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const ${name} = pgTable('${name}', { id: integer('id') });\n`;
    return withFiles(
      {
        'drizzle.config.json':
          '{"dialect":"postgresql","schema":["./drizzle/schema.ts","./gen/schema.ts"],"out":"./drizzle"}',
        '.gitignore': '/gen\n',
        'drizzle/schema.ts': table('pulled'),
        'gen/schema.ts': table('made'),
        'gen/use.ts': `import { made } from './schema';\nexport const a = (db) => db.delete(made);\n`,
        'use.ts': `import { pulled } from './drizzle/schema';\nimport { made } from './gen/schema';\nexport const a = (db) => [db.delete(pulled), db.delete(made)];\n`,
      },
      async (root) => {
        const lines = linesOf(await readFolderUsages(root)).filter((line) => line.includes(' delete '));
        expect(lines).toEqual([
          'use.ts:3:37 delete table:public.pulled, all rows',
          'use.ts:3:56 delete table:public.made, all rows',
        ]);
      },
    );
  });
});
