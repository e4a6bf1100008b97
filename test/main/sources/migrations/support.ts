import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lookupOf, type Reading } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { type ReadMigrationsOptions, readMigrations } from '#main/sources/migrations/read-migrations.ts';

/** A shadow (by default the embedded one) and a place for projects; `close` ends and removes both. */
export async function openBench(shadowIn?: (cacheFolder: string) => Shadow) {
  const cache = await mkdtemp(join(tmpdir(), 'raingauge-migrations-'));
  const shadow = shadowIn?.(cache) ?? createShadow({ spawn: forkChild, cacheFolder: cache });
  return {
    /** A project of these files: path → text. */
    async project(files: Readonly<Record<string, string | Buffer>>) {
      const root = await mkdtemp(join(cache, 'project-'));
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
      return {
        root,
        read: (options: Partial<ReadMigrationsOptions> = {}): Promise<Reading> =>
          readMigrations({ root, folder: 'drizzle', shadow, work: UNWATCHED, ...options }),
      };
    },
    async close() {
      await shadow.close();
      await rm(cache, { recursive: true, force: true });
    },
  };
}

const ZERO = '00000000-0000-0000-0000-000000000000';
const idOf = (index: number) => (index < 0 ? ZERO : `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);

/** A folder of drizzle-kit 0.x with a journal and its snapshots. */
export function journalOf(...texts: readonly (string | Buffer)[]): Record<string, string | Buffer> {
  const tags = texts.map((_, index) => `${String(index).padStart(4, '0')}_step`);
  const entries = tags.map((tag, idx) => ({ idx, version: '7', when: 1000 + idx, tag, breakpoints: true }));
  const files: Record<string, string | Buffer> = {
    'drizzle/meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2),
  };
  for (const [index, tag] of tags.entries()) {
    files[`drizzle/${tag}.sql`] = texts[index] ?? '';
    files[`drizzle/meta/${tag.slice(0, 4)}_snapshot.json`] = JSON.stringify({
      id: idOf(index),
      prevId: idOf(index - 1),
      version: '7',
      dialect: 'postgresql',
      tables: {},
    });
  }
  return files;
}

/** `file:line` of each origin, without the folder. */
export function places(reading: Reading, id: string): readonly string[] | undefined {
  const found = lookupOf(reading.catalog).find(id);
  return found?.origins.map(({ file, line }) => `${file?.replace('drizzle/', '')}:${line}`);
}

/** Code and effect of each problem. */
export const codes = (reading: Reading) => reading.report.map(({ code, effect }) => `${effect} ${code}`);
