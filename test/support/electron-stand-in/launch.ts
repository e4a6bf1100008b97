import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Electron from './electron.ts';

export interface StandIn {
  /** Runs a function in the app's main process, given the stand-in. Only plain values come back. */
  run<T>(code: (electron: typeof Electron) => T | Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly main: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts an app's main bundle under the stand-in. */
export async function launch({ main, args = [], environment = {} }: LaunchOptions): Promise<StandIn> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const start = new URL('./start.ts', import.meta.url).href;
  const child = fork(main, args, {
    execArgv: ['--import', tsx, '--import', start],
    env: { ...process.env, ...environment },
  });
  await once(child, 'spawn');
  let last = 0;
  return {
    run: <T>(code: (electron: typeof Electron) => T | Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        last += 1;
        const id = last;
        const answered = (answer: Answer) => {
          if (answer.id !== id) return;
          child.off('message', answered);
          child.off('exit', ended);
          if (answer.error === undefined) resolve(answer.value as T);
          else reject(new Error(answer.error));
        };
        const ended = (exitCode: number | null) => reject(new Error(`The app ended with code ${exitCode}`));
        child.on('message', answered);
        child.once('exit', ended);
        child.send({ id, code: code.toString() });
      }),
    close: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
