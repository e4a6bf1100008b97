import type { ErrorData } from '#app/api';
import { toErrorData } from '#main/platform/failure.ts';
import { defaultFolders } from '#main/platform/folders.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import type { Work } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderError, renderProblem } from './render-error.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Options that every command understands. */
export interface CommonOptions {
  readonly project: string;
  readonly url?: string | undefined;
  readonly quiet: boolean;
  readonly color: boolean;
}

export interface Context {
  readonly session: Session;
  readonly terminal: Terminal;
  readonly work: Work;
  /** Absolute. */
  readonly root: string;
}

/**
 * Runs a command on a session: progress to the terminal, Ctrl-C cancels, a failure becomes one block and exit code 2.
 * `onFailure` writes what the format owes its reader besides.
 */
export async function runCommand(
  options: CommonOptions,
  root: string,
  command: (context: Context) => Promise<ExitCode>,
  onFailure: (error: ErrorData, terminal: Terminal) => Promise<void> = async () => {},
): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const session = createSession({
    spawn: forkChild,
    folders: defaultFolders(),
    host: 'web',
    initialProject: root,
    liveUrl: options.url,
    // No command prints them.
    statistics: false,
    base: process.cwd(),
  });
  try {
    const work: Work = { signal: stop.signal, report: (progress) => terminal.progress(progress) };
    for (const problem of await session.settingsProblems(root)) terminal.note(renderProblem(problem, terminal.styles));
    return await command({ session, terminal, work, root });
  } catch (error) {
    const data = toErrorData(error);
    terminal.error(renderError(data, terminal.styles));
    await onFailure(data, terminal);
    return EXIT.couldNotTell;
  } finally {
    terminal.endProgress();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await session.close();
  }
}
