import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';
import { seriousAxeFindings } from '#test/support/axe.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness(join(import.meta.dirname, '..', '..', 'harness', 'vite.config.ts'));
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

async function withDrift(parameters: string, use: (page: Page) => Promise<void>, filter = ''): Promise<void> {
  const page = await harness.open(
    `${parameters}#/drift${filter === '' ? '' : `?filter=${encodeURIComponent(filter)}`}`,
  );
  await use(page);
}

const main = (page: Page) => page.getByRole('main');
const text = (page: Page) => main(page).textContent();
const tree = (page: Page) => page.getByRole('tree', { name: 'Differences' });
const row = (page: Page, name: RegExp) => tree(page).getByRole('treeitem', { name }).first();
const detail = (page: Page) => main(page).getByRole('article');
const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });

describe('a difference of three accounts', () => {
  it('says of each source how it stands, in the tree and beside each other, with its place', () =>
    withDrift('scenario=three', async (page) => {
      const policy = row(page, /tenant_isolation/);
      await policy.click();
      expect(
        await policy.getByRole('img', { name: /code says something of its own, migrations has it as/ }).count(),
      ).toBe(1);
      const inCode = detail(page).getByRole('region', { name: 'In code' });
      const inMigrations = detail(page).getByRole('region', { name: 'In migrations' });
      expect(await inCode.textContent()).toContain('differs');
      expect(await inMigrations.textContent()).toContain('agrees');
      await inMigrations.getByRole('button', { name: 'Show drizzle/0002_guests.sql:7' }).click();
      await page.locator('.code-marked-line').first().waitFor();
    }));

  it('says why it counts: the class, the verdict, both texts as the judge prints them, and who judged', () =>
    withDrift('scenario=three', async (page) => {
      await row(page, /tenant_isolation/).click();
      const said = await detail(page).textContent();
      expect(said).toContain('Why it counts');
      expect(said).toContain('judged by the embedded PostgreSQL (PGlite 0.5.16)');
      expect(await detail(page).getByRole('table').getByRole('row').count()).toBe(3);
    }));

  it('says what either command of drizzle-kit would do, with the statement', () =>
    withDrift('scenario=three', async (page) => {
      await row(page, /seating_preference/).click();
      const kit = detail(page).getByRole('region', { name: 'What drizzle-kit would do' });
      expect(await kit.textContent()).toContain('drizzle-kit pushdrops it');
      expect(await kit.getByRole('region', { name: 'Statement of drizzle-kit push' }).textContent()).toBe(
        'ALTER TABLE "guests" DROP COLUMN "seating_preference";',
      );
      expect(await kit.textContent()).toContain('drizzle-kit generatedoes not see it');
      await main(page).getByRole('button', { name: 'drizzle-kit would destroy 1 more' }).click();
      const beside = page.getByRole('dialog', { name: 'What drizzle-kit would destroy beside' });
      expect(await beside.textContent()).toContain('DROP TABLE "spatial_ref" CASCADE;');
    }));

  it('compares the DDL of any two of the sources', () =>
    withDrift('scenario=three', async (page) => {
      await row(page, /tenant_isolation/).click();
      const ddl = page.getByRole('region', { name: /^DDL of table public.guests/ });
      await ddl.getByRole('combobox', { name: 'DDL on the right' }).click();
      await page.getByRole('option', { name: 'migrations' }).click();
      await expect.poll(() => ddl.getByRole('combobox', { name: 'DDL on the right' }).textContent()).toBe('migrations');
      await ddl.getByRole('button', { name: 'Swap the sides' }).click();
      await expect.poll(() => ddl.getByRole('combobox', { name: 'DDL on the left' }).textContent()).toBe('migrations');
      await ddl.locator('.monaco-diff-editor').waitFor();
    }));
});

describe('what a person decides', () => {
  it('a rename is asked with its score and reasons, accepted, shown as such, and taken back', () =>
    withDrift('scenario=three', async (page) => {
      await page.getByRole('button', { name: '1 rename to decide' }).click();
      const questions = page.getByRole('dialog', { name: 'Renames' });
      expect(await questions.textContent()).toContain('82 %');
      expect(await questions.textContent()).toContain('One name begins with the other.');
      await questions.getByRole('button', { name: 'Renamed' }).click();
      await page.getByRole('button', { name: '1 accepted rename' }).waitFor();
      expect(
        await tree(page)
          .getByRole('treeitem', { name: /seating/ })
          .count(),
      ).toBe(0);
      await expect.poll(() => questions.textContent()).toContain('Accepted');
      await page.getByRole('dialog', { name: 'Renames' }).getByRole('button', { name: 'Take back' }).click();
      await page.getByRole('button', { name: '1 rename to decide' }).waitFor();
    }));

  it('a difference is waived with a reason, found again behind its filter, and taken back', () =>
    withDrift('scenario=three', async (page) => {
      await row(page, /tenant_isolation/).click();
      await detail(page).getByRole('button', { name: 'Waive…' }).click();
      const form = page.getByRole('dialog', { name: 'Waive this difference' });
      await form.getByRole('textbox', { name: 'Why it is accepted' }).fill('Staff see everything.');
      await form.getByLabel('Until').fill('2027-01-31');
      await form.getByRole('button', { name: 'Waive', exact: true }).click();
      await page.getByRole('button', { name: '2 waived' }).click();
      await row(page, /tenant_isolation/).click();
      await expect
        .poll(() => detail(page).textContent())
        .toContain('It is waived: Staff see everything. Until 2027-01-31.');
      await detail(page).getByRole('button', { name: 'Take back the waiver' }).click();
      await page.getByRole('button', { name: '1 waived' }).waitFor();
    }));
});

describe('many differences at once', () => {
  it('are selected by the keyboard, a group by its row, and copied in the order of the result', () =>
    withDrift('scenario=three', async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await row(page, /plus_ones/).click();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowDown');
      await expect.poll(() => selection(page).textContent()).toContain('2 differences selected');
      await tree(page).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Space');
      await expect.poll(() => selection(page).textContent()).toContain('11 differences selected');
      expect(await row(page, /^schema public/).getAttribute('aria-checked')).toBe('true');
      await selection(page).getByRole('button', { name: 'Select none' }).click();
      await row(page, /plus_ones/).click();
      await page.keyboard.press('Space');
      await page.keyboard.press('c');
      await page.getByText('Copied 1 difference as Markdown').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain('## Schema drift: code → live');
      expect(copied).toContain('column plus\\_ones: default');
      expect(copied).not.toContain('tenant_isolation');
    }));
});

describe('what changed since it was looked at', () => {
  it('is marked and counted, listed where it is gone, and known once it was looked at or acknowledged', () =>
    withDrift('scenario=changing', async (page) => {
      const strip = page.getByRole('region', { name: 'Since you looked' });
      await expect.poll(() => strip.textContent()).toContain('1 new, 1 changed, 1 gone');
      await row(page, /seating_preference_too/).click();
      expect(await row(page, /seating_preference_too/).textContent()).toContain('new');
      await row(page, /tenant_isolation/).click();
      await expect.poll(() => strip.textContent()).toContain('Since you looked: 1 changed, 1 gone');
      await strip.getByRole('button', { name: 'What is gone' }).click();
      expect(await page.getByRole('dialog', { name: 'Differences that are gone' }).textContent()).toContain('notNull');
      await page.keyboard.press('Escape');
      await strip.getByRole('button', { name: /^Seen/ }).click();
      await expect.poll(() => strip.count()).toBe(0);
      expect(await row(page, /plus_ones/).textContent()).not.toContain('changed');
    }));

  it('says what is watched, and what cannot be', () =>
    withDrift('scenario=watch-trouble', async (page) => {
      await page.getByRole('button', { name: 'Not watching everything' }).click();
      const watched = await page.getByRole('dialog', { name: 'What is watched' }).textContent();
      expect(watched).toContain('its files tell when they change');
      expect(watched).toContain('Start the server, or set DATABASE_URL');
    }));
});

describe('what is told beside the two', () => {
  it('is what only the migrations say otherwise: code and database agree, and the mark of migrations stands out', () =>
    withDrift('scenario=three', async (page) => {
      const column = row(page, /nickname/);
      await column.click();
      expect(await column.textContent()).toContain('not in migrations');
      expect(await detail(page).getByRole('region', { name: 'In migrations' }).textContent()).toContain('not there');
      expect(await detail(page).textContent()).toContain('only the migrations say otherwise');
      await page.getByRole('button', { name: /^Side/ }).click();
      expect(await page.getByRole('checkbox', { name: /^otherwise in migrations/ }).count()).toBe(1);
    }));

  it('is grants where somebody asks for them, with the address', () =>
    withDrift('scenario=three', async (page) => {
      const grants = page.getByRole('button', { name: /grant$/ });
      expect(await row(page, /events_app/).count()).toBe(0);
      await grants.click();
      await row(page, /events_app/).waitFor();
      expect(await page.evaluate(() => document.location.hash)).toContain('filter=grants');
      expect(await page.getByRole('region', { name: 'Filters' }).textContent()).not.toContain('shown');
      await grants.click();
      await row(page, /events_app/).waitFor({ state: 'detached' });
    }));
});

describe('five thousand differences', () => {
  /** Milliseconds of the main thread's own time: what else the machine does is not counted. */
  async function stopwatch(page: Page) {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
    };
    return async (act: () => Promise<unknown>) => {
      const before = await spent();
      await act();
      return (await spent()) - before;
    };
  }

  const drawn = (page: Page) =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));

  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

  // The goals are 300 ms, 50 ms and 100 ms; five times that here, for slow processors with other tests beside this one.
  it('open, are walked and are filtered without a pause, and only rows in sight exist', async () => {
    const page = await harness.open('scenario=many#/graph');
    await page.getByRole('button', { name: /^Drift, 3/ }).waitFor();
    await page.locator('[data-graph-drawn="true"]').waitFor();
    // The editor is some megabytes, fetched when it is first drawn: not what the list takes.
    await page.keyboard.press('Alt+2');
    await page.locator('.monaco-diff-editor .view-line').first().waitFor();
    await page.keyboard.press('Alt+1');
    await page.locator('[data-graph-drawn="true"]').waitFor();
    const measure = await stopwatch(page);
    const opening = await measure(async () => {
      await page.keyboard.press('Alt+2');
      await tree(page).getByRole('treeitem').nth(20).waitFor();
    });
    await page.locator('.monaco-diff-editor .view-line').first().waitFor();
    const press = (key: string) =>
      measure(async () => {
        await page.keyboard.press(key);
        await drawn(page);
      });
    const steps: number[] = [];
    for (let step = 0; step < 15; step += 1) steps.push(await press('j'));
    await page.keyboard.press('/');
    const letters: number[] = [];
    for (const letter of 'guests_1') letters.push(await press(letter));
    expect(await tree(page).getByRole('treeitem').count()).toBeLessThan(90);
    const limits = { opening: 1_500, step: 250, letter: 500 };
    const taken = { opening, step: median(steps), letter: median(letters) };
    const late = Object.entries(taken).filter(([what, ms]) => ms >= limits[what as keyof typeof limits]);
    expect(late).toEqual([]);
  });
});

describe('with little room', () => {
  it.each([
    ['a window at twice the size', { width: 512, height: 350 }],
    ['a window of 1,024 × 700 with both panels', { width: 1024, height: 700 }],
  ])('%s shows rows, and reads a difference in their place', async (_, size) => {
    const page = await harness.open('scenario=three#/drift', size);
    await row(page, /tenant_isolation/).waitFor({ state: 'attached' });
    if (size.width > 1000) for (const key of ['Control+b', 'Control+i']) await page.keyboard.press(key);
    await main(page).getByRole('button', { name: 'Read' }).waitFor();
    const list = (await tree(page).locator('..').boundingBox()) ?? { y: 0, height: 0 };
    expect(list.height).toBeGreaterThan(3 * 26);
    expect(list.y + list.height).toBeLessThan(size.height);
    await row(page, /force row security/).click();
    await page.keyboard.press('Enter');
    await expect.poll(() => detail(page).evaluate((article) => article === document.activeElement)).toBe(true);
    expect(await tree(page).count()).toBe(0);
    await page.keyboard.press('j');
    await expect.poll(() => detail(page).getAttribute('aria-label')).not.toContain('forceRowSecurity');
    await page.keyboard.press('Escape');
    await expect.poll(() => tree(page).evaluate((list) => list === document.activeElement)).toBe(true);
    expect(await seriousAxeFindings(page)).toEqual([]);
  });
});

describe('every state of the view', () => {
  it.each([
    ['normal', 'no migrations to tell which of the two is wrong'],
    ['clean', 'code and live say the same'],
    ['incomplete', '1 thing could not be read'],
    ['loading', 'Reading code'],
    ['drift-loading', 'Comparing code with live'],
    ['drift-failed', 'The shadow database could not be started.'],
    ['failed', 'No server answers at localhost:5432'],
    ['three-failed', 'between code and migrations'],
  ])('%s says: %s', (scenario, expected) =>
    withDrift(`scenario=${scenario}`, async (page) => {
      await expect.poll(() => text(page)).toContain(expected);
    }),
  );

  it('shows what the other two say of each other beside a source that failed', () =>
    withDrift('scenario=three-failed', async (page) => {
      await expect.poll(() => text(page)).toContain('No server answers at localhost:5432');
      await row(page, /tenant_isolation/).waitFor();
      await main(page).getByRole('button', { name: 'Compare code with live all the same' }).waitFor();
    }));

  it('keeps its filters in the address and takes them from there', () =>
    withDrift(
      'scenario=three',
      async (page) => {
        await expect.poll(() => tree(page).getByRole('treeitem', { level: 4 }).count()).toBe(0);
        await row(page, /tenant_isolation/).waitFor();
        expect(await page.getByRole('button', { name: 'Kind: policies' }).count()).toBe(1);
        await page.getByRole('button', { name: 'Clear filters' }).click();
        await expect.poll(() => page.evaluate(() => document.location.hash)).not.toContain('filter');
      },
      'kind=policy&text=tenant',
    ));

  it.each([
    ['three', 'light'],
    ['three', 'dark'],
    ['clean', 'dark'],
  ])('has nothing serious for axe: %s, %s', (scenario, theme) =>
    withDrift(`scenario=${scenario}&theme=${theme}`, async (page) => {
      await expect.poll(() => text(page)).toMatch(/between code and live|say the same/);
      expect(await seriousAxeFindings(page)).toEqual([]);
    }),
  );
});
