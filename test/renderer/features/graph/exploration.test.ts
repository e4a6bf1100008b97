import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';

let harness: Harness;
let page: Page;
beforeAll(async () => {
  harness = await startHarness();
  page = await harness.open('tables=40');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

const graph = () => page.getByRole('application', { name: 'Schema graph' });
const shown = () => page.getByText(/of 41 shown/).first();
const press = async (...keys: readonly string[]) => {
  await graph().focus();
  for (const key of keys) await page.keyboard.press(key);
};
const filterOf = () => page.evaluate(() => decodeURIComponent(/filter=([^&]*)/.exec(window.location.hash)?.[1] ?? ''));

/** One page for all: what one test narrows, it shows again. */
describe('the part of the graph that is looked at', () => {
  it('is focused, widened, turned, and left with the keyboard alone', async () => {
    await press('ArrowRight', 'Enter', 'e');
    await shown().waitFor();
    const count = async () => Number((await shown().textContent())?.split(' ')[0]);
    const near = await count();
    expect(near).toBe(3);
    await press(']');
    expect(await count()).toBeGreaterThanOrEqual(near);
    await press('[', '[');
    expect(await count()).toBe(1);
    await press(']', 'd');
    expect(await page.getByText('along references').count()).toBe(1);
    await press('x');
    expect(await shown().count()).toBe(0);
  });

  it('is hidden where it was picked; going back undoes it', async () => {
    await press('ArrowDown', 'Space', 'ArrowDown', 'Space');
    await page.getByText('2 picked').first().waitFor();
    await press('h');
    await page.getByText('39 of 41 shown').first().waitFor();
    expect((await filterOf()).startsWith('hidden=')).toBe(true);
    await page.keyboard.press('Alt+ArrowLeft');
    await shown().waitFor({ state: 'detached' });
  });

  it('is filtered by what tables have, with counts', async () => {
    await press('/');
    const panel = page.getByRole('dialog', { name: 'Filter the graph' });
    await panel.getByLabel('Find a value').fill('protected');
    const value = panel.getByRole('button', { name: /^protected \d+$/ });
    const count = /\d+$/.exec((await value.textContent()) ?? '')?.[0];
    await value.click();
    await page.keyboard.press('Escape');
    await page.getByText(`${count} of 41 shown`).first().waitFor();
    await page.getByRole('button', { name: 'Leave Row security protected' }).click();
    expect(await shown().count()).toBe(0);
  });

  it('is a path whose join can be copied, and axe finds nothing', async () => {
    await page.evaluate(() => {
      window.location.hash = `#/graph?filter=${encodeURIComponent('path=table:public.api_keys,table:public.users')}`;
    });
    const card = page.getByRole('region', { name: 'Path from api_keys to users' });
    await card.getByRole('button', { name: 'SQL', exact: true }).click();
    await page.getByText('Copied the join as SQL').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'SELECT api_keys.*, users.*\nFROM public.api_keys\nJOIN public.users ON users.id = api_keys.created_by;\n',
    );
    const { violations } = await new AxeBuilder({ page }).include('main').analyze();
    expect(violations).toEqual([]);
    await card.getByRole('button', { name: 'Leave the path' }).click();
    expect(await card.count()).toBe(0);
  });

  it.each([
    ['SVG (vectors)', '<svg xmlns'],
    ['PDF (vectors)', '%PDF-1.'],
    ['PNG, 1 × (picture)', '\u0089PNG'],
    ['DBML', 'Enum'],
  ])('is exported as %s', async (name, start) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    const file = await (await download).path();
    expect((await readFile(file, 'latin1')).startsWith(start)).toBe(true);
  });

  it('is exported with the legends of both overlays that are chosen', async () => {
    await page.getByRole('button', { name: 'Row security' }).click();
    await page.getByRole('combobox', { name: 'A second overlay' }).click();
    await page.getByRole('option', { name: 'and foreign keys' }).click();
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'SVG (vectors)' }).click();
    const svg = await readFile(await (await download).path(), 'utf8');
    expect(svg).toMatch(/"legend Row security">.*protected.*\n.*"legend Foreign keys">.*no index/);
  });
});
