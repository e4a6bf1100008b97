import type { Page } from '@playwright/test';
import { chip, expect, expectAccessible, test } from './host.ts';

const list = (page: Page) => page.getByRole('tree', { name: 'Migrations' });
const file = (page: Page, tag: string) => list(page).getByRole('treeitem', { name: tag });

async function openMigrations(window: Page): Promise<void> {
  await expect(chip(window, 'live')).toContainText('tables');
  await window.keyboard.press('Alt+4');
  await expect(window.getByRole('heading', { name: /1 of 13 migrations was edited after live ran it/ })).toBeVisible();
}

test.describe('the migrations view', () => {
  test('answers first, and says of each file what the database made of it', async ({ window }) => {
    await openMigrations(window);
    await expect(window.getByRole('region', { name: 'Migrations' })).toContainText('replays from empty');
    await expect(list(window).getByRole('treeitem')).toHaveCount(13);
    await expect(file(window, '0010_reports').getByRole('img', { name: 'Edited since' })).toBeVisible();
    await expect(file(window, '0012_waitlist').getByRole('img', { name: 'Not applied' })).toBeVisible();
    await window
      .getByRole('group', { name: 'States' })
      .getByRole('button', { name: /not applied/ })
      .click();
    await expect(list(window).getByRole('treeitem')).toHaveCount(1);
    await expectAccessible(window);
  });

  test('is walked with the keyboard alone, down to a statement and its SQL, and back', async ({ window }) => {
    await openMigrations(window);
    await list(window).focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ArrowRight');
    await expect(
      window.getByRole('article', { name: 'CREATE TABLE, statement 1 of 0001_clients_and_occasions' }),
    ).toContainText('public.clients');
    await expect(window.locator('.view-lines')).toContainText('CREATE TABLE "clients"');
    await expect(window.locator('.code-marked-line').first()).toBeVisible();
    await expect.poll(() => window.evaluate(() => location.hash)).toContain('0001_clients_and_occasions.sql%231');
    await window.keyboard.press('j');
    await expect(window.getByRole('article', { name: /^ALTER TABLE, statement 2 of 0001/ })).toBeVisible();
    await window.keyboard.press('Alt+ArrowLeft');
    await expect(window.getByRole('article', { name: /^CREATE TABLE, statement 1 of 0001/ })).toBeVisible();
    await expectAccessible(window);
  });

  test('leads from a table to the migrations that touched it, and from a statement to its objects', async ({
    window,
  }) => {
    await expect(chip(window, 'migrations')).toContainText('tables');
    await window.evaluate(() => {
      location.hash = '#/graph/table%3Apublic.guests';
    });
    const inspector = window.getByLabel('Inspector', { exact: true });
    await inspector.getByRole('button', { name: '3 migrations touched it' }).click();
    await expect(window.getByText('What touches table public.guests')).toBeVisible();
    await expect(list(window).getByRole('treeitem', { level: 1 })).toHaveCount(3);
    await list(window)
      .getByRole('treeitem', { name: /CREATE INDEX.*guests_occasion_name_idx/ })
      .click();
    await window
      .getByRole('list', { name: 'Objects' })
      .getByRole('button', { name: 'public.guests_occasion_name_idx', exact: true })
      .click();
    await expect(inspector).toContainText('guests_occasion_name_idx');
  });

  test('opens at the statement that an address names', async ({ window, host }) => {
    await window.goto(
      new URL(`/#/migrations?at=${encodeURIComponent('drizzle/0007_row_security.sql#2')}`, host.address).href,
    );
    await window.reload();
    await expect(window.getByRole('article', { name: 'ALTER TABLE, statement 2 of 0007_row_security' })).toBeVisible();
    await expect(window.locator('.code-marked-line').first()).toBeVisible();
  });
});
