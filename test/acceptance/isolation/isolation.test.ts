import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, runAudit } from '#app/audit';
import { rlsLeakProven } from '#app/audit/rules/rls-leak-proven.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readingOf } from '#test/app/audit/audit.ts';
import { readDoc } from '#test/app/audit/docs.ts';
import { sliceFor } from '#test/support/slices.ts';
import { LEAKS, SOUND, UNDECIDED } from './cases.ts';
import { expectVerdicts, proveCase, proveCatalog, readCase } from './run-cases.ts';

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

  it('is run again on what the remedy of a proven leak makes, and holds there', async () => {
    const [sql] = readDoc(rlsLeakProven.id).flagged;
    const leaking = await readCase(shadow, sql?.text ?? '');
    const { objects } = await proveCatalog(shadow, leaking);
    const { findings } = runAudit(
      { readings: [readingOf(leaking)], isolation: objects },
      { rules: [rlsLeakProven], only: [rlsLeakProven.id] },
    );
    expect(findings.map(({ object, remedy }) => ({ object, sql: remedy?.sql }))).toEqual([
      { object: 'table:public.events', sql: true },
      { object: 'table:public.guests', sql: true },
    ]);
    const closed = applyEdits(
      leaking,
      findings.flatMap(({ fix }) => fix?.edits ?? []),
    );
    const again = await proveCatalog(shadow, closed);
    expect(again.objects.filter(({ verdict }) => verdict !== 'isolated').map(({ object }) => object)).toEqual([
      'table:public.companies',
    ]);
  });
});
