import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { sliceFor } from '#test/support/slices.ts';
import { LEAKS, SOUND, UNDECIDED } from './cases.ts';
import { expectVerdicts, proveCase } from './run-cases.ts';

const NTH = 16;

describe('the isolation proof on the embedded PostgreSQL', () => {
  let folder: string;
  let shadow: Shadow;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-isolation-'));
    shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  });

  afterAll(async () => {
    await shadow.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(sliceFor(null, [...LEAKS, ...SOUND, ...UNDECIDED], NTH))('$name', async (each) => {
    expectVerdicts(await proveCase(shadow, each), each);
  });
});
