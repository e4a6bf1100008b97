import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './host.ts';

/** A first comparison starts a server and has every text judged: on a busy machine that takes its time. */
const FIRST_COMPARISON = 240_000;

const tree = (page: Page) => page.getByRole('tree', { name: 'Differences' });
const detail = (page: Page) => page.getByRole('main').getByRole('article');
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' });

async function openDrift(window: Page): Promise<void> {
  test.setTimeout(test.info().timeout + FIRST_COMPARISON);
  await window
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Drift/ })
    .click();
  await expect(window.getByRole('heading', { name: /\d+ differences count/ })).toBeVisible({
    timeout: FIRST_COMPARISON,
  });
}

test.describe('the drift view', () => {
  test('answers first: how much counts, of which class, and how each source stands', async ({ window }) => {
    await openDrift(window);
    await expect(window.getByRole('group', { name: 'Classes' })).toContainText('drift');
    await expect(tree(window).getByRole('treeitem').first()).toContainText('public');
    await filters(window).getByRole('searchbox').fill('payments_amount_positive');
    const check = tree(window)
      .getByRole('treeitem', { name: /payments_amount_positive/ })
      .last();
    await expect(check.getByRole('img', { name: /code .+, migrations .+, live .+/ })).toBeVisible();
    await expectAccessible(window);
  });

  test('is filtered, and its address holds the filters', async ({ window, host }) => {
    await openDrift(window);
    await filters(window).getByRole('button', { name: 'Kind: all' }).click();
    await window.getByRole('checkbox', { name: /^policies/ }).check();
    await window.keyboard.press('Escape');
    await filters(window).getByRole('searchbox').fill('guest');
    await expect(filters(window)).toContainText(/\d+ of \d+ differences shown/);
    await expect(tree(window).getByRole('treeitem', { name: /columns/ })).toHaveCount(0);
    await expect.poll(() => window.evaluate(() => document.location.hash)).toContain('filter=kind%3Dpolicy');
    const address = await window.evaluate(() => document.location.hash);
    await filters(window).getByRole('button', { name: 'Clear filters' }).click();
    await expect(filters(window)).not.toContainText('shown');
    await window.goto(new URL(`/${address}`, host.address).href);
    await window.reload();
    await expect(filters(window).getByRole('searchbox')).toHaveValue('guest', { timeout: FIRST_COMPARISON });
    await expect(filters(window).getByRole('button', { name: 'Kind: policies' })).toBeVisible();
  });

  test('has its two sides in the address, and goes back to the two before', async ({ window }) => {
    await openDrift(window);
    const hash = () => window.evaluate(() => document.location.hash);
    await expect.poll(hash).toContain('from=code&to=live');
    await window.getByRole('combobox', { name: 'With' }).click();
    await window.getByRole('option', { name: 'migrations' }).click();
    await expect.poll(hash).toContain('from=code&to=migrations');
    const between = (to: string) => window.getByText(new RegExp(`between code and ${to}`)).first();
    await expect(between('migrations')).toBeVisible({ timeout: FIRST_COMPARISON });
    await window.keyboard.press('Alt+ArrowLeft');
    await expect.poll(hash).toContain('from=code&to=live');
    await expect(between('live')).toBeVisible({ timeout: FIRST_COMPARISON });
    await window.keyboard.press('Alt+ArrowRight');
    await expect(between('migrations')).toBeVisible({ timeout: FIRST_COMPARISON });
  });

  test('shows both sides of a difference, where they come from and the DDL of any two sources', async ({ window }) => {
    await openDrift(window);
    await filters(window).getByRole('searchbox').fill('payments_amount_positive');
    await tree(window)
      .getByRole('treeitem', { name: /payments_amount_positive/ })
      .last()
      .click();
    await expect(detail(window)).toContainText('amount');
    await expect(detail(window)).toContainText(/Why it counts/);
    await expect(window.getByRole('button', { name: /live\.sql:\d+/ }).first()).toBeVisible();
    const ddl = window.getByRole('region', { name: 'DDL of table public.payments' });
    await expect(ddl.locator('.monaco-diff-editor')).toContainText('payments_amount_positive', { timeout: 60_000 });
    await ddl.getByRole('combobox', { name: 'DDL on the right' }).click();
    await window.getByRole('option', { name: 'migrations' }).click();
    await expect(ddl.getByRole('button', { name: /drizzle\/\d+_\w+\.sql:\d+/ })).toBeVisible();
    // It shows where these two differ, which need not be where the others did.
    await expect(ddl.getByRole('textbox', { name: 'table public.payments in migrations' })).toHaveValue(
      /public\.payments/,
    );
    await ddl.getByRole('button', { name: /drizzle\/\d+_\w+\.sql:\d+/ }).click();
    await expect(window.locator('.code-marked-line').first()).toBeVisible();
    await expectAccessible(window);
  });

  test('is walked, read, selected and copied by the keyboard alone', async ({ window, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openDrift(window);
    await window.keyboard.press('j');
    const first = await window.evaluate(() => document.location.hash);
    await window.keyboard.press('j');
    await expect.poll(() => window.evaluate(() => document.location.hash)).not.toBe(first);
    await window.keyboard.press('k');
    await expect.poll(() => window.evaluate(() => document.location.hash)).toBe(first);
    await window.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => window.evaluate(() => document.location.hash)).not.toBe(first);

    await window.keyboard.press('/');
    await window.keyboard.type('guests');
    await tree(window).focus();
    await window.keyboard.press('End');
    await window.keyboard.press('Enter');
    await expect(detail(window)).toBeFocused();
    await window.keyboard.press('Escape');
    await expect(tree(window)).toBeFocused();
    await window.keyboard.press('Space');
    await window.keyboard.press('k');
    await window.keyboard.press('Space');
    await expect(window.getByRole('region', { name: 'Selection' })).toContainText('2 differences selected');
    await window.keyboard.press('c');
    await expect(window.getByText('Copied 2 differences as Markdown')).toBeVisible();
    const copied = await window.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^## Schema drift: code → live\n/);
    expect(copied).toContain('guests');
  });

  test('is drawn on the graph, with what is missing, a legend and totals', async ({ window }) => {
    await openDrift(window);
    await window.keyboard.press('Alt+1');
    await window.getByRole('button', { name: 'Drift', exact: true }).last().click();
    const legend = window.getByRole('group', { name: 'Drift: legend' });
    await expect(legend).toContainText('agrees');
    await expect(legend).toContainText('only in live');
    await expect(window.getByRole('main')).toContainText(/\d+ of \d+ tables and views agree between code and live/);
    await expectAccessible(window);
  });
});
