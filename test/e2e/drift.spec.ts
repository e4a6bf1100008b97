import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './host.ts';

async function openDrift(window: Page): Promise<void> {
  await window
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Drift/ })
    .click();
  await expect(window.getByRole('heading', { name: /\d+ differences count/ })).toBeVisible({ timeout: 30_000 });
}

test.describe('the drift view', () => {
  test('answers first: how much counts, of which class', async ({ window }) => {
    await openDrift(window);
    await expect(window.getByRole('group', { name: 'Classes' })).toContainText('drift');
    await expectAccessible(window);
  });

  test('shows both sides of a difference, where they come from and their DDL', async ({ window }) => {
    await openDrift(window);
    await window
      .getByRole('searchbox')
      .or(window.getByRole('textbox', { name: /filter/i }))
      .last()
      .fill('payments_amount_positive');
    await window
      .getByRole('treeitem', { name: /payments_amount_positive/ })
      .last()
      .click();
    const detail = window
      .getByRole('region', { name: /payments_amount_positive/ })
      .or(window.getByLabel(/payments_amount_positive/))
      .last();
    await expect(detail).toContainText('amount');
    await expect(window.getByRole('button', { name: /live\.sql:\d+/ }).first()).toBeVisible();
    await expect(window.getByRole('button', { name: /\.ts:\d+/ }).first()).toBeVisible();
    await expect(window.locator('.monaco-diff-editor')).toBeVisible({ timeout: 20_000 });
    await expect(window.locator('.monaco-diff-editor')).toContainText('payments_amount_positive');
  });

  test('is walked by the keyboard', async ({ window }) => {
    await openDrift(window);
    await window.keyboard.press('j');
    const first = await window.evaluate(() => location.hash);
    await window.keyboard.press('j');
    await expect.poll(() => window.evaluate(() => location.hash)).not.toBe(first);
    await window.keyboard.press('k');
    await expect.poll(() => window.evaluate(() => location.hash)).toBe(first);
  });
});
