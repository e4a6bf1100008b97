import { readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, getNodeValue, type JSONPath, modify, type ParseError, parseTree } from 'jsonc-parser';
import { Failure } from '#main/platform/failure.ts';
import { CONFIG_FILE } from './config-file.ts';

/**
 * Writes the project's configuration anew where `edit` changes it; where there is none it is made. Atomic: a crash leaves the
 * old file or the new one.
 * @throws {Failure} `bad-input` for a file that cannot be written; `otherwise` is what else the person can do.
 */
export async function editConfig(root: string, edit: (text: string) => string, otherwise: string): Promise<void> {
  const file = join(root, CONFIG_FILE);
  // A link stays one.
  const path = await realpath(file).catch(() => file);
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}\n';
    throw error;
  });
  const after = edit(before);
  if (after === before) return;
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, after);
    await rename(draft, path);
  } catch (error) {
    throw new Failure({
      code: 'bad-input',
      message: `${CONFIG_FILE} could not be written, so the answer is not remembered.`,
      remedy: `Make the project’s folder writable, or ${otherwise}.`,
      cause: error,
    });
  }
}

/** The text of a configuration that is being changed; comments and formatting stay. */
export interface OpenConfig {
  text(): string;
  /** The list under a key as it is now. @throws {Failure} where the text is no JSON: what is broken is not written over. */
  listIn(key: string): readonly unknown[];
  /** Puts a value at a path, takes it out where it is `undefined`, or inserts it into a list. */
  edit(path: JSONPath, value: unknown, isArrayInsertion?: boolean): void;
}

export function openConfig(text: string): OpenConfig {
  const formattingOptions = formattingOf(text);
  let after = text;
  return {
    text: () => after,
    listIn(key) {
      const errors: ParseError[] = [];
      const tree = parseTree(after, errors, { allowTrailingComma: true });
      if (tree?.type !== 'object' || errors.length > 0) throw noJson();
      const value = (getNodeValue(tree) as Readonly<Record<string, unknown>>)[key];
      return Array.isArray(value) ? value : [];
    },
    edit(path, value, isArrayInsertion = false) {
      after = applyEdits(after, modify(after, path, value, { formattingOptions, isArrayInsertion }));
    },
  };
}

function noJson(): Failure {
  return new Failure({
    code: 'bad-input',
    message: `${CONFIG_FILE} is no JSON object, so nothing is written into it.`,
    remedy: `Correct ${CONFIG_FILE} first.`,
    origin: { source: 'code', file: CONFIG_FILE },
  });
}

/** The file's own way to indent and to end lines. */
function formattingOf(text: string) {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol };
}
