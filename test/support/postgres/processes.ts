import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Who a PostgreSQL process runs as: `null` means as the current user. PostgreSQL refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

let unprivileged: RunAs | null | undefined;

export function runAs(): RunAs | null {
  unprivileged ??= process.getuid?.() === 0 ? lookUpNobody() : null;
  return unprivileged;
}

function lookUpNobody(): RunAs {
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { uid: number('-u'), gid: number('-g') };
}

/**
 * Runs a program to its end.
 * @throws with what the program printed, where it fails.
 */
export async function run(command: string, args: readonly string[], as: RunAs | null = null): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], {
      ...(as ?? {}),
      // The working directory must be one that the other user may enter.
      cwd: as ? '/' : process.cwd(),
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32' && command === 'npm',
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`.trimEnd(), { cause: error });
  }
}

/** True where a program of that name is in PATH (`pg_dump`, `psql`). */
export function hasBinary(name: string): boolean {
  return binaryVersion(name) !== null;
}

/** The major version of a PostgreSQL client program in PATH, or `null` where there is none. */
export function binaryVersion(name: string): number | null {
  try {
    const text = execFileSync(name, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/(\d+)(\.\d+)?/.exec(text)?.[1] ?? 0);
  } catch {
    return null;
  }
}
