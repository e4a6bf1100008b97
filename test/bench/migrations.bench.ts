import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { forkChild } from '#main/platform/fork-child.ts';
import type { Work } from '#main/platform/work.ts';
import { createShadow } from '#main/shadow/shadow.ts';
import { readMigrations } from '#main/sources/migrations/read-migrations.ts';
import { generateMigrations } from './generate/migrations.ts';
import type { Measure } from './run.ts';

const FILES = 300;
const STATEMENTS = 10_000;
const LIMIT_MS = 30_000;

/** 300 migrations with 10,000 statements, replayed and read; and which share of it is what. */
export async function benchMigrations(): Promise<readonly Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'raingauge-bench-'));
  const shadow = createShadow({ spawn: forkChild, cacheFolder: join(folder, 'cache') });
  try {
    for (const [path, text] of Object.entries(generateMigrations(FILES, STATEMENTS))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const stages: { readonly stage: string; readonly at: number }[] = [];
    const report: Work['report'] = ({ stage, detail }) => {
      stages.push({ stage: `${stage} ${detail ?? ''}`, at: performance.now() });
    };
    const began = performance.now();
    const work: Work = { signal: new AbortController().signal, report };
    const reading = await readMigrations({ root: folder, folder: 'drizzle', shadow, work });
    const whole = performance.now() - began;
    const failed = reading.report.filter(({ effect }) => effect === 'unread');
    if (failed.length > 0) throw new Error(`The generated migrations do not run: ${failed[0]?.message}`);
    const at = (pattern: RegExp) => stages.find(({ stage }) => pattern.test(stage))?.at ?? began;
    const starting = at(/^shadow starting/);
    const running = at(/^shadow running/);
    const reads = stages.find(({ at: time, stage }) => time > running && !stage.startsWith('shadow'))?.at ?? running;
    const share = (what: string, value: number): Measure => ({ what, value, unit: 'ms', target: '-', ok: true });
    return [
      {
        what: `${FILES} migrations, ${STATEMENTS} statements`,
        value: whole,
        unit: 'ms',
        target: `≤ ${LIMIT_MS}`,
        ok: whole <= LIMIT_MS,
      },
      share('  read the files, split and parse', starting - began),
      share('  start the shadow', running - starting),
      share('  replay', reads - running),
      share('  read the catalogs, note the origins', began + whole - reads),
    ];
  } finally {
    await shadow.close();
    await rm(folder, { recursive: true, force: true });
  }
}
