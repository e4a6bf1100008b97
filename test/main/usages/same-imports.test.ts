import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzlePackage } from '#main/sources/code/bundle/drizzle-package.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readAfresh } from '#main/sources/code/read-afresh.ts';
import { findFiles } from '#main/usages/files/find-files.ts';
import { createImportResolver } from '#main/usages/files/resolve-import.ts';
import { withFiles } from '../sources/code/support.ts';

const column = (name: string) =>
  `import { integer } from 'drizzle-orm/pg-core';\nexport const ${name} = integer('${name}');\n`;

/** Every way to write an import that a repository without anything installed or built has. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'shop', workspaces: ['packages/*'], imports: { '#own/*': './src/own/*.ts' } }),
  'tsconfig.json': `{ // with a comment
    "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], "~exact": ["src/exact.ts"], "@two/*": ["src/none/*", "src/two/*"] } },
  }`,
  'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './src/schema.ts' };`,
  'src/plain.ts': column('plain'),
  'src/written.ts': column('written'),
  'src/jsx.tsx': column('jsx'),
  'src/module.mts': column('module_'),
  'src/folder/index.ts': column('folder'),
  'src/both.ts': column('both'),
  'src/both/index.ts': column('wrong'),
  'src/dotted.name.ts': column('dotted'),
  'src/own/one.ts': column('own'),
  'src/exact.ts': column('exact'),
  'src/two/second.ts': column('second'),
  'src/barrel.ts': `export * from './plain';\nexport { both } from './both.js';\n`,
  'packages/main/package.json': JSON.stringify({ name: '@shop/main', main: './dist/index.js' }),
  'packages/main/src/index.ts': column('main_'),
  'packages/exports/package.json': JSON.stringify({
    name: '@shop/exports',
    exports: {
      '.': './src/entry.ts',
      './sub/*': './src/deep/*.ts',
      './built': { types: './dist/built.d.ts', import: './dist/built.js' },
    },
  }),
  'packages/exports/src/entry.ts': column('entry'),
  'packages/exports/src/deep/inner.ts': column('inner'),
  'packages/exports/src/built.ts': column('built'),
  'packages/bare/package.json': JSON.stringify({ name: 'bare' }),
  'packages/bare/src/index.ts': column('bare'),
  'src/schema.ts': `import { pgTable } from 'drizzle-orm/pg-core';
import { both, plain } from './barrel';
import { written } from './written.js';
import { jsx } from './jsx';
import { module_ } from './module.mjs';
import { folder } from './folder';
import { dotted } from './dotted.name';
import { own } from '#own/one';
import { exact } from '~exact';
import { second } from '@two/second';
import { plain as again } from '@/plain';
import { both as based } from 'src/both';
import { main_ } from '@shop/main';
import { entry } from '@shop/exports';
import { inner } from '@shop/exports/sub/inner';
import { built } from '@shop/exports/built';
import { bare } from 'bare';
void again; void based;
export const all = pgTable('all', { plain, both, written, jsx, module_, folder, dotted, own, exact, second, main_, entry, inner, built, bare });
`,
};

describe('following imports', () => {
  it('leads where the bundler leads: reading the code and finding its uses are about the same files', async () => {
    await withFiles(FILES, async (root) => {
      const project = await findDrizzleProject(root, { environment: {} });
      const drizzle = findDrizzlePackage(root, project.schemaFiles);
      const options = { drizzle, timeLimit: 30_000, memoryLimit: 512 * 1024 * 1024, inParts: true };
      const { reading, parts } = await readAfresh(project, UNWATCHED, options);
      expect(reading.report.filter(({ effect }) => effect !== 'note')).toEqual([]);
      expect(reading.catalog.objects.column).toHaveLength(15);
      const found = findFiles({ top: root, project: root, without: new Set() });
      const resolver = createImportResolver(found.files, found.manifests);
      const byPath = new Map(found.files.map((file) => [file.path, file]));
      let compared = 0;
      for (const [input, { imports }] of Object.entries(parts?.evaluation.inputs ?? {})) {
        const from = byPath.get(resolve(root, input));
        if (!from) continue;
        for (const { original, path } of imports) {
          if (original === undefined || original.startsWith('drizzle-orm')) continue;
          compared += 1;
          const there = { import: original, leadsTo: resolve(root, path) };
          expect({ import: original, leadsTo: resolver.resolve(from, original)?.path }).toEqual(there);
        }
      }
      expect(compared).toBe(18);
    });
  });
});
