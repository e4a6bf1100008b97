import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A folder that the first worker of a run fills and the others wait for. Where no run was set up (benchmarks), one of its own.
 * @throws what `fill` throws; the next worker then tries itself.
 */
export async function onceARun(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const run = process.env.RAINGAUGE_RUN_FOLDER ?? (await mkdtemp(join(tmpdir(), 'raingauge-run-')));
  const place = join(run, name);
  const making = `${place}.making`;
  while (!existsSync(place)) {
    if (await isFirst(making)) await fillAt(making, place, fill);
    else await wait(100);
  }
  return place;
}

async function fillAt(making: string, place: string, fill: (folder: string) => Promise<void>): Promise<void> {
  try {
    // It may have been finished between the look and the lock.
    if (existsSync(place)) return;
    await fill(making);
    await rename(making, place);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
