import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GITIGNORE } from '../files/git-ignore.ts';

/** What git knows of a project, read without anything of the project's own being run. */
export interface History {
  /** The newest commit that touched a path; `null` where none did. */
  newest(path: string): Promise<string | null>;
  /** Whether a path has changes that are in no commit. */
  isChanged(path: string): Promise<boolean>;
  /** A file as a commit has it; `null` where it has none. */
  textAt(commit: string, file: string): Promise<string | null>;
}

const TIMEOUT = 10_000;

function gitIn(root: string) {
  return async (...args: readonly string[]): Promise<string> => {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat' };
    // A repository may name programs in its configuration: these are the ones that reading would run.
    const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager'];
    const { stdout } = await promisify(execFile)('git', [...safe, ...args], {
      cwd: root,
      env,
      timeout: TIMEOUT,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  };
}

/**
 * Absolute paths of the files below a folder that are tracked although a `.gitignore` names them: to git they are as good
 * as any other. `null` where git cannot tell.
 */
export async function trackedThoughIgnored(folder: string): Promise<readonly string[] | null> {
  try {
    const listed = await gitIn(folder)(
      'ls-files',
      '-z',
      '--cached',
      '--ignored',
      `--exclude-per-directory=${GITIGNORE}`,
    );
    return listed.split('\0').flatMap((file) => (file === '' ? [] : [join(folder, file)]));
  } catch {
    return null;
  }
}

/** `null` where the project is in no repository, or git is not there or refuses it. */
export async function openHistory(root: string): Promise<History | null> {
  const git = gitIn(root);
  try {
    if ((await git('rev-parse', '--is-inside-work-tree')).trim() !== 'true') return null;
  } catch {
    return null;
  }
  return {
    newest: async (path) => (await git('log', '-1', '--format=%H', '--', path).catch(() => '')).trim() || null,
    isChanged: async (path) =>
      (await git('ls-files', '--others', '--modified', '--', path).catch(() => '')).trim() !== '',
    textAt: (commit, file) => git('cat-file', '-p', `${commit}:./${file}`).catch(() => null),
  };
}
