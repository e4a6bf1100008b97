import { spawnSync } from 'node:child_process';
import { MAJORS } from './support/postgres/versions.ts';

/** How many pairs of made-up schemas are drafted into each other there. */
const RUNS = '500';

/** `npm run test:matrix`: every suite that runs on a server, in full, on PGlite and on every supported major, with a new seed. */
const files = process.argv.slice(2);
const seed = process.env.RAINGAUGE_SEED ?? String(Date.now() % 2 ** 31);
const suites =
  files.length > 0
    ? files
    : ['test/acceptance', 'test/app/compare', 'test/main/sources', 'test/main/shadow', 'test/main/session'];
console.log(`On PGlite and PostgreSQL ${MAJORS.join(', ')} (seed ${seed}): ${suites.join(', ')}`);
const { status } = spawnSync('npx', ['vitest', 'run', ...suites], {
  stdio: 'inherit',
  env: { RAINGAUGE_RUNS: RUNS, ...process.env, RAINGAUGE_MATRIX: 'all', RAINGAUGE_SEED: seed },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
