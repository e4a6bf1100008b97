import { join } from 'node:path';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import { packageFolder } from '#main/platform/entry.ts';
import { toErrorData } from '#main/platform/failure.ts';
import { defaultFolders } from '#main/platform/folders.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { levelFrom, logToStderr } from '#main/platform/log.ts';
import { createEngine } from '#main/session/engine.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderError } from './render-error.ts';
import { createTerminal, type Terminal } from './terminal.ts';

export interface ServeOptions {
  readonly url?: string | undefined;
  readonly quiet: boolean;
  readonly color: boolean;
  /** 0 is any that is free. */
  readonly port: number;
  /** Opens the address in the person's browser. */
  readonly browser: boolean;
}

/** `raingauge serve [project]`: prints the address on stdout and serves until it is told to stop. */
export async function serve(project: string | null, options: ServeOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const log = logToStderr(levelFrom(process.env, 'warn'));
  const engine = createEngine({
    spawn: forkChild,
    folders: defaultFolders(),
    host: 'web',
    initialProject: project,
    liveUrl: options.url,
    log,
  });
  try {
    const host = await startWebHost({
      engine,
      page: { folder: join(packageFolder, 'dist', 'renderer') },
      port: options.port,
      log,
    });
    await terminal.out(`${host.url}\n`);
    if (options.browser) await openBrowser(host.url, terminal);
    else terminal.note('The address is good for one browser on this machine; Ctrl-C stops serving.');
    await stopped();
    await host.close();
    return EXIT.none;
  } catch (error) {
    terminal.error(renderError(toErrorData(error), terminal.styles));
    return EXIT.couldNotTell;
  } finally {
    await engine.close();
  }
}

async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  const { default: open } = await import('open');
  try {
    const child = await open(url);
    child.on('error', () => terminal.note('No browser could be started; open the address above yourself.'));
  } catch {
    terminal.note('No browser could be started; open the address above yourself.');
  }
}

/** Resolves on Ctrl-C or when the system asks the process to end. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
