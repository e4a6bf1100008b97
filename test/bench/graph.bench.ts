import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { type Harness, startHarness } from '../renderer/harness-graph/page.ts';
import { layoutMeasures } from './graph/layout-quality.ts';
import './graph/probe.ts';
import { median } from './median.ts';
import type { Measure } from './run.ts';

type Peer = 'raingauge' | 'react-flow' | 'canvas';

/** What the issue of the graph asks for at each number of tables. */
interface Targets {
  readonly drawn: number;
  readonly act: number;
  readonly heap: number;
}
const TARGETS: Readonly<Record<number, Targets | null>> = {
  1000: { drawn: 400, act: 100, heap: 80 },
  3000: { drawn: 800, act: 200, heap: 150 },
  10000: null,
};
const PAN_P95 = 17;
const ZOOM_P95 = 33;
const ZOOM_WORST = 100;
const ROUNDS = 3;

/** How finely a graph is moved: the way is the same, in more or fewer steps. */
interface Gestures {
  /** How often each gesture is made; the median counts. */
  readonly rounds: number;
  /** Moves of the pointer along each of a drag's three legs. */
  readonly panSteps: number;
  /** Turns of the wheel from everything in sight to where columns are read. */
  readonly zoomSteps: number;
}
const GESTURES: Gestures = { rounds: ROUNDS, panSteps: 30, zoomSteps: 26 };
/** Of a graph that takes seconds for a step: minutes of them say no more than a few do. */
const FEW_GESTURES: Gestures = { rounds: 1, panSteps: 2, zoomSteps: 4 };
/** What the wheel turns in all to where columns are read, at any of the sizes, in pixels. */
const NEAR = 26 * 120;
/** What a frame takes on a machine with nothing else to do. */
const FRAME = 1000 / 60;

/** One graph of one size, measured. Milliseconds and megabytes. */
interface Figures {
  readonly drawn: number;
  /** Processor time of the page until then, all of its threads. */
  readonly drawnProcessor: number;
  readonly heap: number;
  readonly panFar: number;
  readonly panNear: number;
  readonly zoom: number;
  readonly zoomWorst: number;
}

/**
 * The graph in headless Chromium with software rendering, by real gestures, against plain React Flow with the same nodes
 * and a bare canvas with the same boxes. Frames are held to their targets times what the bare canvas needs more than an
 * idle machine would give it: where it cannot be moved at sixty frames, nothing can.
 */
export async function benchGraph(): Promise<readonly Measure[]> {
  return [...(await layoutMeasures()), ...(await benchGraphSizes(Object.keys(TARGETS).map(Number)))];
}

export async function benchGraphSizes(sizes: readonly number[]): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  const harness = await startHarness(join(import.meta.dirname, 'graph/vite.config.ts'));
  try {
    for (const tables of sizes) measures.push(...(await measureSize(harness, tables)));
  } finally {
    await harness.close();
  }
  return measures;
}

async function measureSize(harness: Harness, tables: number): Promise<readonly Measure[]> {
  const targets = TARGETS[tables] ?? null;
  const canvas = await measurePeer(harness, 'canvas', tables, 1);
  const ours = await measurePeer(harness, 'raingauge', tables, ROUNDS);
  const acts = await measureActs(harness, tables);
  const flow = targets ? await measurePeer(harness, 'react-flow', tables, 1, FEW_GESTURES) : null;
  const row = (what: string, value: number, target: number | null, unit = 'ms', slow = 1): Measure => ({
    what: `${tables}: ${what}`,
    value,
    unit,
    target: target === null ? 'reported' : `≤ ${target}${slow > 1.02 ? ` × ${slow.toFixed(2)}, the bare canvas` : ''}`,
    ok: target === null || value <= target * slow,
  });
  const only = <T>(value: T): T | null => (targets ? value : null);
  const slow = (figure: 'panFar' | 'panNear' | 'zoom' | 'zoomWorst') => Math.max(1, canvas[figure] / FRAME);
  return [
    row('catalog to the drawn graph', ours.drawn, targets?.drawn ?? null),
    row('  the page’s processor time for it', ours.drawnProcessor, null),
    row('pan, everything in sight, p95 of frames', ours.panFar, only(PAN_P95), 'ms', slow('panFar')),
    row('pan, columns in sight, p95 of frames', ours.panNear, only(PAN_P95), 'ms', slow('panNear')),
    row('zoom through all levels, p95 of frames', ours.zoom, only(ZOOM_P95), 'ms', slow('zoom')),
    row('zoom through all levels, the worst frame', ours.zoomWorst, only(ZOOM_WORST), 'ms', slow('zoomWorst')),
    ...acts.map(({ what, value }) => row(what, value, targets?.act ?? null)),
    row('JS heap', ours.heap, targets?.heap ?? null, 'MB'),
    ...peerRows(row, 'bare canvas', canvas),
    ...(flow ? peerRows(row, 'plain React Flow', flow, FEW_GESTURES) : []),
  ];
}

function peerRows(
  row: (what: string, value: number, target: null, unit?: string) => Measure,
  name: string,
  figures: Figures,
  few: Gestures | null = null,
): readonly Measure[] {
  const pan = few ? ` (${3 * few.panSteps} steps)` : '';
  const zoom = few ? ` (${2 * few.zoomSteps} steps)` : '';
  return [
    row(`${name}: drawn`, figures.drawn, null),
    row(`${name}: pan, everything in sight${pan}`, figures.panFar, null),
    row(`${name}: pan, near${pan}`, figures.panNear, null),
    row(`${name}: zoom, p95${zoom}`, figures.zoom, null),
    row(`${name}: zoom, worst${zoom}`, figures.zoomWorst, null),
    row(`${name}: JS heap`, figures.heap, null, 'MB'),
  ];
}

interface Opened {
  readonly page: Page;
  readonly session: CDPSession;
  readonly drawn: number;
  readonly drawnProcessor: number;
}

async function openPeer(harness: Harness, peer: Peer, tables: number): Promise<Opened> {
  const page = await harness.open(`peer=${peer}&tables=${tables}`);
  page.setDefaultTimeout(240_000);
  await page.getByText('ready', { exact: true }).waitFor();
  const before = await processorOf(page);
  await page.evaluate(() => window.probe.begin());
  await page.waitForFunction(() => window.probe.firstDrawn() !== null);
  const drawn = (await page.evaluate(() => window.probe.firstDrawn())) ?? Number.NaN;
  const drawnProcessor = (await processorOf(page)) - before;
  return { page, session: await page.context().newCDPSession(page), drawn, drawnProcessor };
}

/** Processor time of every renderer so far, in milliseconds: pages that are not shown take none. */
async function processorOf(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) return Number.NaN;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((total, { type, cpuTime }) => total + (type === 'renderer' ? cpuTime * 1000 : 0), 0);
}

async function measurePeer(
  harness: Harness,
  peer: Peer,
  tables: number,
  openings: number,
  gestures = GESTURES,
): Promise<Figures> {
  const opened: Opened[] = [];
  for (let round = 0; round < openings; round += 1) {
    opened.push(await openPeer(harness, peer, tables));
  }
  const last = opened.at(-1);
  if (!last) throw new Error('No page was opened.');
  const { page, session } = last;
  const heap = await heapOf(session);
  const { rounds } = gestures;
  const panFar = median(await repeat(rounds, async () => percentile(await pan(page, gestures), 0.95)));
  const zooms = await repeat(rounds, () => zoomThrough(page, gestures));
  await wheel(page, gestures, -1);
  const panNear = median(await repeat(rounds, async () => percentile(await pan(page, gestures), 0.95)));
  return {
    drawn: median(opened.map(({ drawn }) => drawn)),
    drawnProcessor: median(opened.map(({ drawnProcessor }) => drawnProcessor)),
    heap,
    panFar,
    panNear,
    zoom: median(zooms.map((frames) => percentile(frames, 0.95))),
    zoomWorst: median(zooms.map((frames) => Math.max(...frames))),
  };
}

/** What changes what the whole graph says, from the press to the drawn result. */
async function measureActs(
  harness: Harness,
  tables: number,
): Promise<readonly { readonly what: string; readonly value: number }[]> {
  const { page } = await openPeer(harness, 'raingauge', tables);
  const press = (name: string) =>
    page.evaluate((label) => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(label));
      return button ? window.probe.timed(() => button.click()) : Number.NaN;
    }, name);
  const select = (id: string | null) =>
    page.evaluate((table) => {
      const { stores } = window as unknown as { stores: import('#renderer/stores').Stores };
      return window.probe.timed(() => stores.navigation.getState().select(table as never));
    }, id);
  const found: { what: string; value: number }[] = [];
  for (const name of ['Row security', 'Foreign keys']) {
    found.push({ what: `overlay ${name}, first time, to the drawn result`, value: await press(name) });
  }
  const again: number[] = [];
  for (const name of ['Row security', 'Foreign keys', 'Structure', 'Row security']) again.push(await press(name));
  found.push({ what: 'overlay switched again, to the drawn result', value: Math.max(...again) });
  found.push({ what: 'filter by a state, to the drawn result', value: await press('protected') });
  await press('protected');
  await select('table:public.billing_accounts');
  found.push({ what: 'focus of a table, to the drawn result', value: await select('table:public.billing_batches') });
  return found;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

const MIDDLE = { x: 620, y: 420 };

/** Drags the view there and back; gives the times between frames meanwhile. */
async function pan(page: Page, { panSteps }: Gestures): Promise<readonly number[]> {
  await page.mouse.move(MIDDLE.x, MIDDLE.y);
  await page.mouse.down();
  await page.evaluate(() => window.probe.record());
  for (const [x, y] of [
    [MIDDLE.x - 380, MIDDLE.y - 200],
    [MIDDLE.x + 380, MIDDLE.y + 150],
    [MIDDLE.x, MIDDLE.y],
  ] as const)
    await page.mouse.move(x, y, { steps: panSteps });
  const frames = await page.evaluate(() => window.probe.frames());
  await page.mouse.up();
  return frames;
}

/** From everything in sight to the columns and back. */
async function zoomThrough(page: Page, gestures: Gestures): Promise<readonly number[]> {
  await page.mouse.move(MIDDLE.x, MIDDLE.y);
  await page.evaluate(() => window.probe.record());
  await wheel(page, gestures, -1);
  await wheel(page, gestures, 1);
  return page.evaluate(() => window.probe.frames());
}

async function wheel(page: Page, { zoomSteps }: Gestures, sign: 1 | -1): Promise<void> {
  for (let step = 0; step < zoomSteps; step += 1) await page.mouse.wheel(0, (sign * NEAR) / zoomSteps);
}

async function repeat<T>(rounds: number, run: () => Promise<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await run());
  return found;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
