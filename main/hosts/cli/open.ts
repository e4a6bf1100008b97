import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron, hasDisplay } from '#main/platform/electron-binary.ts';
import { packageFolder } from '#main/platform/entry.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type ServeOptions, serve } from './serve.ts';

/** `raingauge [open] [project]`: the Electron window; the browser, or an address to open, where that cannot be had. */
export async function open(project: string | null, options: Omit<ServeOptions, 'browser'>): Promise<ExitCode> {
  const display = hasDisplay();
  const electron = findElectron();
  if (electron !== null && display) return openWindow(electron, project, options);
  if (!options.quiet) process.stderr.write(`${whyNoWindow(electron, display)}\n`);
  return serve(project, { ...options, browser: display });
}

function whyNoWindow(electron: string | null, display: boolean): string {
  if (electron === null) {
    return display
      ? "Electron's binary is not installed: Raingauge opens in your browser instead."
      : "Electron's binary is not installed and there is no display: open this address in a browser.";
  }
  return 'There is no display for a window: open this address in a browser.';
}

function openWindow(
  electron: string,
  project: string | null,
  options: Omit<ServeOptions, 'browser'>,
): Promise<ExitCode> {
  const args = [join(packageFolder, 'dist', 'main.js'), ...(project === null ? [] : [project])];
  // The address may hold a password: other users of the machine can read arguments, but not the environment.
  const environment = options.url === undefined ? process.env : { ...process.env, RAINGAUGE_LIVE_URL: options.url };
  return new Promise((resolve) => {
    const child = spawn(electron, args, { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
    child.once('error', (error) => {
      process.stderr.write(
        `Electron could not be started (${error.message}): Raingauge opens in your browser instead.\n`,
      );
      resolve(serve(project, { ...options, browser: true }));
    });
    child.once('exit', (code) => resolve(code === 0 ? EXIT.none : EXIT.couldNotTell));
  });
}
