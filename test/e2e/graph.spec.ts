import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './host.ts';

const overlay = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Finds a table and chooses it, by the keyboard alone. */
async function find(page: Page, table: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(table);
  await expect(page.getByRole('option').first()).toContainText(table);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Inspector', { exact: true }).getByRole('heading', { name: table })).toBeVisible();
}

test.describe('the graph', () => {
  test.beforeEach(async ({ window }) => {
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
  });

  test('shows how far row security reaches, with totals and legend', async ({ window }) => {
    await overlay(window, 'Row security').click();
    const legend = window.getByLabel('Row security: legend');
    await expect(legend).toBeVisible();
    await expect(legend).toContainText(/protected/i);
    await expect(window.getByRole('main')).toContainText(/\d+ %/);
    await expectAccessible(window);
  });

  test('shows which references a foreign key guards', async ({ window }) => {
    await overlay(window, 'Foreign keys').click();
    await expect(window.getByLabel('Foreign keys: legend')).toBeVisible();
    await expect(window.getByRole('main')).toContainText(/\d+ %/);
  });

  test('finds a table by the keyboard and shows all about it', async ({ window }) => {
    await find(window, 'guests');
    const inspector = window.getByLabel('Inspector', { exact: true });
    await expect(inspector.getByRole('heading', { name: 'guests' })).toBeVisible();
    await expect(inspector).toContainText('household_id');
    await expect(inspector).toContainText('tenant_isolation');
    await expect(inspector.getByRole('button', { name: /src\/db\/schema\/\S+\.ts:\d+/ }).first()).toBeVisible();
    await expectAccessible(window);
  });

  test('walks along foreign keys with the arrow keys', async ({ window }) => {
    const graph = window.getByRole('application', { name: 'Schema graph' });
    await graph.focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Enter');
    const inspector = window.getByLabel('Inspector', { exact: true });
    const first = await inspector.getByRole('heading').first().textContent();
    await graph.focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Enter');
    await expect(inspector.getByRole('heading').first()).not.toHaveText(first ?? '');
  });

  test('keeps what was looked at: back and forward', async ({ window }) => {
    for (const name of ['guests', 'venues']) {
      await find(window, name);
    }
    const inspector = window.getByLabel('Inspector', { exact: true });
    await expect(inspector.getByRole('heading', { name: 'venues' })).toBeVisible();
    await window.getByRole('button', { name: 'Back' }).click();
    await expect(inspector.getByRole('heading', { name: 'guests' })).toBeVisible();
    await window.getByRole('button', { name: 'Forward' }).click();
    await expect(inspector.getByRole('heading', { name: 'venues' })).toBeVisible();
  });
});
