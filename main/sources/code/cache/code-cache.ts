import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keepFile } from '#main/platform/keep-file.ts';
import { buildIdentity } from './build-identity.ts';
import { holds, isOlderThan, type Manifest } from './manifest.ts';
import { digest } from './probe.ts';

/**
 * What was read of code before, on disk. An entry is used only while everything it was made from is as it was; one that is
 * broken, of another version or out of date is as good as none.
 */
export interface CodeCache {
  /** What is kept for a subject (a project and what is read of it) where its settings and inputs are the same still. */
  find(subject: string, settings: string): KeptEntry | null;
  /**
   * Keeps a text, in place of the subject's former one. Nothing is kept that was touched since `started`. Returns the text's
   * digest.
   */
  keep(subject: string, settings: string, entry: NewEntry): string;
}

export interface KeptEntry {
  readonly manifest: Manifest;
  readonly text: string;
  /** Of the text. */
  readonly digest: string;
}

export interface NewEntry extends Omit<KeptEntry, 'digest'> {
  /** When the reading began, in milliseconds since 1970. */
  readonly started: number;
}

/** The first line of an entry's file; the text follows. */
interface Header {
  readonly settings: string;
  readonly manifest: Manifest;
  readonly digest: string;
}

const MAX_ENTRIES = 40;
const MAX_BYTES = 200 * 1024 * 1024;

/** `build` says which Raingauge reads; `null` keeps nothing. */
export function createCodeCache(cacheFolder: string, build: string | null = buildIdentity()): CodeCache | null {
  if (build === null) return null;
  const folder = join(cacheFolder, 'code');
  const fileOf = (subject: string) => join(folder, `${digest(subject)}.txt`);
  const sealOf = (settings: string) => digest(`${build}\0${settings}`);
  return {
    find(subject, settings) {
      const entry = readEntry(fileOf(subject));
      if (!entry || entry.header.settings !== sealOf(settings) || !holds(entry.header.manifest)) return null;
      const { manifest, digest: ofText } = entry.header;
      return { text: entry.text, manifest, digest: ofText };
    },
    keep(subject, settings, { manifest, text, started }) {
      // A text of megabytes is encoded once.
      const content = Buffer.from(text);
      const ofText = digest(content);
      if (isOlderThan(manifest, started)) {
        const header: Header = { settings: sealOf(settings), manifest, digest: ofText };
        if (keepFile(fileOf(subject), `${JSON.stringify(header)}\n`, content)) sweep(folder);
      }
      return ofText;
    },
  };
}

function readEntry(file: string): { readonly header: Header; readonly text: string } | null {
  try {
    const content = readFileSync(file);
    const end = content.indexOf('\n');
    const header = JSON.parse(content.toString('utf8', 0, end)) as Header;
    const text = content.subarray(end + 1);
    return digest(text) === header.digest ? { header, text: text.toString() } : null;
  } catch {
    return null;
  }
}

/** The oldest go where there are too many. */
function sweep(folder: string): void {
  const files = readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    // Another process may sweep, too.
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats ? [{ file, mtimeMs: stats.mtimeMs, size: stats.size }] : [];
  });
  let bytes = 0;
  files.sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const [index, { file, size }] of files.entries()) {
    bytes += size;
    if (index >= MAX_ENTRIES || (bytes > MAX_BYTES && index > 0)) rmSync(file, { force: true });
  }
}
