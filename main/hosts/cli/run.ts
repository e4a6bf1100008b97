import type { ErrorData } from '#app/api';
import { toErrorData } from '#main/platform/failure.ts';
import { defaultFolders } from '#main/platform/folders.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import type { Work } from '#main/platform/work.ts';
import { startEarly } from '#main/session/early-start.ts';
import type { Session } from '#main/session/session.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderError } from './render-error.ts';
import { tellProblems } from './tell-problems.ts';
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

export interface CommandOptions {
  /** Sources that it reads, where they are known: databases among them are asked while the rest is being loaded. */
  readonly reads?: readonly string[];
  /** Whether a live database is asked, too, what it counted of the use of its tables: most commands print nothing of it. */
  readonly statistics?: boolean;
  /** Writes what the format owes its reader besides the error. */
  readonly onFailure?: (error: ErrorData, terminal: Terminal) => Promise<void>;
}

/** Runs a command on a session: progress to the terminal, Ctrl-C cancels, a failure becomes one block and exit code 2. */
export async function runCommand(
  options: CommonOptions,
  root: string,
  command: (context: Context) => Promise<ExitCode>,
  { reads = [], statistics = false, onFailure }: CommandOptions = {},
): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const work: Work = { signal: stop.signal, report: (progress) => terminal.progress(progress) };
  const early = await startEarly({ root, names: reads, liveUrl: options.url, statistics, report: work.report });
  const { createSession } = await import('#main/session/session.ts');
  const session = createSession({
    spawn: forkChild,
    folders: defaultFolders(),
    host: 'web',
    initialProject: root,
    liveUrl: options.url,
    statistics,
    early,
    base: process.cwd(),
  });
  try {
    tellProblems(await session.settingsProblems(root), terminal);
    return await command({ session, terminal, work, root });
  } catch (error) {
    const data = toErrorData(error);
    terminal.error(renderError(data, terminal.styles));
    await onFailure?.(data, terminal);
    return EXIT.couldNotTell;
  } finally {
    terminal.endProgress();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await session.close();
  }
}
