import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageFolder } from './entry.ts';

/** The installed `electron` package's folder; `null` where it is not installed (a headless installation). */
export function electronPackage(): string | null {
  try {
    return dirname(createRequire(join(packageFolder, 'package.json')).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * Electron's executable, or `null` where it was never downloaded. Looks without requiring the package: that would start
 * the download (electron/index.js), in this process and without an end. `RAINGAUGE_NO_ELECTRON` asks for the browser.
 */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): string | null {
  if (environment.RAINGAUGE_NO_ELECTRON) return null;
  const folder = electronPackage();
  if (folder === null) return null;
  try {
    const path = readFileSync(join(folder, 'path.txt'), 'utf8');
    const binary = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), path);
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Whether a window can be shown: always on macOS and Windows, with a display server elsewhere. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
