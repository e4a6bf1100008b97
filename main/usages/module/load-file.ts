import { readFileSync } from 'node:fs';
import type { Problem } from '#app/catalog';
import { digest } from '#main/sources/code/cache/probe.ts';
import type { FoundFile } from '../files/find-files.ts';
import { findSettings } from '../find-settings.ts';
import { unparsableProblem, unreadableProblem } from '../problems.ts';
import type { FileRecord } from './file-record.ts';
import type { LinkedFile } from './linker.ts';
import type { ModuleRecord } from './module-record.ts';
import { type ParsedFile, parseFile, parseFileAside, placesOf } from './parsed-file.ts';

/** A stamp that is younger than the coarsest clock of a file system may belong to another content. */
const COARSEST_CLOCK = 2_000;

const NO_MODULE: ModuleRecord = { imports: [], exports: [], all: [] };

/** Words without which a file that imports nothing of the schema cannot use it. */
const SPEAKS =
  /\b_?query\b|\bimport\s*\(|\brequire\s*\(|["'`]\s*(?:--|\/\*)|["'`(]\s*\(*\s*(?:select|insert\s+into|update|delete\s+from|with|merge|truncate|copy|refresh|explain|create|alter|drop|comment|lock|declare|prepare)(?:\s|\\[nrt])/i;

/**
 * What is known of a file: from before where it is unchanged, else read and parsed as far as its imports and exports.
 * `null` where it cannot be read, which is told.
 */
export async function loadFile(
  found: FoundFile,
  former: FileRecord | null,
  started: number,
  memory: ParsedMemory,
  report: (problem: Problem) => void,
): Promise<LinkedFile | null> {
  const isSettled = found.touched < started - COARSEST_CLOCK;
  const stamp = isSettled ? found.stamp : null;
  if (former && former.stamp !== null && former.stamp === stamp) return lazily(found, former);
  const text = readText(found, report);
  if (text === null) return null;
  const content = digest(text);
  if (former?.digest === content) return lazily(found, { ...former, stamp });
  if (found.kind === 'sql') {
    const record = { stamp, digest: content, module: NO_MODULE, speaks: true, problems: [], exports: {}, found: null };
    return lazily(found, record, textOnly(text));
  }
  const speaks = SPEAKS.test(text);
  const settings = findSettings(text);
  // What imports nothing and says nothing of the kind by itself cannot use the schema, nor pass it on.
  if (!speaks && !/\b(?:import|from)\b/.test(text)) {
    const record = {
      stamp,
      digest: content,
      module: NO_MODULE,
      speaks,
      problems: [],
      exports: {},
      found: null,
      settings,
    };
    return lazily(found, record);
  }
  const parsed = await parseFileAside(found.file, text);
  const [error] = parsed.errors;
  const place = parsed.place(error?.offset ?? 0);
  const problems = error ? [unparsableProblem(found.file, place.line, place.column, error.message)] : [];
  const record = {
    stamp,
    digest: content,
    module: parsed.record,
    speaks,
    problems,
    exports: {},
    found: null,
    settings,
  };
  const isKept = memory.left > 0;
  memory.left -= text.length;
  return lazily(found, record, isKept ? parsed : null);
}

/** How many characters of code may lie parsed until they are searched: their trees take many times as much. */
export interface ParsedMemory {
  left: number;
}

/** A file of which everything may be known already: it is read only when somebody asks for its text. */
function lazily(found: FoundFile, record: FileRecord, known: ParsedFile | null = null): LinkedFile {
  let parsed = known;
  const textOf = () => parsed?.text ?? readText(found, () => {}) ?? '';
  return {
    found,
    record,
    text: textOf,
    parsed: () => {
      parsed ??= found.kind === 'sql' ? textOnly(textOf()) : parseFile(found.file, textOf());
      return parsed;
    },
    release: () => {
      parsed = null;
    },
  };
}

/** A file that is no code has places only. */
function textOnly(text: string): ParsedFile {
  return { ...placesOf(text), record: NO_MODULE, errors: [], body: () => [] };
}

function readText({ path, file }: FoundFile, report: (problem: Problem) => void): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    report(unreadableProblem(file, error));
    return null;
  }
}
