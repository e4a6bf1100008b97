import { spawnSync } from 'node:child_process';

/**
 * `npm run test:visual`: every view in three themes, against the pictures that this machine keeps in `.pictures/`. The first run on a
 * machine makes them, says so, and holds each view to a second drawing; `--update` makes them anew.
 */
const { status } = spawnSync('npx', ['vitest', 'run', '--maxWorkers=1', 'test/renderer/visual'], {
  stdio: 'inherit',
  env: { ...process.env, RAINGAUGE_PICTURES: process.argv.includes('--update') ? 'update' : 'compare' },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
