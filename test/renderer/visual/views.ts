import type { Locator, Page } from '@playwright/test';

export const THEMES = ['light', 'dark', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** A view in one of its states, on one of the two harness pages. */
export interface View {
  readonly name: string;
  /** `window`: the whole window over a made-up engine; `graph`: the graph over a schema of any size. */
  readonly page: 'window' | 'graph';
  readonly parameters: string;
  /** What is done until the view is there, and seen when it is. */
  readonly until: (page: Page) => Promise<void>;
  readonly size?: { readonly width: number; readonly height: number };
}

const sees = (find: (page: Page) => Locator) => (page: Page) => find(page).first().waitFor();
const drawn = sees((page) => page.locator('[data-graph-drawn="true"]'));
const heading = sees((page) => page.getByRole('main').getByRole('heading'));
const tree = sees((page) => page.getByRole('main').getByRole('treeitem'));
/** Code, once its words have their colours. */
const coloured = sees((page) => page.locator('.view-line span[class*=mtk]:not(.mtk1)'));
const says = (text: RegExp) => sees((page) => page.getByText(text));

const WINDOW: readonly Omit<View, 'page'>[] = [
  { name: 'graph', parameters: 'scenario=three', until: drawn },
  { name: 'graph, a table', parameters: 'scenario=three#/graph/table:public.guests', until: drawn },
  { name: 'graph, empty', parameters: 'scenario=empty', until: heading },
  { name: 'graph, reading', parameters: 'scenario=loading', until: says(/^Reading code/) },
  { name: 'graph, partly read', parameters: 'scenario=partial', until: withProblems },
  { name: 'graph, the search', parameters: 'scenario=three', until: withSearch },
  { name: 'no project', parameters: 'scenario=project-failed', until: says(/There is no folder/) },
  { name: 'connection lost', parameters: 'scenario=lost', until: drawn },
  { name: 'drift', parameters: 'scenario=three#/drift', until: withFirstDifference },
  { name: 'drift, none', parameters: 'scenario=clean#/drift', until: heading },
  { name: 'drift, comparing', parameters: 'scenario=drift-loading#/drift', until: says(/public\.guests/) },
  { name: 'drift, failed', parameters: 'scenario=drift-failed#/drift', until: says(/could not be started/) },
  { name: 'drift, 5,000', parameters: 'scenario=many#/drift', until: tree },
  { name: 'audit', parameters: 'scenario=three#/audit', until: withFirstFinding },
  { name: 'audit, nothing open', parameters: 'scenario=clean#/audit', until: heading },
  { name: 'audit, failed', parameters: 'scenario=audit-failed#/audit', until: says(/could not be started/) },
  { name: 'migrations', parameters: 'scenario=migrations#/migrations', until: coloured },
  { name: 'migrations, broken', parameters: 'scenario=migrations-broken#/migrations', until: coloured },
  { name: 'migrations, none', parameters: 'scenario=migrations-none#/migrations', until: heading },
  {
    name: 'migrations, failed',
    parameters: 'scenario=migrations-failed#/migrations',
    until: says(/No server answers/),
  },
  { name: 'draft, not made yet', parameters: 'scenario=normal#/draft', until: heading },
  { name: 'draft', parameters: 'scenario=normal#/draft', until: withDraft },
  { name: 'primitives', parameters: 'ui', until: heading },
  { name: 'graph, small window', parameters: 'scenario=three', until: drawn, size: { width: 1024, height: 700 } },
  {
    name: 'a table at 200 %',
    parameters: 'scenario=three#/graph/table:public.guests',
    until: withInspector,
    size: { width: 720, height: 450 },
  },
  { name: 'graph at 200 %, small', parameters: 'scenario=three', until: drawn, size: { width: 512, height: 350 } },
  { name: 'graph, wide window', parameters: 'scenario=three', until: drawn, size: { width: 2560, height: 1080 } },
];

const GRAPH: readonly Omit<View, 'page'>[] = [
  { name: 'row security', parameters: 'tables=40&overlay=rls', until: drawn },
  { name: 'foreign keys', parameters: 'tables=40&overlay=fk', until: drawn },
  { name: '1,000 tables', parameters: 'tables=1000&overlay=rls&inspector=no', until: drawn },
  { name: '3,000 tables', parameters: 'tables=3000&inspector=no', until: drawn },
  { name: 'source failed', parameters: 'state=failed&inspector=no', until: says(/No server answers/) },
  {
    name: 'layout failed',
    parameters: 'tables=40&layout=broken&inspector=no',
    until: sees((page) => page.getByRole('alert')),
  },
];

/** Every view in the states that are drawn on purpose. */
export const VIEWS: readonly View[] = [
  ...WINDOW.map((view): View => ({ ...view, page: 'window' })),
  ...GRAPH.map((view): View => ({ ...view, page: 'graph' })),
];

async function withInspector(page: Page): Promise<void> {
  await drawn(page);
  await page.keyboard.press('Control+i');
  await page.getByRole('complementary', { name: 'Inspector, over the view' }).waitFor();
}

async function withProblems(page: Page): Promise<void> {
  await drawn(page);
  await page.keyboard.press('Control+j');
  await page.getByRole('tree', { name: 'Problems by source' }).waitFor();
}

async function withSearch(page: Page): Promise<void> {
  await drawn(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gue');
  await page.getByRole('option').first().waitFor();
}

async function withFirstDifference(page: Page): Promise<void> {
  await tree(page);
  await page.keyboard.press('j');
  await page.getByRole('main').getByRole('article').waitFor();
  await page.locator('.monaco-diff-editor .char-insert, .monaco-diff-editor .line-insert').first().waitFor();
  await coloured(page);
}

async function withFirstFinding(page: Page): Promise<void> {
  await tree(page);
  await page.keyboard.press('j');
  await page.getByRole('main').getByRole('article').getByText('Without row security').waitFor();
}

async function withDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draft the migration' }).click();
  await page.locator('.view-lines').getByText('DROP COLUMN').waitFor();
  await coloured(page);
}
