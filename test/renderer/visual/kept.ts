import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { comparePictures, TOLERANCE } from './picture.ts';

/** What is done with the pictures of a machine: nothing (in the unit step), compared, or made anew. */
export type Keeping = 'no' | 'compare' | 'update';

export const keeping: Keeping =
  process.env.RAINGAUGE_PICTURES === 'update' || process.env.RAINGAUGE_PICTURES === 'compare'
    ? process.env.RAINGAUGE_PICTURES
    : 'no';

const PLACE = join(import.meta.dirname, '..', '..', '..', '.pictures');

/** Letters are drawn by the system's own libraries: what one machine draws says nothing of another. */
export function folderOf(browserVersion: string): string {
  return join(PLACE, `${platform()}-${arch()}-chromium-${browserVersion}`);
}

/** Made for the first time (or on purpose), or why it is not as it was. */
export type Compared = { readonly made: true } | { readonly made: false; readonly wrong: string | null };

/** Compares a picture with the one that this machine keeps under the name, and keeps it where there is none. */
export async function compareWithKept(page: Page, folder: string, name: string, picture: Buffer): Promise<Compared> {
  const path = (kind = '') => join(folder, `${name.replaceAll(/[^a-z\d]+/gi, '-')}${kind}.png`);
  await mkdir(folder, { recursive: true });
  await Promise.all(['.now', '.differs'].map((kind) => rm(path(kind), { force: true })));
  if (keeping === 'update' || !existsSync(path())) {
    await writeFile(path(), picture);
    return { made: true };
  }
  const { share, shown } = await comparePictures(page, await readFile(path()), picture);
  if (share <= TOLERANCE) return { made: false, wrong: null };
  await writeFile(path('.now'), picture);
  if (shown) await writeFile(path('.differs'), shown);
  return { made: false, wrong: `${(100 * share).toFixed(2)} % of the pixels differ from ${path()}` };
}
