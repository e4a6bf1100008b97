import { chip, expect, expectAccessible, test } from './host.ts';

test.describe('the first start', () => {
  test('shows the sample: the graph drawn, every source read', async ({ window }) => {
    await expect(window.getByRole('application', { name: 'Schema graph' })).toBeVisible();
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await expect(window.getByRole('main').getByText('43 tables', { exact: true })).toBeVisible();
    await expect(window.locator('body')).toHaveCSS('font-family', /Inter/);
    for (const source of ['code', 'migrations', 'live']) await expect(chip(window, source)).toContainText('tables');
    await expectAccessible(window);
  });

  test('is as accessible in the dark', async ({ window }) => {
    await window.emulateMedia({ colorScheme: 'dark' });
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    await expectAccessible(window);
  });

  test('draws what another source says when that source is chosen', async ({ window }) => {
    await chip(window, 'live').click();
    await expect(chip(window, 'live')).toHaveAttribute('aria-pressed', 'true');
    await expect(
      window.getByRole('tree', { name: 'Objects by schema' }).getByText('guest_import_20240611'),
    ).toBeVisible();
  });
});
