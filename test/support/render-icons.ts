import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.ts';

/** Draws resources/icons/icon.svg as the PNG files that packaging takes: `npx tsx test/support/render-icons.ts`. */
const SIZES = [256, 512];
const icons = fileURLToPath(new URL('../../resources/icons/', import.meta.url));

const svg = readFileSync(`${icons}icon.svg`, 'utf8');
const browser = await chromium.launch(await findChromium());
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
    );
    await page.screenshot({ path: `${icons}${size}x${size}.png`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
