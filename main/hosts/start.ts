import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
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
  const args = process.argv.slice(2).map(fromWhereItWasTyped);
  process.exit(await run([join(packageFolder, 'dist', 'cli.js'), 'open', ...args]));
}

/**
 * The package downloads its binary with a script of its own; it is given a minute and may fail (without a network it
 * does at once). Its output is an error's stack or nothing, so the seconds stand for it.
 */
async function installElectron(): Promise<void> {
  const folder = electronPackage();
  if (folder === null) return;
  process.stderr.write("Downloading Electron's binary, once, for a minute at most ");
  const progress = setInterval(() => process.stderr.write('.'), 1000);
  await run([join(folder, 'install.js')], INSTALL_LIMIT_MS);
  clearInterval(progress);
  process.stderr.write('\n');
}

/** npm runs scripts in the package's folder; a project is named relative to where the person is. */
function fromWhereItWasTyped(argument: string): string {
  const typedIn = process.env.INIT_CWD;
  return argument.startsWith('-') || typedIn === undefined ? argument : resolve(typedIn, argument);
}

/** Runs a Node script to its end, with this terminal; Ctrl-C reaches it directly. Returns its exit code. */
function run(args: readonly string[], limit?: number): Promise<number> {
  return new Promise((settle) => {
    const output = limit === undefined ? 'inherit' : 'ignore';
    const child = spawn(process.execPath, args, { stdio: ['ignore', output, output] });
    const timer = limit === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limit);
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', forward);
    child.once('error', () => settle(1));
    child.once('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGTERM', forward);
      settle(code ?? 1);
    });
  });
}

// The terminal sends Ctrl-C to the whole group: the child ends by it, and this process with the child.
process.on('SIGINT', () => {});
await start();
