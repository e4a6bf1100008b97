import { readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, getNodeValue, type JSONPath, modify, type ParseError, parseTree } from 'jsonc-parser';
import type { RenameDecision } from '#app/api';
import { parseHint, printHint } from '#app/compare';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { CONFIG_FILE } from './config-file.ts';

/** The setting that remembers each answer; `open` is remembered nowhere. */
const LISTS = { renamed: 'renames', separate: 'notRenamed' } as const;

/**
 * Writes into the project's configuration what a person says of a rename, and takes out what was said of it before. The
 * file keeps its comments and its formatting; where there is none it is made.
 * @throws {Failure} `bad-input` for a text that is no rename, and for a file that is no JSON or cannot be written.
 */
export async function decideRename(root: string, hint: string, decision: RenameDecision): Promise<void> {
  const wanted = requireHint(hint);
  const file = join(root, CONFIG_FILE);
  // A link stays one.
  const path = await realpath(file).catch(() => file);
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}\n';
    throw error;
  });
  const after = withDecision(before, wanted, decision);
  if (after === before) return;
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, after);
    await rename(draft, path);
  } catch (error) {
    throw new Failure({
      code: 'bad-input',
      message: `${CONFIG_FILE} could not be written, so the answer is not remembered.`,
      remedy: 'Make the project’s folder writable, or give the rename with --hints.',
      cause: error,
    });
  }
}

/** The text of the file with one decision in it. `hint` as `printHint` prints it. */
export function withDecision(text: string, hint: string, decision: RenameDecision): string {
  const formattingOptions = formattingOf(text);
  let after = text;
  const edit = (path: JSONPath, value: unknown, isArrayInsertion = false) => {
    after = applyEdits(after, modify(after, path, value, { formattingOptions, isArrayInsertion }));
  };
  for (const [answer, key] of Object.entries(LISTS)) {
    const own = listIn(after, key);
    const at = own.findIndex((each) => spelling(each) === hint);
    if (answer === decision && at < 0) {
      if (own.length === 0) edit([key], [hint]);
      else edit([key, own.length], hint, true);
    } else if (answer !== decision && at >= 0) {
      edit(own.length === 1 ? [key] : [key, at], undefined);
    }
  }
  return after;
}

/** @throws {Failure} where the text is no JSON: what is broken is not written over. */
function listIn(text: string, key: string): readonly unknown[] {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  if (tree?.type !== 'object' || errors.length > 0) {
    throw new Failure({
      code: 'bad-input',
      message: `${CONFIG_FILE} is no JSON object, so nothing is written into it.`,
      remedy: `Correct ${CONFIG_FILE} first.`,
      origin: { source: 'code', file: CONFIG_FILE },
    });
  }
  const value = (getNodeValue(tree) as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(value) ? value : [];
}

function requireHint(text: string): string {
  try {
    const { kind, from, to } = parseHint(text);
    return kind === null ? text : printHint(kind, from, to);
  } catch (error) {
    throw new Failure({
      code: 'bad-input',
      message: `${messageOf(error)}.`,
      remedy: 'Give it as drift --format json prints it: table:public.users->public.accounts.',
    });
  }
}

/** One spelling of a rename, however it is written in the file. */
function spelling(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return requireHint(value);
  } catch {
    return null;
  }
}

/** The file's own way to indent and to end lines. */
function formattingOf(text: string) {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol };
}
