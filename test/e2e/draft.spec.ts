import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe.ts';
import { test as base, expect, SAMPLE } from './host.ts';

/** A first comparison starts a server and has every text judged: on a busy machine that takes its time. */
const FIRST_COMPARISON = 240_000;

/** A copy of the sample, since the answer to a rename is written into the project. */
const folder = mkdtempSync(join(tmpdir(), 'raingauge-e2e-draft '));
const project = join(folder, 'sample');
cpSync(SAMPLE, project, { recursive: true });

const test = base.extend({});
test.use({ project });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** From what was drafted: a mistake is typed, told and undone, a quick fix is taken, and the whole is proven and saved. */
async function editProveAndSave(window: Page): Promise<void> {
  const headline = (name: RegExp) => window.getByRole('heading', { name });
  const problems = window.getByRole('list', { name: 'What the lint says' });
  await window.locator('.view-lines').click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('ALTER TABLE taks ADD note text;');
  await expect(problems).toContainText('There is no table public.taks at this point.');
  // Word by word; what was drafted is not undone.
  for (let step = 0; step < 12; step += 1) await window.keyboard.press('Control+z');
  await expect(headline(/^2 statements make live what code says$/)).toBeVisible();
  await window.getByRole('listbox', { name: 'Statements' }).getByRole('option').first().click();
  await problems.getByRole('button', { name: 'Set lock_timeout before' }).click();
  await expect(headline(/^3 statements, edited by hand, not proven yet$/)).toBeVisible();
  await window.getByRole('button', { name: 'Prove' }).click();
  await expect(headline(/^3 statements, edited by hand, proven on /)).toBeVisible({ timeout: FIRST_COMPARISON });
  await window.getByRole('button', { name: 'Save…' }).click();
  const write = window.getByRole('button', { name: /^Write \d+ files/ });
  await expect(write).toBeEnabled({ timeout: FIRST_COMPARISON });
  await write.click();
  const written = window.getByRole('list', { name: 'Files that were written' }).getByRole('listitem');
  await expect(written.first()).toBeVisible();
  const [migration = ''] = (await written.allTextContents()).filter((path) => path.endsWith('.sql'));
  expect(readFileSync(join(project, migration), 'utf8')).toContain("SET LOCAL lock_timeout = '5s';");
  // It stands in the project now, and the draft is as it was made.
  await window.getByRole('tab', { name: 'SQL' }).click();
  await expect(headline(/^2 statements make live what code says$/)).toBeVisible();
}

test.describe('the draft view', () => {
  test('drafts only what is selected, and says so', async ({ window }) => {
    test.setTimeout(test.info().timeout + FIRST_COMPARISON);
    await window.keyboard.press('Alt+2');
    const tree = window.getByRole('tree', { name: 'Differences' });
    await expect(tree).toBeVisible({ timeout: FIRST_COMPARISON });
    await window.getByRole('searchbox', { name: 'Filter differences' }).fill('tasks_open_idx');
    await tree.focus();
    await window.keyboard.press('End');
    await window.keyboard.press('Space');
    await window.getByRole('button', { name: 'Draft 1' }).click();
    await expect(window.getByText('Only what was selected in Drift: 1 difference.')).toBeVisible();
    const list = window.getByRole('listbox', { name: 'Statements' });
    await expect(list.getByRole('option').first()).toContainText('tasks_open_idx', { timeout: FIRST_COMPARISON });
    for (const row of await list.getByRole('option').all()) await expect(row).toContainText('tasks_open_idx');
    await editProveAndSave(window);
  });

  test('drafts what differs once the rename is answered, with what is dangerous, and is walked by keys', async ({
    window,
  }) => {
    test.setTimeout(test.info().timeout + FIRST_COMPARISON);
    await window.keyboard.press('Alt+2');
    const all = window.getByRole('button', { name: 'Draft all' });
    await all.click({ timeout: FIRST_COMPARISON });
    const questions = window.getByRole('region', { name: 'Questions' });
    await expect(questions).toContainText('studio_id');
    await questions.getByRole('button', { name: 'Renamed' }).click();
    await expect(window.getByRole('heading', { name: /^\d+ statements make live what code says$/ })).toBeVisible({
      timeout: FIRST_COMPARISON,
    });
    expect(readFileSync(join(project, 'raingauge.config.json'), 'utf8')).toContain('studio_id');
    const list = window.getByRole('listbox', { name: 'Statements' });
    await expect(list.getByRole('option', { selected: true })).toContainText('RENAME COLUMN "studioId" TO studio_id');
    const detail = window.getByRole('article', { name: /^Statement 1 of \d+$/ });
    await expect(detail).toContainText('takes ACCESS EXCLUSIVE on public.webhook_events, blocks reads and writes');
    await window.keyboard.press('j');
    await expect(window.getByRole('article', { name: /^Statement 2 of \d+$/ })).toBeVisible();
    expect(await axeFindings(window)).toEqual([]);
    const saving = window.waitForEvent('download');
    await window.getByRole('button', { name: 'Save as a .sql file' }).click();
    const saved = readFileSync((await (await saving).path()) ?? '', 'utf8');
    expect(saved).toMatch(/^-- Made by raingauge draft for a schema whose fingerprint is [0-9a-f]{64}\n/);
    expect(saved).toContain('ALTER TABLE public.webhook_events RENAME COLUMN "studioId" TO studio_id;\n');
  });
});
