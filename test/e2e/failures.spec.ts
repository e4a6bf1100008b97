import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, chip, expect, expectAccessible } from './host.ts';

/** A project with one broken schema file and a live database that is not there. */
function makeProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'raingauge-e2e-project-'));
  mkdirSync(join(root, 'schema'));
  writeFileSync(
    join(root, 'drizzle.config.ts'),
    `export default { dialect: 'postgresql', schema: './schema/*.ts', out: './drizzle',
  dbCredentials: { url: 'postgres://ann:hunter2@127.0.0.1:1/app' } };\n`,
  );
  writeFileSync(
    join(root, 'schema', 'guests.ts'),
    `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const guests = pgTable('guests', { id: integer('id').primaryKey() });\n`,
  );
  writeFileSync(join(root, 'schema', 'broken.ts'), `export const broken = pgTable('x', {\n  id:: 1 });\n`);
  return root;
}

const project = makeProject();
const test = base.extend({});
test.use({ project });
test.afterAll(() => rmSync(project, { recursive: true, force: true }));

test.describe('a project with faults', () => {
  test('lists its sources with how each is reached and what to do, and no password', async ({ window }) => {
    await expect(chip(window, 'live')).toContainText('failed');
    await window.getByRole('button', { name: 'Sources and environments' }).click();
    const panel = window.getByRole('dialog', { name: 'Sources and environments' });
    await expect(panel).toContainText('postgres://ann@127.0.0.1:1/app');
    await expect(panel).toContainText('Start the server');
    await expect(panel).toContainText('1 not read');
    await expectAccessible(window);
  });

  test('shows what could be read, and says what could not, where and what to do', async ({ window }) => {
    await expect(chip(window, 'code')).toContainText('1 table');
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await expect(chip(window, 'live')).toContainText('failed');
    await chip(window, 'live').click();
    const alert = window.getByRole('main').getByRole('alert');
    await expect(alert).toContainText('Nothing listens on 127.0.0.1:1');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(window.locator('body')).not.toContainText('hunter2');
    await expectAccessible(window);
  });

  test('lists the problem with its file and line', async ({ window }) => {
    await expect(chip(window, 'code')).toContainText('1 table');
    await window.getByRole('button', { name: 'Show problems and statements' }).click();
    const problems = window.getByLabel('Problems', { exact: true });
    await problems.getByRole('treeitem', { name: /schema\/broken\.ts:2 cannot be parsed/ }).click();
    await expect(problems.getByRole('button', { name: /schema\/broken\.ts:2/ })).toBeVisible();
  });

  test('says that no code uses a table, beside a file that cannot be parsed', async ({ window }) => {
    await expect(chip(window, 'code')).toContainText('1 table');
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await window.evaluate(
      (hash) => {
        document.location.hash = hash;
      },
      `#/graph/${encodeURIComponent('table:public.guests')}`,
    );
    const inspector = window.getByLabel('Inspector', { exact: true });
    await inspector.getByRole('tab', { name: 'Used in' }).click();
    await expect(inspector).toContainText('No code uses it.');
  });

  test('says in the tab that the project is gone, and finds the uses once it is back', async ({ window }) => {
    await expect(chip(window, 'code')).toContainText('1 table', { timeout: 60_000 });
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await window.evaluate(
      (hash) => {
        document.location.hash = hash;
      },
      `#/graph/${encodeURIComponent('table:public.guests')}`,
    );
    const inspector = window.getByLabel('Inspector', { exact: true });
    await expect(inspector.getByRole('tab', { name: 'Used in' })).toBeVisible();
    renameSync(project, `${project}-away`);
    try {
      await inspector.getByRole('tab', { name: 'Used in' }).click();
      const alert = inspector.getByRole('tabpanel').getByRole('alert');
      await expect(alert).toContainText(project);
      await expectAccessible(window);
    } finally {
      renameSync(`${project}-away`, project);
    }
    await inspector.getByRole('tabpanel').getByRole('button', { name: 'Try again' }).click();
    await expect(inspector).toContainText('No code uses it.');
  });
});
