import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';

const FILES = {
  'drizzle.config.ts': "export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n",
  'schema.ts': `import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
export const guests = pgTable('guests', { id: uuid('id').primaryKey(), companyId: uuid('company_id'), name: text('name') });
`,
};

it('a draft is linted against the schema of a source, as it is typed', async () => {
  const home = await mkdtemp(join(tmpdir(), 'raingauge-lint-'));
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  const session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: null });
  try {
    await withProjectFolder(FILES, async (root) => {
      const lint = async (sql: string) => (await session.lint({ root, source: 'code', sql }, UNWATCHED)).problems;
      const [problem] = await lint('-- by name\nCREATE INDEX IF NOT EXISTS i ON guests ("companyId");');
      expect(problem).toEqual({
        rule: 'migration-no-timeout',
        severity: 'info',
        message: expect.stringContaining('SHARE on public.guests'),
        line: 2,
        column: 1,
        length: 6,
        fix: {
          title: 'Set lock_timeout before',
          edits: [{ line: 2, column: 1, length: 0, text: "SET LOCAL lock_timeout = '5s';\n" }],
        },
      });
      const rules = (await lint('CREATE INDEX IF NOT EXISTS i ON guests ("companyId");')).map(({ rule }) => rule);
      expect(rules).toContain('migration-column-case');
      expect(await lint('SELECT name FROM guests;')).toEqual([]);
    });
  } finally {
    await session.close();
    await rm(home, { recursive: true });
  }
});
