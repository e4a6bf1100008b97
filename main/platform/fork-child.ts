import { fork } from 'node:child_process';
import type { Child, ChildEntry } from './child.ts';
import { entryFile } from './entry.ts';

/** Starts a child as a Node process: the web host's, the CLI's and the tests' {@link SpawnChild}. */
export function forkChild(entry: ChildEntry): Child {
  const { file, execArgv } = entryFile(entry);
  const child = fork(file, [], {
    serialization: 'advanced',
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let exited = false;
  child.on('error', () => child.kill('SIGKILL'));
  child.once('exit', () => {
    exited = true;
  });
  return {
    post: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      if (exited) listener(child.exitCode);
      else child.once('exit', (code) => listener(code));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
