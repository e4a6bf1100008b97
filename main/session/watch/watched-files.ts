import { createHash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A folder in which files come and go. */
export interface WatchedArea {
  /** Absolute. */
  readonly folder: string;
  /** How many folders deep; 0 is the folder itself. */
  readonly depth: number;
  /** Which file names count. */
  readonly names: RegExp;
  /** Whether what is in the files counts, or only that they are there. */
  readonly contents: boolean;
}

export interface WatchedFiles {
  /** Absolute; there or not. */
  readonly files: readonly string[];
  readonly areas: readonly WatchedArea[];
}

/** Looks at files and says what is different from the look before: by content, since many programs write the same anew. */
export interface FileLooks {
  /** Absolute paths, sorted. */
  look(): readonly string[];
  /**
   * Looks at other files from now on. What was not looked at before counts as changed where it was touched since a
   * moment (milliseconds since 1970): then whoever read it may have read something else.
   */
  follow(watched: WatchedFiles, since: number): void;
  /** The folders of all of it: where something happens when a file is changed, made or removed. */
  folders(): readonly string[];
}

const SKIPPED = /^(node_modules|\..*|dist|build|coverage)$/;
const MAX_FOLDERS = 10_000;

/** Clocks of file systems are coarse: what was touched that shortly ago may be touched again without a sign. */
const COARSEST_CLOCK = 2_000;

export function createFileLooks(): FileLooks {
  const cache = new Cache();
  let watched: WatchedFiles = { files: [], areas: [] };
  let state: ReadonlyMap<string, string | null> = new Map();
  const early = new Set<string>();
  return {
    look() {
      const now = cache.stateOf(watched);
      const changed = new Set(early);
      early.clear();
      for (const [path, content] of now) if (state.get(path) !== content && state.has(path)) changed.add(path);
      for (const [path, content] of now) if (!state.has(path) && content !== null) changed.add(path);
      for (const [path, content] of state) if (!now.has(path) && content !== null) changed.add(path);
      state = now;
      return [...changed].sort();
    },
    follow(next, since) {
      const before = cache.stateOf(watched);
      for (const path of before.keys()) if (state.get(path) !== before.get(path)) early.add(path);
      watched = next;
      state = cache.stateOf(watched);
      for (const path of state.keys()) if (!before.has(path) && touchedSince(path, since)) early.add(path);
    },
    folders: () => cache.foldersOf(watched),
  };
}

function touchedSince(path: string, moment: number): boolean {
  const stats = statOf(path);
  return stats !== null && Math.max(stats.mtimeMs, stats.ctimeMs) >= moment;
}

interface Known<T> {
  readonly stamp: string;
  /** Whether the stamp can be trusted to change with the next change. */
  readonly settled: boolean;
  readonly value: T;
}

/** What is known of files and folders by their size, times and inode. */
class Cache {
  private readonly contents = new Map<string, Known<string>>();
  private readonly listings = new Map<string, Known<readonly Dirent[]>>();

  /** Path → a digest of its content, `there`, or `null` where nothing is. */
  stateOf({ files, areas }: WatchedFiles): ReadonlyMap<string, string | null> {
    const state = new Map<string, string | null>();
    for (const area of areas) {
      for (const file of this.filesIn(area)) state.set(file, area.contents ? this.contentOf(file) : 'there');
    }
    for (const file of files) state.set(file, this.contentOf(file));
    return state;
  }

  foldersOf({ files, areas }: WatchedFiles): readonly string[] {
    const folders = new Set(files.map((file) => join(file, '..')));
    for (const area of areas) for (const folder of this.walk(area)) folders.add(folder);
    return [...folders];
  }

  private *filesIn(area: WatchedArea): Generator<string> {
    for (const folder of this.walk(area)) {
      for (const entry of this.listingOf(folder)) {
        if (!entry.isDirectory() && area.names.test(entry.name)) yield join(folder, entry.name);
      }
    }
  }

  /** The area's folders, its own first, there or not. */
  private *walk({ folder, depth }: WatchedArea): Generator<string> {
    let level = [folder];
    let count = 0;
    for (let below = 0; below <= depth && level.length > 0; below += 1) {
      const next: string[] = [];
      for (const at of level) {
        count += 1;
        if (count > MAX_FOLDERS) return;
        yield at;
        if (below === depth) continue;
        for (const entry of this.listingOf(at)) {
          if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(at, entry.name));
        }
      }
      level = next;
    }
  }

  private listingOf(folder: string): readonly Dirent[] {
    return this.known(this.listings, folder, (path) => readdirSync(path, { withFileTypes: true })) ?? [];
  }

  private contentOf(file: string): string | null {
    return this.known(this.contents, file, (path) =>
      createHash('sha256').update(readFileSync(path)).digest('base64url'),
    );
  }

  private known<T>(cache: Map<string, Known<T>>, path: string, read: (path: string) => T): T | null {
    const stats = statOf(path);
    const before = cache.get(path);
    if (!stats) {
      cache.delete(path);
      return null;
    }
    const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
    if (before?.settled && before.stamp === stamp) return before.value;
    try {
      const settled = Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs) > COARSEST_CLOCK;
      const value = read(path);
      cache.set(path, { stamp, settled, value });
      return value;
    } catch {
      // Gone meanwhile, a folder where a file was, or nothing that may be read.
      return null;
    }
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
