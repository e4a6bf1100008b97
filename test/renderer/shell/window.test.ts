import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';
import { seriousAxeFindings } from '#test/support/axe.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness(join(import.meta.dirname, '..', 'harness', 'vite.config.ts'));
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

async function withPage(
  parameters: string,
  use: (page: Page) => Promise<void>,
  size?: { readonly width: number; readonly height: number },
): Promise<void> {
  const page = await harness.open(parameters, size);
  await use(page);
}

const main = (page: Page) => page.getByRole('main');
const text = (page: Page) => main(page).textContent();

const graph = (page: Page) => page.getByRole('application', { name: 'Schema graph' });
const hasFocus = (part: Locator) =>
  part.evaluate((element) => element === document.activeElement, null, { timeout: 60_000 });

describe('a source that could not be read whole', () => {
  it('says so above what could be, with the first reason and the way to the rest', () =>
    withPage('scenario=partial', async (page) => {
      await page.getByRole('button', { name: /^live:/ }).click();
      const banner = main(page).getByRole('status').filter({ hasText: 'Not all of live could be read.' });
      await banner.waitFor();
      expect(await banner.textContent()).toContain('schema billing could not be read');
      expect(await banner.textContent()).toContain('And 1 more thing.');
      await banner.getByRole('button', { name: 'Show problems' }).click();
      const problems = page.getByRole('region', { name: 'Problems', exact: true });
      await problems.getByRole('treeitem', { name: /schema reports could not be read/ }).click();
      expect(await problems.getByRole('article').textContent()).toContain('Grant USAGE on schema reports');
    }));

  it('is found among the problems by a word, and they are told apart by weight', () =>
    withPage('scenario=partial', async (page) => {
      await page.keyboard.press('Control+j');
      const tree = page.getByRole('tree', { name: 'Problems by source' });
      await expect.poll(() => tree.getByRole('treeitem').count()).toBe(5);
      await page.getByRole('searchbox', { name: 'Filter problems' }).fill('billing');
      await expect.poll(() => tree.getByRole('treeitem').count()).toBe(2);
      await page.getByRole('button', { name: '1 replaced' }).click();
      await expect.poll(() => page.getByText('No problem passes the filter').count()).toBe(1);
    }));

  it('is not available: why, and what else there is', () =>
    withPage('scenario=normal', async (page) => {
      await page.getByRole('button', { name: /^migrations:/ }).click();
      await expect.poll(() => text(page)).toContain('migrations is not available');
      await main(page).getByRole('button', { name: 'Show code' }).waitFor();
    }));

  it('is listed with how it is reached, what failed and what to do', () =>
    withPage('scenario=failed', async (page) => {
      await page.getByRole('button', { name: 'Sources and environments' }).click();
      const panel = page.getByRole('dialog', { name: 'Sources and environments' });
      await expect.poll(() => panel.textContent()).toContain('Start the server, or set DATABASE_URL');
      expect(await panel.textContent()).toContain('postgres://app_reader@localhost:5432/events');
      expect(await panel.textContent()).toContain('Run drizzle-kit generate');
      await panel.getByRole('button', { name: 'Read live again' }).waitFor();
    }));
});

describe('a window with little room, as at twice the size on a small screen', () => {
  const small = { width: 512, height: 350 } as const;
  const isCut = (part: Locator) => part.evaluate((element) => element.scrollWidth > element.clientWidth);

  it('gives the view all of it, and the chosen source its name', () =>
    withPage(
      'scenario=three',
      async (page) => {
        expect(await isCut(page.getByRole('button', { name: /^code:/ }).getByText('code', { exact: true }))).toBe(
          false,
        );
        expect(await isCut(page.getByRole('banner').first())).toBe(false);
        await page.getByRole('combobox', { name: 'What the graph shows' }).waitFor();
        expect(await page.getByRole('region', { name: 'Objects' }).count()).toBe(0);
        expect(await page.locator('canvas').count()).toBe(2);
        expect(await page.locator('canvas').last().isVisible(), 'the minimap').toBe(false);
        const [bar, zoom] = await Promise.all([
          page.getByRole('button', { name: 'Export' }).boundingBox(),
          page.getByRole('button', { name: 'Zoom in' }).boundingBox(),
        ]);
        expect((bar?.x ?? 0) + (bar?.width ?? 0)).toBeLessThan(zoom?.x ?? 0);
      },
      small,
    ));

  it('lays one panel at a time over the view, with the focus, until Escape', () =>
    withPage(
      'scenario=three#/graph/table:public.guests',
      async (page) => {
        const inspector = page.getByRole('complementary', { name: 'Inspector, over the view' });
        await page.keyboard.press('Control+i');
        await inspector.getByRole('heading', { name: 'guests' }).waitFor();
        const objects = page.getByRole('complementary', { name: 'Objects, over the view' });
        await page.keyboard.press('Control+b');
        await objects
          .getByRole('treeitem', { name: /guests/ })
          .first()
          .waitFor();
        expect(await inspector.count()).toBe(0);
        expect(await objects.evaluate((element) => element === document.activeElement)).toBe(true);
        await page.keyboard.press('Escape');
        await objects.waitFor({ state: 'detached' });
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.getByRole('region', { name: 'Objects' }).waitFor();
      },
      small,
    ));
});

describe('the tour', () => {
  it('is offered once, shows four steps in their views, and ends where somebody skips it', () =>
    withPage('', async (page) => {
      const offer = page.getByRole('complementary', { name: 'Tour' });
      await offer.getByRole('button', { name: 'Show me' }).click();
      const step = page.getByRole('dialog', { name: /^Tour, step/ });
      await step.getByRole('button', { name: 'Next' }).click();
      await step.getByRole('button', { name: 'Next' }).click();
      expect(await step.getAttribute('aria-label')).toContain('3 of 4');
      expect(await page.evaluate(() => window.location.hash)).toContain('#/drift');
      await page.keyboard.press('Escape');
      expect(await step.count()).toBe(0);
      await expect.poll(() => hasFocus(main(page))).toBe(true);
      expect(await offer.count()).toBe(0);
      await page.reload();
      await page.getByRole('application', { name: 'Schema graph' }).or(page.getByRole('main')).first().waitFor();
      expect(await offer.count()).toBe(0);
    }));
});

describe('the search', () => {
  /** Presses and types in one task, faster than any hand: nothing is drawn in between. */
  const searchAtOnce = (page: Page, word: string) =>
    page.evaluate(async (typed) => {
      const press = (target: EventTarget, init: KeyboardEventInit) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
      press(document.body, { key: 'k', ctrlKey: true });
      await Promise.resolve();
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement)) return 'the field has no focus';
      const before = field.value;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, before + typed);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      press(field, { key: 'Enter' });
      await Promise.resolve();
      return before === '' ? document.location.hash : `the field held ${before}`;
    }, word);

  it('takes every letter typed after its shortcut, and chooses what was typed, also right after another search', () =>
    withPage('scenario=normal', async (page) => {
      await page.locator('[data-graph-drawn="true"]').waitFor();
      expect(await searchAtOnce(page, 'guests')).toContain('guests');
      expect(await searchAtOnce(page, 'venues')).toContain('venues');
      expect(await page.getByRole('combobox', { name: /^Search tables/ }).count()).toBe(0);
    }));
});

describe('a graph with many hubs', () => {
  it('has a switch for the first of them and a menu for all others, and shows an overlay by a command', () =>
    withPage('scenario=many', async (page) => {
      await page.locator('[data-graph-drawn="true"]').waitFor();
      const folded = page.getByRole('group', { name: 'Folded references' });
      const rest = folded.getByRole('button', { name: /more hubs/ });
      expect([await folded.getByRole('button').count(), await rest.textContent()]).toEqual([3, '6 more hubs']);
      await rest.press('Enter');
      await page.getByRole('menuitem', { name: /43 venues folded/ }).click();
      await expect.poll(() => rest.textContent()).toBe('6 more hubs, 1 drawn');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('graph: foreign');
      await page.getByRole('option', { name: /Show on the graph: Foreign keys/, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      const overlay = main(page).getByRole('button', { name: 'Foreign keys', exact: true });
      await expect.poll(() => overlay.getAttribute('aria-pressed')).toBe('true');
    }));
});

describe('the main task of each user, by the keyboard alone', () => {
  /** Goes on with Tab until it has the focus: whoever has no mouse has no other way. */
  const tabTo = async (page: Page, target: Locator) => {
    for (let step = 0; step < 150; step += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there.');
  };
  const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  it('engineer: finds a table, sees what references it, and copies the join to another', () =>
    withPage('scenario=three', async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.locator('[data-graph-drawn="true"]').waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('events');
      await page
        .getByRole('option', { name: /events/ })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Referenced by/ }).waitFor();
      await expect.poll(() => hasFocus(graph(page))).toBe(true);
      await page.keyboard.press('F6');
      expect(await hasFocus(page.getByRole('tab', { name: 'Details' }))).toBe(true);
      await page.keyboard.press('Shift+F6');
      expect(await hasFocus(graph(page))).toBe(true);
      await page.keyboard.press('p');
      await page.getByRole('region', { name: 'Choosing a path' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const path = page.getByRole('region', { name: /^Path from events to/ });
      await path.waitFor();
      await tabTo(page, path.getByRole('button', { name: 'SQL', exact: true }));
      await page.keyboard.press('Enter');
      await page.getByText('Copied the join as SQL').waitFor();
      expect(await copied(page)).toMatch(/FROM public\.events\nJOIN public\./);
    }));

  it('reviewer: sees what differs, opens its line, copies the summary', () =>
    withPage('scenario=three', async (page) => {
      await page.keyboard.press('Alt+2');
      const tree = page.getByRole('tree', { name: 'Differences' });
      await tree.waitFor();
      await page.keyboard.press('j');
      const detail = main(page).getByRole('article');
      await detail.waitFor();
      const place = detail.getByRole('button', { name: /^Show .+:\d+$/ }).first();
      await tabTo(page, place);
      await page.keyboard.press('Enter');
      await page.locator('.code-marked-line').first().waitFor();
      await page.keyboard.press('Escape');
      await tabTo(page, page.getByRole('button', { name: 'Copy as Markdown' }));
      await page.keyboard.press('Enter');
      await page.getByText(/^Copied \d+ differences as Markdown/).waitFor();
      expect(await copied(page)).toContain('## Schema drift');
    }));

  it('architect: sees the gaps on the graph, gathers differences, and plans them as a draft', () =>
    withPage('scenario=three', async (page) => {
      await page.locator('[data-graph-drawn="true"]').waitFor();
      const overlays = page.getByRole('group', { name: 'What the graph shows' });
      await tabTo(page, overlays.getByRole('button', { pressed: true }));
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const gaps = page.getByRole('checkbox', { name: /^Gaps only \d+/ });
      await tabTo(page, gaps);
      await page.keyboard.press('Space');
      expect(await gaps.isChecked()).toBe(true);
      await page.keyboard.press('Alt+2');
      await tabTo(page, page.getByRole('tree', { name: 'Differences' }));
      for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
      const draft = page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: /^Draft \d+$/ });
      await tabTo(page, draft);
      await page.keyboard.press('Enter');
      await page.getByRole('listbox', { name: 'Statements' }).waitFor();
    }));
});

describe('the migrations view', () => {
  it.each([
    ['normal', 'There are no migrations'],
    ['migrations-none', 'drizzle holds no migration'],
    ['migrations-gone', 'no file of the folder is it'],
    ['migrations-loading', 'Reading migrations'],
    ['migrations-failed', 'No server answers at localhost:5432'],
    ['migrations-never', 'Drizzle never migrated live'],
    ['migrations-broken', 'Does not replay from empty: 1 statement fails'],
    ['migrations', '1 of 3 migrations was edited after live ran it'],
  ])('%s says: %s', (scenario, expected) =>
    withPage(`scenario=${scenario}#/migrations`, async (page) => {
      await expect.poll(() => text(page)).toContain(expected);
    }),
  );

  it('goes from the offer of a baseline to the comparison that it needs', () =>
    withPage('scenario=migrations-never#/migrations', async (page) => {
      await main(page).getByRole('button', { name: 'Compare migrations with live' }).click();
      await expect.poll(() => text(page)).toContain('between migrations and live');
    }));

  it('shows what fails with its problem, and what cannot run in a transaction', () =>
    withPage('scenario=migrations-broken#/migrations', async (page) => {
      const detail = main(page).getByRole('article');
      await expect.poll(() => detail.textContent()).toContain('could not run: no such column');
      expect(await detail.textContent()).toContain('Not in a transaction');
      expect(
        await page
          .getByRole('treeitem', { name: /0002_names/ })
          .getByRole('img', { name: '1 problem' })
          .count(),
      ).toBe(1);
    }));

  it('ends with what only the database has', () =>
    withPage('scenario=migrations#/migrations', async (page) => {
      await page.getByRole('treeitem', { name: /deadbeef/ }).click();
      await expect.poll(() => main(page).getByRole('article').textContent()).toContain('no file of the folder is it');
    }));

  it('holds only the rows in sight, of 300 files and of 10,200 statements', () =>
    withPage('scenario=migrations-many#/migrations', async (page) => {
      const rows = page.getByRole('tree', { name: 'Migrations' }).getByRole('treeitem');
      await expect.poll(() => text(page)).toContain('10,200 statements');
      expect(await rows.count()).toBeLessThan(80);
      await page.getByRole('searchbox', { name: 'Filter migrations' }).fill('alter table');
      await expect.poll(() => text(page)).toContain('300 of 300 migrations shown');
      expect(await rows.first().getAttribute('aria-setsize')).toBe('10200');
      expect(await rows.count()).toBeLessThan(80);
      await page.getByRole('tree', { name: 'Migrations' }).focus();
      await page.keyboard.press('End');
      await expect.poll(() => main(page).getByRole('article').getAttribute('aria-label')).toContain('of 0299_step');
    }));

  it.each(['light', 'dark'])('has nothing serious for axe in the %s theme', (theme) =>
    withPage(`scenario=migrations-broken&theme=${theme}#/migrations`, async (page) => {
      await main(page).getByRole('article').waitFor();
      await page.keyboard.press('Control+j');
      await page.getByRole('tree', { name: 'Problems by source' }).waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
    }),
  );
});
