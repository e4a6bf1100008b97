import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronPackage, findElectron, hasDisplay } from '#main/platform/electron-binary.ts';
import { packageFolder } from '#main/platform/entry.ts';
import { buildIsStale } from './build-state.ts';

/** How long downloading Electron may take before the browser is opened instead. */
const INSTALL_LIMIT_MS = 60_000;

/** `npm start`: builds where needed, sees to Electron's binary, and opens the window (`raingauge open`). */
async function start(): Promise<void> {
  if (buildIsStale(packageFolder)) {
    process.stderr.write('Building Raingauge …\n');
    const vite = join(packageFolder, 'node_modules', 'vite', 'bin', 'vite.js');
    const code = await run([vite, 'build', '--app', '--logLevel', 'warn']);
    if (code !== 0) {
      process.stderr.write('The build failed; what it said stands above.\n');
      process.exit(1);
    }
  }
  // Without a display there is no window to open, with or without Electron.
  if (hasDisplay() && !process.env.RAINGAUGE_NO_ELECTRON && findElectron() === null) await installElectron();
  process.exit(await run([join(packageFolder, 'dist', 'cli.js'), 'open', ...process.argv.slice(2)]));
}

/** The package downloads its binary with a script of its own; it is given a minute and may fail. */
async function installElectron(): Promise<void> {
  const folder = electronPackage();
  if (folder === null) return;
  process.stderr.write("Downloading Electron's binary (once, a minute at most) …\n");
  await run([join(folder, 'install.js')], INSTALL_LIMIT_MS);
}

/** Runs a Node script to its end, with this terminal; Ctrl-C reaches it directly. Returns its exit code. */
function run(args: readonly string[], limit?: number): Promise<number> {
  return new Promise((resolve) => {
    const quiet = limit !== undefined;
    const child = spawn(process.execPath, args, {
      cwd: process.cwd(),
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit'],
    });
    const timer = quiet ? setTimeout(() => child.kill('SIGKILL'), limit) : undefined;
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', () => {});
    process.on('SIGTERM', forward);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

await start();
