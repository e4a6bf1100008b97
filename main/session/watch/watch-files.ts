import { setTimeout } from 'node:timers/promises';
import { watchFolders } from './watch-folders.ts';
import { createFileLooks, type WatchedFiles } from './watched-files.ts';

export interface FileWatch {
  /** See `FileLooks.follow`. */
  follow(watched: WatchedFiles, since: number): void;
  close(): void;
}

/** Files that stand still for so long are thought to be written, in milliseconds. */
const STILL = 20;
/** A file that is written without end is told of all the same. */
const LONGEST = 1_000;

/** Tells of files that changed, once they stand still. */
export function watchFiles(
  onChanged: (files: readonly string[]) => void,
  onTrouble: (error: unknown) => void,
): FileWatch {
  const looks = createFileLooks();
  let looking = false;
  let again = false;
  let closed = false;

  async function settle(): Promise<readonly string[]> {
    const changed = new Set(looks.look());
    const deadline = Date.now() + LONGEST;
    while (changed.size > 0 && Date.now() < deadline) {
      await setTimeout(STILL);
      const more = looks.look();
      if (more.length === 0) break;
      for (const file of more) changed.add(file);
    }
    return [...changed].sort();
  }

  async function touched(): Promise<void> {
    again = true;
    if (looking) return;
    looking = true;
    try {
      while (again && !closed) {
        again = false;
        const changed = await settle();
        if (closed) return;
        // A new folder tells nothing until it is watched, too.
        folders.follow(looks.folders());
        if (changed.length > 0) onChanged(changed);
      }
    } catch (error) {
      onTrouble(error);
    } finally {
      looking = false;
    }
  }

  const folders = watchFolders(() => void touched(), onTrouble);
  return {
    follow(watched, since) {
      looks.follow(watched, since);
      folders.follow(looks.folders());
      // What was touched before anybody watched.
      void touched();
    },
    close() {
      closed = true;
      folders.close();
    },
  };
}
