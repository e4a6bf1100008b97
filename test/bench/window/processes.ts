import { readdirSync, readFileSync } from 'node:fs';

/** One of the processes that a window's engine is made of, by what Linux says of it in `/proc`. */
export interface ProcessUse {
  readonly role: Role;
  /** Resident memory in MB, now and at its highest. */
  readonly resident: number;
  readonly highest: number;
  /** Processor time so far, in milliseconds; the kernel counts in hundredths of a second. */
  readonly processor: number;
}

/** `engine` is the process that was started; the bundler is esbuild's own program. */
export type Role = 'engine' | 'shadow' | 'bundler';

const MS_PER_TICK = 10;

/** A process and its children, as they are now. */
export function processesOf(pid: number): readonly ProcessUse[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const fields = statOf(Number(name));
        return fields ? [[Number(name), Number(fields[1])] as const] : [];
      }),
  );
  const own = [pid];
  for (const each of own) for (const [child, parent] of parents) if (parent === each) own.push(child);
  return own.flatMap((each) => useOf(each, pid) ?? []);
}

function useOf(pid: number, engine: number): ProcessUse | null {
  const fields = statOf(pid);
  const [status, command] = ['status', 'cmdline'].map((name) => textOf(pid, name));
  if (!fields || !status) return null;
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return {
    role: pid === engine ? 'engine' : command?.includes('shadow-child') ? 'shadow' : 'bundler',
    resident: megabytes('VmRSS'),
    highest: megabytes('VmHWM'),
    processor: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
  };
}

/** What stands in `/proc/<pid>/stat` from the state on; `null` for a process that is gone. */
function statOf(pid: number): readonly string[] | null {
  return (
    textOf(pid, 'stat')
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? null
  );
}

function textOf(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
