import { join } from 'node:path';
import { buildIdentity } from '#main/sources/code/cache/build-identity.ts';
import { digest } from '#main/sources/code/cache/probe.ts';
import { readRecord, writeRecord } from './kept-record.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import type { FileRecord } from './module/file-record.ts';

/** What is known of each file, by its name relative to the project. */
export type FileRecords = ReadonlyMap<string, FileRecord>;

/** Keeps what was found in the files of a project: what has not changed is not searched again. */
export interface UsageStore {
  load(root: string): FileRecords;
  save(root: string, records: FileRecords): void;
}

/** What a record consists of that is changed in place: the same list means that nothing of it was. */
type Parts = readonly unknown[];

interface KnownProject {
  records: FileRecords;
  readonly file: LineFile | null;
  /** What each record was when it was written. */
  readonly written: Map<string, Parts>;
}

/**
 * In memory, and on disk where the program is built: `build` says which Raingauge found it, `null` (sources that are being
 * edited) keeps nothing on disk. Only what has changed is written. What is broken, or of another version, is as good as
 * not there.
 */
export function createUsageStore(cacheFolder: string, build: string | null = buildIdentity()): UsageStore {
  const projects = new Map<string, KnownProject>();
  const open = (root: string): KnownProject => {
    const file = build === null ? null : openLineFile(join(cacheFolder, 'usages', `${digest(root)}.txt`), build);
    const records = new Map<string, FileRecord>();
    for (const [name, text] of file?.read() ?? []) records.set(name, readRecord(name, text));
    return { records, file, written: new Map([...records].map(([name, record]) => [name, partsOf(record)])) };
  };
  const projectOf = (root: string): KnownProject => {
    const project = projects.get(root) ?? open(root);
    projects.set(root, project);
    return project;
  };
  return {
    load: (root) => projectOf(root).records,
    save(root, records) {
      const project = projectOf(root);
      project.records = records;
      if (project.file) write(project.file, project.written, records);
    },
  };
}

function write(file: LineFile, written: Map<string, Parts>, records: FileRecords): void {
  const changes = new Map<string, string | null>();
  for (const [name, record] of records) {
    const parts = partsOf(record);
    const before = written.get(name);
    if (before?.length === parts.length && before.every((part, at) => part === parts[at])) continue;
    written.set(name, parts);
    changes.set(name, writeRecord(record));
  }
  for (const name of written.keys()) {
    if (records.has(name)) continue;
    written.delete(name);
    changes.set(name, null);
  }
  file.write(changes, () => [...records].map(([name, record]) => [name, writeRecord(record)]));
}

function partsOf({ stamp, digest: content, found, clients, exports }: FileRecord): Parts {
  return [stamp, content, found, clients, ...Object.values(exports)];
}
