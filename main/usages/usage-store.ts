import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIdentity } from '#main/sources/code/cache/build-identity.ts';
import { digest } from '#main/sources/code/cache/probe.ts';
import type { FileRecord } from './module/file-record.ts';

/** What is known of each file, by its name relative to the project. */
export type FileRecords = ReadonlyMap<string, FileRecord>;

/** Keeps what was found in the files of a project: what has not changed is not searched again. */
export interface UsageStore {
  load(root: string): FileRecords;
  save(root: string, records: FileRecords): void;
}

interface Kept {
  readonly build: string;
  readonly digest: string;
}

/**
 * In memory, and on disk where the program is built: `build` says which Raingauge found it, `null` (sources that are being
 * edited) keeps nothing on disk. A file that is broken or of another version is as good as none.
 */
export function createUsageStore(cacheFolder: string, build: string | null = buildIdentity()): UsageStore {
  const folder = join(cacheFolder, 'usages');
  const fileOf = (root: string) => join(folder, `${digest(root)}.txt`);
  const memory = new Map<string, FileRecords>();
  const written = new Map<string, string>();
  return {
    load(root) {
      const known = memory.get(root);
      if (known) return known;
      const records = build === null ? new Map<string, FileRecord>() : readRecords(fileOf(root), build);
      memory.set(root, records);
      return records;
    },
    save(root, records) {
      memory.set(root, records);
      if (build === null) return;
      const text = JSON.stringify([...records]);
      const content = digest(text);
      if (written.get(root) === content) return;
      written.set(root, content);
      writeRecords(folder, fileOf(root), `${JSON.stringify({ build, digest: content } satisfies Kept)}\n${text}`);
    },
  };
}

function readRecords(file: string, build: string): FileRecords {
  try {
    const content = readFileSync(file, 'utf8');
    const end = content.indexOf('\n');
    const kept = JSON.parse(content.slice(0, end)) as Kept;
    const text = content.slice(end + 1);
    if (kept.build !== build || digest(text) !== kept.digest) return new Map();
    return new Map(JSON.parse(text) as [string, FileRecord][]);
  } catch {
    return new Map();
  }
}

/** In one step, so that nobody reads half a file. A cache that cannot be written costs time and nothing else. */
function writeRecords(folder: string, file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
