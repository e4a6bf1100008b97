import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect, SAMPLE } from './host.ts';

/** A first comparison starts a server and has every text judged: on a busy machine that takes its time. */
const FIRST_COMPARISON = 240_000;

/** A copy of the sample, since what is decided is written into the project. */
const folder = mkdtempSync(join(tmpdir(), 'raingauge-e2e-drift '));
const project = join(folder, 'sample');
cpSync(SAMPLE, project, { recursive: true });

const test = base.extend({});
test.use({ project });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tree = (page: Page) => page.getByRole('tree', { name: 'Differences' });
const settings = () => JSON.parse(readFileSync(join(project, 'raingauge.config.json'), 'utf8'));

async function openDrift(window: Page): Promise<void> {
  test.setTimeout(test.info().timeout + FIRST_COMPARISON);
  await window.keyboard.press('Alt+2');
  await expect(window.getByRole('heading', { name: /\d+ differences count/ })).toBeVisible({
    timeout: FIRST_COMPARISON,
  });
}

/** A program that writes down what it was called with. */
function makeEditor(): { readonly command: string; readonly called: () => readonly string[] | null } {
  const program = join(folder, 'my editor.mjs');
  const seen = join(folder, 'called.json');
  writeFileSync(
    program,
    `#!${process.execPath}
import { renameSync, writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(`${seen}.tmp`)}, JSON.stringify(process.argv.slice(2)));
renameSync(${JSON.stringify(`${seen}.tmp`)}, ${JSON.stringify(seen)});
`,
  );
  chmodSync(program, 0o755);
  return {
    command: `"${program}" --line {line} {file}`,
    called: () => (existsSync(seen) ? JSON.parse(readFileSync(seen, 'utf8')) : null),
  };
}

test.describe('the drift view, deciding', () => {
  test('opens the line of a difference in the person’s own editor', async ({ window }) => {
    const editor = makeEditor();
    await openDrift(window);
    await window.keyboard.press('Control+k');
    await window.keyboard.type('choose the editor');
    await window.keyboard.press('Enter');
    const dialog = window.getByRole('dialog', { name: 'Editor' });
    await dialog.getByRole('radio', { name: 'Another command' }).check();
    await dialog.getByRole('textbox', { name: 'Command' }).fill('"unclosed {file}');
    await expect(dialog).toContainText('is not closed');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Command' }).fill(editor.command);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await window.getByRole('searchbox', { name: 'Filter differences' }).fill('payments_amount_positive');
    await tree(window).focus();
    await window.keyboard.press('End');
    await window.keyboard.press('o');
    await expect.poll(editor.called, { timeout: 60_000 }).not.toBeNull();
    const [flag, line, file] = editor.called() ?? [];
    expect(flag).toBe('--line');
    expect(readFileSync(file ?? '', 'utf8').split('\n')[Number(line) - 1]).toMatch(/payments|amount/i);
  });

  test('keeps the answer to a rename and a waiver in the project, and compares anew with them', async ({ window }) => {
    await openDrift(window);
    const asked = window.getByRole('button', { name: /^\d+ renames? to decide$/ });
    const before = Number.parseInt((await asked.textContent()) ?? '', 10);
    await asked.click();
    const questions = window.getByRole('dialog', { name: 'Renames' });
    await expect(questions).toContainText('studio_id');
    await expect(questions).toContainText(/\d+ %/);
    await questions.getByRole('button', { name: 'Renamed' }).first().click();
    await expect(questions).toContainText('Accepted', { timeout: FIRST_COMPARISON });
    expect(settings().renames).toHaveLength(1);
    await questions.getByRole('button', { name: 'Take back' }).click();
    await expect(window.getByRole('button', { name: new RegExp(`^${before} rename`) })).toBeVisible({
      timeout: FIRST_COMPARISON,
    });
    expect(settings().renames).toBeUndefined();
    await window.keyboard.press('Escape');

    await window.getByRole('searchbox', { name: 'Filter differences' }).fill('payments_amount_positive');
    await tree(window).focus();
    await window.keyboard.press('End');
    await window.getByRole('button', { name: 'Waive…' }).click();
    await window.getByRole('textbox', { name: 'Why it is accepted' }).fill('Refunds are negative until May.');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('button', { name: /^1 waived$/ })).toBeVisible({ timeout: FIRST_COMPARISON });
    expect(settings().waivers).toContainEqual(
      expect.objectContaining({ rule: 'drift', reason: 'Refunds are negative until May.' }),
    );
  });

  test('follows a schema file that is saved, and marks what is new since it was looked at', async ({ window }) => {
    await openDrift(window);
    await expect(window.getByRole('button', { name: 'Watching' })).toBeVisible({ timeout: FIRST_COMPARISON });
    const file = join(project, 'src', 'db', 'schema', 'added.ts');
    const index = join(project, 'src', 'db', 'schema', 'index.ts');
    const table = `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const added = pgTable('added_now', { id: integer('id').primaryKey() });\n`;
    writeFileSync(file, table);
    if (existsSync(index)) writeFileSync(index, `${readFileSync(index, 'utf8')}export * from './added.ts';\n`);
    const since = window.getByRole('region', { name: 'Since you looked' });
    await expect(since).toContainText(/\d+ new/, { timeout: FIRST_COMPARISON });
    await since.getByRole('button', { name: /^Show only/ }).click();
    await expect(
      tree(window)
        .getByRole('treeitem', { name: /added_now/ })
        .first(),
    ).toBeVisible();
    await since.getByRole('button', { name: /^Seen/ }).click();
    await expect(since).toBeHidden();
  });
});

test.describe('the graph, kept in the project', () => {
  const overlay = (window: Page, name: string) => window.getByRole('button', { name, exact: true });
  const filter = (window: Page) => window.getByRole('button', { name: 'Filter', exact: true });
  // How many there are hangs on what was added before.
  const shown = (window: Page) =>
    window
      .locator('span')
      .filter({ hasText: /^1 of \d+ shown/ })
      .first();

  test('keeps tags by which it is filtered, and views that come back with all that was chosen', async ({ window }) => {
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await window.keyboard.press('Control+k');
    await window.keyboard.type('guests');
    await expect(window.getByRole('option').first()).toContainText('guests');
    await window.keyboard.press('Enter');
    const inspector = window.getByLabel('Inspector', { exact: true });
    await inspector.getByLabel('Tags, with commas between them').fill('pii, core, pii');
    await inspector.getByLabel('Note', { exact: true }).fill('Asked about every week.');
    await inspector.getByRole('button', { name: 'Keep in raingauge.config.json' }).click();
    await expect
      .poll(() => settings().tables)
      .toEqual({ 'table:public.guests': { tags: ['pii', 'core'], note: 'Asked about every week.' } });

    await overlay(window, 'Row security').click();
    await window.getByRole('combobox', { name: 'A second overlay' }).click();
    await window.getByRole('option', { name: 'and foreign keys' }).click();
    await filter(window).click();
    const panel = window.getByRole('dialog', { name: 'Filter the graph' });
    await panel.getByRole('searchbox', { name: 'Find a value' }).fill('pii');
    await panel.getByRole('button', { name: 'pii 1' }).click();
    await window.keyboard.press('Escape');
    await expect(shown(window)).toBeVisible();

    await overlay(window, 'Views').click();
    const views = window.getByRole('dialog', { name: 'Saved views' });
    await views.getByLabel('Name of the view').fill('Personal data');
    await views.getByLabel('Note on the view').fill('For the review');
    await views.getByRole('button', { name: 'Save in raingauge.config.json' }).click();
    await expect
      .poll(() => settings().views)
      .toMatchObject([{ name: 'Personal data', overlay: 'rls', beside: 'fk', note: 'For the review' }]);
    await expect(views.getByRole('button', { name: /^Personal data/ })).toHaveAttribute('aria-pressed', 'true');
    await window.keyboard.press('Escape');

    await window.getByRole('button', { name: 'Show everything' }).first().click();
    await overlay(window, 'Structure').click();
    await window.getByRole('button', { name: 'Personal data' }).click();
    await views.getByRole('button', { name: /^Personal data/ }).click();
    await window.keyboard.press('Escape');
    await expect(shown(window)).toBeVisible();
    await expect(overlay(window, 'Row security')).toHaveAttribute('aria-pressed', 'true');
    await expect(window.getByRole('combobox', { name: 'A second overlay' })).toContainText('and foreign keys');

    // On the next day, from the plain address.
    await window.goto(new URL('/', window.url()).href);
    await expect(shown(window)).toBeVisible();
    await window.getByRole('button', { name: 'Personal data' }).click();
    await views.getByRole('button', { name: 'Delete the view Personal data' }).click();
    await expect.poll(() => settings().views).toBeUndefined();
  });
});
