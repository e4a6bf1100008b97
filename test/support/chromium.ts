import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);

/** Where the browser is and what it must be started with. No `executablePath` means Playwright's own. */
export interface Chromium {
  readonly executablePath?: string;
  readonly args: string[];
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium talks to the network at start-up unless told not to; as root it refuses its own sandbox. */
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Machines that test have none, and looking for one takes time.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Finds a browser: Playwright's own, else a system one, else installs one (Playwright's installer, else Debian's
 * `chromium` when root).
 * @throws where none can be had, saying what was tried.
 */
export async function findChromium(): Promise<Chromium> {
  const found = present();
  if (found) return found;
  const tried: string[] = [];
  for (const [command, args] of installers()) {
    try {
      console.error(`No Chromium found: trying ${command} ${args.join(' ')}`);
      await run(command, args, { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      const installed = present();
      if (installed) return installed;
    } catch (error) {
      tried.push(`${command} ${args.join(' ')}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(`No Chromium here, and none could be installed.\n${tried.join('\n')}`);
}

function present(): Chromium | undefined {
  if (existsSync(chromium.executablePath())) return { args: ARGS };
  const executablePath = SYSTEM_PATHS.find((path) => existsSync(path));
  return executablePath ? { executablePath, args: ARGS } : undefined;
}

function installers(): [string, string[]][] {
  const own: [string, string[]] = ['npx', ['playwright', 'install', 'chromium']];
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [own];
  return [
    own,
    ['apt-get', ['update', '-qq']],
    ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']],
  ];
}
