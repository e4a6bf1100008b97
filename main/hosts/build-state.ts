import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build reads. */
const INPUTS = ['app', 'main', 'renderer', 'package-lock.json', 'vite.config.ts'];

/** What it must have written: the last file of each environment. */
const OUTPUTS = [
  'dist/renderer/index.html',
  'dist/preload.cjs',
  'dist/command-line.cjs',
  'dist/main.js',
  'dist/engine.js',
  'dist/cli.js',
];

/** True where `dist/` is missing or older than a source. Where the sources are not shipped it is never stale. */
export function buildIsStale(folder: string): boolean {
  if (OUTPUTS.some((file) => !existsSync(join(folder, file)))) return true;
  const built = Math.min(...OUTPUTS.map((file) => statSync(join(folder, file)).mtimeMs));
  return INPUTS.some((input) => newest(join(folder, input)) > built);
}

/** The newest modification of a file under a path, in milliseconds; 0 where there is none. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
