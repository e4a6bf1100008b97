import type { BrowserContext, Page, WebSocketRoute } from '@playwright/test';
import { test as base, expect, expectAccessible } from './host.ts';

/** The line between window and engine: what the engine says can be held back, and the line be cut. */
class Line {
  readonly #held: (() => void)[] = [];
  #holds = false;
  #window: WebSocketRoute | null = null;

  async lay(context: BrowserContext): Promise<void> {
    await context.routeWebSocket(/./, (window) => {
      const engine = window.connectToServer();
      this.#window = window;
      window.onMessage((message) => engine.send(message));
      engine.onMessage((message) => {
        const send = () => window.send(message);
        if (this.#holds) this.#held.push(send);
        else send();
      });
    });
  }

  hold(): void {
    this.#holds = true;
  }

  release(): void {
    this.#holds = false;
    for (const send of this.#held.splice(0)) send();
  }

  /** The engine's answers are lost with it; the window opens another. */
  async cut(): Promise<void> {
    this.#holds = false;
    this.#held.length = 0;
    await this.#window?.close();
  }
}

// Laid before the window is opened.
const test = base.extend<{ line: Line }>({
  line: [
    async ({ context }, use) => {
      const line = new Line();
      await line.lay(context);
      await use(line);
    },
    { auto: true },
  ],
});

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

  test('says that it is looking, can be told to stop, and looks again when asked', async ({ window, line }) => {
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    line.hold();
    await usesOf(window, 'table:public.guests');
    const tab = inspector(window).getByRole('tabpanel');
    await expect(tab.getByRole('progressbar', { name: 'Finding uses' })).toBeVisible();
    await expectAccessible(window);
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await expect(tab).toContainText('The search was cancelled.');
    await expectAccessible(window);
    line.release();
    await tab.getByRole('button', { name: 'Find uses' }).click();
    await expect(places(window)).toBeVisible();
  });

  test('finds them by itself where the line to the engine broke meanwhile', async ({ window, line }) => {
    await expect(window.locator('[data-graph-drawn="true"]')).toBeVisible();
    line.hold();
    await usesOf(window, 'table:public.guests');
    await expect(inspector(window).getByRole('tabpanel')).toContainText('Finding uses');
    await line.cut();
    await expect(places(window)).toBeVisible();
  });
});
