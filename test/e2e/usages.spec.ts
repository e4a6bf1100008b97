import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './host.ts';

const inspector = (page: Page) => page.getByLabel('Inspector', { exact: true });
const places = (page: Page) => inspector(page).getByRole('listbox', { name: 'Places that use it' });

/** Chooses an object by its address and opens the tab. */
async function usesOf(page: Page, object: string): Promise<void> {
  await expect(page.locator('[data-graph-drawn="true"]')).toBeVisible();
  await page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `#/graph/${encodeURIComponent(object)}`,
  );
  await inspector(page).getByRole('tab', { name: 'Used in' }).click();
}

test.describe('where the code uses the schema', () => {
  test('lists the places of a table and its columns, and shows the code at the one chosen by the keyboard', async ({
    window,
  }) => {
    await usesOf(window, 'table:public.guests');
    await expect(inspector(window).getByText(/\d+ places in \d+ files, 2 of them statements\./)).toBeVisible();
    await inspector(window)
      .getByRole('button', { name: /^select 2$/ })
      .click();
    await expect(places(window).getByRole('option')).toHaveCount(2);
    await places(window).focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    const code = inspector(window).getByRole('region', { name: 'The code there' });
    await expect(code).toContainText('src/server/guest-list.ts:20');
    await expect(code.locator('.view-lines')).toContainText('from(guests)');
    await expect(code.getByRole('button', { name: 'Open in editor' })).toBeVisible();
    await expectAccessible(window);
  });

  test('finds raw SQL at its line, looks at one column alone, and says where nothing uses an object', async ({
    window,
  }) => {
    await usesOf(window, 'table:public.invoices');
    await inspector(window).getByRole('combobox', { name: 'What is used' }).click();
    await window.getByRole('option', { name: /^due_on/ }).click();
    await expect(places(window).getByRole('option').filter({ hasText: 'revenue.ts:7' })).toContainText('SQL');

    await usesOf(window, 'column:public.guests.email');
    await expect(inspector(window).getByRole('combobox', { name: 'What is used' })).toContainText('email');
    await expect(places(window).getByRole('option').filter({ hasText: 'guest-list.ts:19' })).toBeVisible();
    await usesOf(window, 'function:public.touch_updated_at()');
    await expect(inspector(window)).toContainText('No code uses it.');
  });
});
