import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness(join(import.meta.dirname, '..', '..', 'harness', 'vite.config.ts'));
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { name });
const statements = (page: Page) => page.getByRole('listbox', { name: 'Statements' }).getByRole('option');
const lines = (page: Page) => page.locator('.view-lines');

async function drafted(parameters: string): Promise<Page> {
  const page = await harness.open(`${parameters}#/draft`);
  await page.getByRole('button', { name: 'Draft the migration' }).click();
  await lines(page).getByText('DROP COLUMN').waitFor();
  return page;
}

it('edits the SQL of a draft with its statements beside it, says what is wrong, and proves and saves what was made of it', async () => {
  const page = await drafted('scenario=normal');
  await heading(page, /^2 statements make live what code says$/).waitFor();
  await page.getByRole('article', { name: 'Statement 1 of 2' }).waitFor();
  await statements(page).nth(1).click();
  await page.getByRole('article', { name: 'Statement 2 of 2' }).waitFor();
  // A second time goes on to write there.
  await statements(page).nth(1).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('TRUNCATE nowhere;');
  await heading(page, /^3 statements, edited by hand, not proven yet$/).waitFor();
  const said = page.getByRole('list', { name: 'What the lint says' });
  await said.getByText('There is no table public.nowhere at this point.').waitFor();
  await statements(page).nth(2).getByRole('img', { name: 'Wrong' }).waitFor();
  await page.locator('.squiggly-error').waitFor();
  await page.getByText('Edited by hand, kept until it is saved').waitFor();
  await page.getByRole('button', { name: 'Prove' }).click();
  await heading(page, /^3 statements, edited by hand, not proven$/).waitFor();
  await statements(page).nth(2).getByRole('img', { name: 'Failed on rows' }).waitFor();
  await said.getByRole('button', { name: 'Use guests' }).click();
  await lines(page).getByText('guests;').waitFor();
  // A proof is of one text.
  await heading(page, /not proven yet$/).waitFor();
  expect(await statements(page).nth(2).getByRole('img').count()).toBe(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByRole('button', { name: 'Prove' }).click();
  await heading(page, /^3 statements, edited by hand, proven on PostgreSQL 18\.4$/).waitFor();
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('option', { name: /0002_change_guests\.sql/ }).waitFor();
  await page.getByRole('button', { name: 'Write 2 files' }).click();
  await page
    .getByRole('list', { name: 'Files that were written' })
    .getByText('drizzle/0002_change_guests.sql')
    .waitFor();
  // The proof was of what was saved.
  await heading(page, /^2 statements make live what code says$/).waitFor();
});

it('undoes what was typed before the view was left, leaves the editor by Escape, and lets go of all edits', async () => {
  const page = await drafted('scenario=normal');
  await statements(page).first().click();
  await statements(page).first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('-- why\n');
  await page.keyboard.press('Escape');
  await page.locator('[role=listbox][aria-label=Statements]:focus').waitFor();
  await page.keyboard.press('j');
  await page.getByRole('article', { name: 'Statement 2 of 2' }).waitFor();
  await page.getByRole('tab', { name: 'Before and after' }).click();
  await page.getByRole('option', { name: /public\.guests/ }).waitFor();
  await page.getByRole('tab', { name: 'Uses of old names (1)' }).click();
  await page.getByRole('region', { name: 'column public.guests.mail' }).getByText('select mail from guests').waitFor();
  await page.getByRole('tab', { name: 'SQL' }).click();
  await lines(page).getByText('-- why').waitFor();
  await statements(page).nth(1).click();
  await statements(page).nth(1).click();
  // Word by word, as it was typed; what was drafted is never undone.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
  await heading(page, /^2 statements make live what code says$/).waitFor();
  expect(await lines(page).getByText('-- why').count()).toBe(0);
  await page.keyboard.type("CREATE ROLE a PASSWORD 'b';");
  await page.getByText('A password stands in it: not kept').waitFor();
  await page.getByRole('button', { name: 'Discard edits' }).click();
  await heading(page, /^2 statements make live what code says$/).waitFor();
  await statements(page).first().click();
  await statements(page).first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('TRUNCATE ');
  await page.locator('.suggest-widget.visible').getByText('guests').first().waitFor();
  await page.keyboard.press('Tab');
  await lines(page).getByText('TRUNCATE guests').first().waitFor();
});

it('writes nothing where a file is another than was shown, and says which', async () => {
  const page = await drafted('scenario=draft-changed');
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('button', { name: 'Write 2 files' }).click();
  await page.getByText('drizzle/meta/_journal.json was changed since it was shown').waitFor();
  expect(await page.getByRole('button', { name: 'Write 2 files' }).isDisabled()).toBe(true);
});

it('offers owners and roles only where they can be tried', async () => {
  const page = await drafted('scenario=draft-on-server');
  await page.getByRole('combobox', { name: 'Owners and roles' }).click();
  const option = page.getByRole('option', { name: 'With owners and roles on the embedded shadow only' });
  expect(await option.getAttribute('aria-disabled')).toBe('true');
});

it('drafts owners where somebody wants them, and keeps the way on where the shadow is gone', async () => {
  const page = await drafted('scenario=draft-gone');
  await page.getByRole('combobox', { name: 'Owners and roles' }).click();
  await page.getByRole('option', { name: 'With owners', exact: true }).click();
  await heading(page, /^3 statements make live what code says$/).waitFor();
  await lines(page).getByText('OWNER').waitFor();
  await page.getByRole('button', { name: 'Prove' }).click();
  await page.getByText('does not answer any more').waitFor();
  await page.getByText('Start it again').waitFor();
  await page.getByRole('button', { name: /again/i }).first().waitFor();
});
