import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Hears that something happens in folders; what it was is for the listener to find out. */
export interface FolderWatch {
  /** Which folders, absolute, there or not: of one that is not there, the nearest above it. */
  follow(folders: readonly string[]): void;
  close(): void;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** A folder that was removed and made again is another one, of which the watcher knows nothing. */
  readonly identity: string;
}

/** How often one looks without being called, in milliseconds: network file systems and full tables of watches tell nothing. */
const HEARTBEAT = 2_000;

/**
 * Watches folders with Node's own `fs.watch`, one by one. Not chokidar: it loses a file that is removed and made again, and
 * whatever is in a folder after that, as every change of a git branch does; and Node 20 watches recursively on Linux by
 * listing everything. Events only wake; `onTouched` looks for itself, so that none of them has to be right.
 */
export function watchFolders(onTouched: () => void, onTrouble: (error: unknown) => void): FolderWatch {
  const watched = new Map<string, Watched>();
  let wanted: readonly string[] = [];
  let closed = false;

  function drop(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }

  function open(folder: string, identity: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, touched);
      watcher.on('error', () => {
        drop(folder);
        touched();
      });
      watched.set(folder, { watcher, identity });
    } catch (error) {
      // Too many watches (ENOSPC, EMFILE): the heartbeat goes on looking.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onTrouble(error);
    }
  }

  function arm(): void {
    const present = new Map(wanted.map(nearest).filter((found) => found !== null));
    for (const folder of [...watched.keys()]) {
      if (present.get(folder) !== watched.get(folder)?.identity) drop(folder);
    }
    for (const [folder, identity] of present) if (!watched.has(folder)) open(folder, identity);
  }

  function touched(): void {
    if (closed) return;
    arm();
    onTouched();
  }

  const heartbeat = setInterval(touched, HEARTBEAT);
  heartbeat.unref();
  return {
    follow(folders) {
      wanted = folders;
      if (!closed) arm();
    },
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const folder of [...watched.keys()]) drop(folder);
    },
  };
}

/** The folder itself or the nearest above it that is there, and which one it is. */
function nearest(folder: string): readonly [folder: string, identity: string] | null {
  for (let at = folder; ; at = dirname(at)) {
    const stats = statSync(at, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return [at, `${stats.dev} ${stats.ino}`];
    if (dirname(at) === at) return null;
  }
}
