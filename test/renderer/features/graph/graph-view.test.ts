import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';
import { seriousAxeFindings } from '#test/support/axe.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

async function withPage(parameters: string, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await harness.open(parameters);
  await use(page);
}

const graph = (page: Page) => page.getByRole('application', { name: 'Schema graph' });
/** What is said of the table that the keyboard is on; what is explored is said in a region of its own before it. */
const spokenIn = (page: Page) => graph(page).getByRole('status').last();
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

/** Presses `+` until tables are elements. */
async function zoomToColumns(page: Page): Promise<void> {
  await graph(page).focus();
  for (let step = 0; step < 16 && (await page.locator('[data-table]').count()) === 0; step += 1) {
    await page.keyboard.press('+');
    await page.waitForFunction(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
    );
  }
}

describe('the graph', () => {
  it('says first how much there is, and with an overlay how much is covered', () =>
    withPage('tables=40', async (page) => {
      const header = page.locator('main header');
      expect(await header.textContent()).toContain('40 tables');
      await page.getByRole('button', { name: 'Row security' }).click();
      expect(await header.textContent()).toMatch(/^\d+ %\s*\d+ of \d+ tables with data of companies are protected/);
      await page.getByRole('button', { name: 'Foreign keys' }).click();
      expect(await header.textContent()).toMatch(/references are sound in live, code/);
    }));

  it('shows where a state of the legend is, and stops showing it', () =>
    withPage('tables=40&overlay=rls', async (page) => {
      const entry = page
        .getByRole('group', { name: 'Row security: legend' })
        .getByRole('button', { name: /off with tenant data/ });
      await entry.click();
      expect(await entry.getAttribute('aria-pressed')).toBe('true');
      await entry.click();
      expect(await entry.getAttribute('aria-pressed')).toBe('false');
    }));

  it('is walked, read out and selected with the keyboard alone', () =>
    withPage('tables=40', async (page) => {
      await graph(page).focus();
      await page.keyboard.press('ArrowRight');
      const spoken = spokenIn(page);
      await expect.poll(() => spoken.textContent()).toMatch(/table, \d+ columns/);
      const first = await spoken.textContent();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => spoken.textContent()).not.toBe(first);
      const name = (await spoken.textContent())?.split(',')[0] ?? '';
      await page.keyboard.press('Enter');
      await expect.poll(() => inspector(page).getByRole('heading', { level: 2 }).textContent()).toBe(name);
      await page.keyboard.press('Escape');
      await expect.poll(() => inspector(page).textContent()).toContain('Nothing is selected');
    }));

  it('goes along a foreign key: the table an arrow leads to references the one it came from', () =>
    withPage('tables=40#/graph/table%3Apublic.contracts', async (page) => {
      await graph(page).focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => spokenIn(page).textContent()).toContain('contract_versions');
    }));

  it('selects the table that is clicked, near and far', () =>
    withPage('tables=40', async (page) => {
      const box = await graph(page).boundingBox();
      if (!box) throw new Error('The graph has no box.');
      const heading = inspector(page).getByRole('heading', { level: 2 });
      const tryAt = async (x: number, y: number) => {
        await page.mouse.click(box.x + x, box.y + y);
        return (await heading.count()) > 0;
      };
      let hit = false;
      for (let y = 60; y < box.height - 60 && !hit; y += 40)
        for (let x = 40; x < box.width - 120 && !hit; x += 40) hit = await tryAt(x, y);
      expect(hit).toBe(true);
    }));

  it('names the key of a reference that is pointed at', () =>
    withPage('tables=40#/graph/table%3Apublic.contract_versions', async (page) => {
      const contract = page.locator('[data-table="table:public.contract_versions"]');
      await contract.waitFor();
      const box = await contract.boundingBox();
      const row = await contract.getByText('contract_id').boundingBox();
      if (!box || !row) throw new Error('The table is not drawn.');
      await page.mouse.move(box.x - 6, row.y + row.height / 2);
      await expect.poll(() => graph(page).textContent()).toContain('contract_versions_contract_id_fkey');
    }));

  it('holds only the tables in sight as elements, however many there are', () =>
    withPage('tables=1000', async (page) => {
      expect(await page.locator('main header').textContent()).toContain('1,000 tables');
      expect(await page.locator('[data-table]').count()).toBe(0);
      await zoomToColumns(page);
      const near = await page.locator('[data-table]').count();
      expect(near).toBeGreaterThan(0);
      expect(near).toBeLessThan(80);
      await page.keyboard.press('f');
      await expect.poll(() => page.locator('[data-table]').count()).toBe(0);
    }));

  it('keeps everything in sight when the window changes, until the person moves the view', () =>
    withPage('tables=1000', async (page) => {
      const minimap = page.locator('canvas[style*="176px"]');
      await expect.poll(() => minimap.isVisible()).toBe(false);
      await page.setViewportSize({ width: 900, height: 500 });
      await expect.poll(() => graph(page).evaluate((element) => element.clientHeight)).toBeLessThan(500);
      await expect.poll(() => minimap.isVisible()).toBe(false);
      await graph(page).focus();
      await page.keyboard.press('+');
      await expect.poll(() => minimap.isVisible()).toBe(true);
      await page.setViewportSize({ width: 1100, height: 600 });
      await expect.poll(() => graph(page).evaluate((element) => element.clientHeight)).toBeGreaterThan(500);
      expect(await minimap.isVisible()).toBe(true);
    }));

  it('mirrors the tables in an outline, by module', () =>
    withPage('tables=40', async (page) => {
      await page.getByRole('button', { name: 'Outline' }).click();
      const tree = page.getByRole('tree', { name: 'Tables by module' });
      await tree
        .getByRole('treeitem', { name: /budgets/ })
        .first()
        .click();
      await expect.poll(() => inspector(page).getByRole('heading', { level: 2 }).textContent()).toBe('budgets');
    }));

  it('opens a hub’s folded references and folds them again', () =>
    withPage('tables=40', async (page) => {
      const hub = page.getByRole('group', { name: 'Folded references' }).getByRole('button', { name: /companies/ });
      await hub.click();
      expect(await hub.getAttribute('aria-pressed')).toBe('true');
      await hub.click();
      expect(await hub.getAttribute('aria-pressed')).toBe('false');
    }));
});

describe('what a person arranges', () => {
  it('narrows an overlay to its gaps, lays a second beside it, and reads both out', () =>
    withPage('tables=40&overlay=rls#/graph/table%3Apublic.contracts', async (page) => {
      const gaps = page.getByRole('checkbox', { name: /Gaps only/ });
      await gaps.check();
      await expect
        .poll(() => page.locator('[data-table="table:public.vendors"]').getAttribute('class'))
        .toContain('opacity-30');
      await gaps.uncheck();
      await page.getByRole('combobox', { name: 'A second overlay' }).click();
      await page.getByRole('option', { name: 'and foreign keys' }).click();
      await page.getByRole('group', { name: 'Foreign keys: legend' }).waitFor();
      await graph(page).focus();
      await page.keyboard.press('ArrowRight');
      await graph(page)
        .getByRole('status')
        .filter({ hasText: /protected; (sound|no index)/ })
        .waitFor({ state: 'attached' });
    }));

  it('leaves a table where it was dragged, or moved by keys, and gives it back', () =>
    withPage('tables=40#/graph/table%3Apublic.contracts', async (page) => {
      const contracts = page.locator('[data-table="table:public.contracts"]');
      await contracts.waitFor();
      const before = await contracts.boundingBox();
      if (!before) throw new Error('The table is not drawn.');
      await page.mouse.move(before.x + 60, before.y + 12);
      await page.mouse.down();
      await page.mouse.move(before.x + 100, before.y + 40, { steps: 4 });
      await page.mouse.up();
      await expect
        .poll(async () => Math.round((await contracts.boundingBox())?.x ?? 0))
        .toBe(Math.round(before.x + 40));
      await graph(page).focus();
      await page.keyboard.press('Shift+ArrowDown');
      await expect.poll(async () => ((await contracts.boundingBox())?.y ?? 0) - before.y).toBeGreaterThan(40);
      await page.getByRole('button', { name: 'Give back 1 moved table' }).click();
      await expect.poll(async () => Math.round((await contracts.boundingBox())?.x ?? 0)).toBe(Math.round(before.x));
    }));

  it('folds the module of a table into one box, opens it when the table is looked at, and groups otherwise', () =>
    withPage('tables=40#/graph/table%3Apublic.contracts', async (page) => {
      const contracts = page.locator('[data-table="table:public.contracts"]');
      await contracts.waitFor();
      await graph(page).focus();
      await page.keyboard.press('c');
      await expect.poll(() => contracts.count()).toBe(0);
      const open = page.getByRole('button', { name: 'Open 1 module' });
      await open.waitFor();
      await inspector(page).getByText('vendors.id').first().click();
      await expect.poll(() => open.count()).toBe(0);
      await contracts.waitFor();
      await page.getByRole('combobox', { name: 'How tables are grouped' }).click();
      await page.getByRole('option', { name: 'Modules by row security' }).click();
      // One for each state of the coverage that a table has, and one for the views.
      await expect.poll(() => page.locator('main header').textContent()).toContain('9 modules');
    }));
});

describe('the graph’s other states', () => {
  it.each([
    ['tables=0', 'No tables in live'],
    ['state=loading', 'Reading live'],
    ['state=failed', 'No server answers at localhost:5432'],
    ['state=unavailable', 'live cannot be read'],
    ['state=idle', 'live has not been read yet'],
  ])('%s says: %s', (parameters, text) =>
    withPage(parameters, async (page) => {
      await expect.poll(() => page.locator('main').textContent()).toContain(text);
    }),
  );

  it.each(['state=partial', 'state=stale'])('%s still draws what there is', (parameters) =>
    withPage(parameters, async (page) => {
      await graph(page).waitFor();
    }),
  );
});

describe('references that run together', () => {
  it('are one line between a module and a table of another, and told together where they are pointed at', () =>
    withPage('tables=40&inspector=no', async (page) => {
      await page.getByRole('button', { name: /← ?\d+ companies/ }).click();
      // Wherever the layout puts it: along lines across the graph, something is passed that holds several.
      const place = await page.evaluate(async () => {
        const { left, top, width, height } =
          document.querySelector('[role="application"]')?.getBoundingClientRect() ?? new DOMRect();
        for (let at = 0; at < 12 * 120; at += 1) {
          const [x, y] = [left + (width * (at % 120)) / 120, top + (height * (Math.floor(at / 120) + 0.5)) / 12];
          const move = new PointerEvent('pointermove', { bubbles: true, clientX: x, clientY: y });
          document.elementFromPoint(x, y)?.dispatchEvent(move);
          await new Promise((done) => setTimeout(done));
          if (document.querySelector('[data-hover-note]')?.textContent?.includes(' references →')) return { x, y };
        }
        return null;
      });
      if (!place) throw new Error('nothing runs together');
      await page.mouse.move(0, 0);
      await page.mouse.move(place.x, place.y);
      const note = page.locator('[data-hover-note]');
      await expect.poll(() => note.textContent()).toMatch(/^\d+ references → companies\w+/);
      await page.mouse.wheel(0, -120);
      await note.waitFor({ state: 'detached' });
    }));
});

describe('a layout that cannot be made', () => {
  const broken = async (page: Page) => {
    const alert = page.getByRole('alert');
    await alert.getByText('The graph could not be laid out.').waitFor();
    expect(await page.locator('main header').textContent()).toContain('not laid out');
    return alert;
  };
  const mend = (page: Page) =>
    page.evaluate(() => {
      document.documentElement.dataset.layout = 'mended';
    });

  it('says so with its cause, and is made when it is tried again', () =>
    withPage('tables=40&layout=broken#/graph/table%3Apublic.contracts', async (page) => {
      const alert = await broken(page);
      await alert.getByText('Cause').click();
      expect(await alert.textContent()).toContain('No square root today.');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await broken(page);
      expect(await seriousAxeFindings(page)).toEqual([]);
      await mend(page);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.locator('[data-table="table:public.contracts"]').waitFor();
      expect(await alert.count()).toBe(0);
    }));

  it('says so of a large graph, too, where neither the worker nor the window can', async () => {
    const script = /layout-worker/;
    const page = await harness.open('tables=0');
    const body = "onmessage = ({ data }) => postMessage({ id: data.id, failed: 'Not today.' })";
    await page.route(script, (route) => route.fulfill({ contentType: 'text/javascript', body }));
    await withPage('tables=300&layout=broken', async () => {
      const alert = await broken(page);
      await mend(page);
      await alert.getByRole('button', { name: 'Group by schema' }).click();
      await expect.poll(() => page.locator('main header').textContent()).toMatch(/· \d+ modules?/);
      expect(await alert.count()).toBe(0);
    });
    await page.unroute(script);
  });
});

describe('the head of the graph', () => {
  it.each([1180, 1024])('keeps the choice of a second overlay beside that of the first, %i px wide', (width) =>
    withPage('tables=40&overlay=rls', async (page) => {
      await page.setViewportSize({ width, height: 700 });
      const first = page.getByRole('group', { name: 'What the graph shows' });
      const second = page.getByRole('combobox', { name: 'A second overlay' });
      const middle = async (of: typeof first) => {
        const box = await of.boundingBox();
        return Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2);
      };
      await expect.poll(async () => Math.abs((await middle(first)) - (await middle(second)))).toBeLessThan(3);
    }),
  );
});

describe('accessibility', () => {
  it.each(['light', 'dark', 'dark&contrast=more'])('axe finds nothing serious in the %s theme', (theme) =>
    withPage(`tables=40&overlay=rls&theme=${theme}#/graph/table%3Apublic.guests`, async (page) => {
      await page.locator('[data-table]').first().waitFor();
      expect(await seriousAxeFindings(page)).toEqual([]);
    }),
  );
});
