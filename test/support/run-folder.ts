import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Vitest's global set-up: a folder for what one run makes once and all its workers use; it goes with the run. */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'raingauge-run-'));
  process.env.RAINGAUGE_RUN_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
