import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/** A channel that differs by no more than this, of 255, is the same: the edges of letters and curves are rounded. */
const SAME_CHANNEL = 16;
/** Of all pixels, how many may differ: 0.1 %, a word of some letters. */
export const TOLERANCE = 0.001;

/** What is drawn now, once it stands still: fonts there, nothing moving, twice the same. */
export async function takePicture(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  let before = await shot(page);
  await expect
    .poll(async () => {
      const now = await shot(page);
      const isSame = now.equals(before);
      before = now;
      return isSame;
    })
    .toBe(true);
  return before;
}

/** The editor's scroll bars show themselves for a while, and go. */
const STILL = '.monaco-scrollable-element > .scrollbar { visibility: hidden !important }';

function shot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide', style: STILL });
}

/** The share of pixels in which two pictures differ, 1 where their sizes do, and a picture that shows where. */
export async function comparePictures(
  page: Page,
  one: Buffer,
  other: Buffer,
): Promise<{ readonly share: number; readonly shown: Buffer | null }> {
  if (one.equals(other)) return { share: 0, shown: null };
  const { share, shown } = await page.evaluate(differ, {
    pictures: [one.toString('base64'), other.toString('base64')] as const,
    same: SAME_CHANNEL,
  });
  return { share, shown: shown === null ? null : Buffer.from(shown, 'base64') };
}

async function differ({ pictures, same }: { readonly pictures: readonly [string, string]; readonly same: number }) {
  const read = async (base64: string) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { canvas, context, data: context?.getImageData(0, 0, bitmap.width, bitmap.height) };
  };
  const [a, b] = [await read(pictures[0]), await read(pictures[1])];
  if (!a.data || !b.data || a.data.width !== b.data.width || a.data.height !== b.data.height)
    return { share: 1, shown: null };
  let count = 0;
  for (let at = 0; at < a.data.data.length; at += 4) {
    const isSame = [0, 1, 2].every(
      (channel) => Math.abs((a.data?.data[at + channel] ?? 0) - (b.data?.data[at + channel] ?? 0)) <= same,
    );
    if (isSame) continue;
    count += 1;
    b.data.data.set([255, 0, 255, 255], at);
  }
  b.context?.putImageData(b.data, 0, 0);
  const bytes = new Uint8Array(await (await b.canvas.convertToBlob()).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { share: count / (a.data.width * a.data.height), shown: btoa(text) };
}

/** What of a picture is ground and what stands on it. */
export interface Seen {
  /** The commonest colours, the commonest first, as `#rrggbb`. */
  readonly colours: readonly string[];
  /** The share of pixels that are not of the commonest colour. */
  readonly ink: number;
  /** The colours of the theme's tokens, as `#rrggbb` by name. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** What a picture of the page shows, and what the theme says. */
export async function seenIn(page: Page, picture: Buffer): Promise<Seen> {
  return page.evaluate(look, picture.toString('base64'));
}

async function look(base64: string): Promise<Seen> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (!context) return { colours: [], ink: 0, tokens: {} };
  const hex = (data: ArrayLike<number>, at: number) =>
    `#${[0, 1, 2].map((channel) => (data[at + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const commonest = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3);
  const style = getComputedStyle(document.documentElement);
  const tokens = ['canvas', 'surface', 'raised', 'sunken', 'text', 'muted', 'line'].map((name) => {
    context.fillStyle = style.getPropertyValue(`--${name}`).trim();
    context.fillRect(0, 0, 1, 1);
    return [name, hex(context.getImageData(0, 0, 1, 1).data, 0)] as const;
  });
  return {
    colours: commonest.map(([colour]) => `#${colour.toString(16).padStart(6, '0')}`),
    ink: 1 - (commonest[0]?.[1] ?? 0) / (data.length / 4),
    tokens: Object.fromEntries(tokens),
  };
}

/** Texts that are cut where nothing shows them whole, and what reaches out of the window. */
export async function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(findCut);
}

function findCut(): string[] {
  const cut: string[] = [];
  const { documentElement } = document;
  if (documentElement.scrollWidth > innerWidth) cut.push(`the page is ${documentElement.scrollWidth} px wide`);
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (!hasText || element.closest('.monaco-editor, .sr-only, [aria-hidden=true], svg')) continue;
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    if (style.visibility !== 'visible' || width === 0 || height === 0) continue;
    // What is only read out is a pixel.
    if (width <= 1 && height <= 1) continue;
    const isClipped = style.overflowX === 'hidden' || style.overflowX === 'clip';
    // What ends in an ellipsis shows itself whole when pointed at (`Truncated`).
    const isShownWhole = style.textOverflow === 'ellipsis' || element.title !== '';
    if (isClipped && !isShownWhole && element.scrollWidth > element.clientWidth + 1)
      cut.push(`“${element.textContent?.trim()}” is cut at the side`);
    if (style.overflowY === 'hidden' && element.title === '' && element.scrollHeight > element.clientHeight + 3)
      cut.push(`“${element.textContent?.trim()}” is cut below`);
  }
  return cut;
}
