import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';
import { axeFindings } from '#test/support/axe.ts';
import { compareWithKept, folderOf, keeping } from './kept.ts';
import { comparePictures, cutTexts, seenIn, TOLERANCE, takePicture } from './picture.ts';
import { THEMES, type Theme, VIEWS, type View } from './views.ts';

/** Of all pictures, those that the unit step draws: every theme, both pages. `npm run test:visual` draws all. */
const SLICE = ['graph, a table, light', 'drift, dark', 'audit, high-contrast', 'foreign keys, high-contrast'];

const cases = THEMES.flatMap((theme) => VIEWS.map((view) => ({ view, theme, name: `${view.name}, ${theme}` })));
const shown = keeping === 'no' ? cases.filter(({ name }) => SLICE.includes(name)) : cases;
const made: string[] = [];
let folder = '';

/** A sentence in the middle of a window that holds nothing else. */
const LEAST_INK = 0.003;

/** A view is of one theme, and of no time: what says how long ago something was says the same in each run. */
const NOON = new Date('2026-03-02T12:00:00Z');

async function show(harness: Harness, { parameters, until, size, page: kind }: View, theme: Theme): Promise<Page> {
  const [query = '', place = ''] = parameters.split('#');
  const own = kind === 'graph' && theme === 'high-contrast' ? 'theme=light&contrast=more' : `theme=${theme}`;
  const page = await harness.open(`${query}&${own}${place === '' ? '' : `#${place}`}`, size);
  await until(page);
  return page;
}

describe.each(['window', 'graph'] as const)('on the page of the %s', (kind) => {
  const own = shown.filter(({ view }) => view.page === kind);
  let harness: Harness;
  beforeAll(async () => {
    const config = join(import.meta.dirname, '..', kind === 'window' ? 'harness' : 'harness-graph', 'vite.config.ts');
    harness = await startHarness(config);
    const page = await harness.open('');
    await page.clock.setFixedTime(NOON);
    folder = folderOf(page.context().browser()?.version() ?? 'unknown');
  });
  afterAll(async () => {
    await harness.close();
  });

  it.each(own)('$name', async ({ view, theme, name }) => {
    const page = await show(harness, view, theme);
    const first = await takePicture(page);
    const { colours, ink, tokens } = await seenIn(page, first);
    const own = Object.values(tokens);
    expect
      .soft(
        colours.filter((colour) => own.includes(colour)),
        'it is of the theme’s colours',
      )
      .not.toEqual([]);
    expect.soft(lightness(tokens.text) < lightness(colours[0]), 'text is told from its ground').toBe(theme !== 'dark');
    expect.soft(ink, 'something is drawn').toBeGreaterThan(LEAST_INK);
    expect.soft(await cutTexts(page), 'no text is cut').toEqual([]);
    // The graph's own page is a part of a window, without its heading.
    if (keeping !== 'no' && kind === 'window') expect.soft(await axeFindings(page), 'axe finds nothing').toEqual([]);
    const compared = keeping === 'no' ? null : await compareWithKept(page, folder, name, first);
    if (compared?.made === false) return expect(compared.wrong).toBeNull();
    if (compared) made.push(name);
    const second = await takePicture(await show(harness, view, theme));
    const { share } = await comparePictures(page, first, second);
    expect(share, 'drawn twice it is the same').toBeLessThanOrEqual(TOLERANCE);
  });
});

afterAll(() => {
  if (made.length > 0)
    console.log(`Made for this machine, compared with nothing: ${made.length} pictures in ${folder}`);
});

function lightness(colour = '#000000'): number {
  return [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(colour.slice(at, at + 2), 16), 0);
}
