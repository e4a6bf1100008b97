import { readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyEdits,
  type Edit,
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
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
  const style = styleOf(text);
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
      after = applyEdits(after, editsFor(after, { path, value, isArrayInsertion, style }));
    },
  };
}

interface Style {
  readonly indent: string;
  readonly eol: string;
}

/** The file's own way to indent and to end lines. */
function styleOf(text: string): Style {
  return { indent: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

interface Change {
  readonly path: JSONPath;
  readonly value: unknown;
  readonly isArrayInsertion: boolean;
  readonly style: Style;
}

/** The library's edits are taken bare: with its formatting it would lay out the lines around them anew as well. */
function editsFor(text: string, { path, value, isArrayInsertion, style }: Change): Edit[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) return [];
  if (value === undefined) return withoutEntry(text, findNodeAtLocation(root, path));
  return modify(text, path, value, { isArrayInsertion }).flatMap((edit) => laidOut(text, edit, { root, path, style }));
}

/**
 * Takes an entry out with its comma and no comment but its own. Not the library's: of a list in one line it leaves the last
 * character of the last item behind (jsonc-parser 3.3.1).
 */
function withoutEntry(text: string, value: Node | undefined): Edit[] {
  const node = value?.parent?.type === 'property' ? value.parent : value;
  const siblings = node?.parent?.children;
  if (!node || !siblings) return [];
  const end = node.offset + node.length;
  const [comma = ''] = /^\s*,/.exec(text.slice(end)) ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  if (siblings.at(-1) !== node) {
    const [gap = ''] = /^\s*,\s*/.exec(text.slice(end)) ?? [];
    return [{ offset: node.offset, length: node.length + gap.length, content: '' }];
  }
  const begin = text.slice(0, node.offset).trimEnd().length;
  if (!before) {
    const [rest = ''] = /^\s*/.exec(text.slice(end + comma.length)) ?? [];
    return [{ offset: begin, length: end + comma.length + rest.length - begin, content: '' }];
  }
  const own = { offset: begin, length: end + comma.length - begin, content: '' };
  const between = text.indexOf(',', before.offset + before.length);
  if (comma !== '' || between >= node.offset) return [own];
  if (between === begin - 1) return [{ offset: between, length: end - between, content: '' }];
  return [{ offset: between, length: 1, content: '' }, own];
}

interface Laying {
  readonly root: Node;
  readonly path: JSONPath;
  readonly style: Style;
}

/** What a bare edit puts in, laid out as the rest of the file is. */
function laidOut(text: string, { offset, length, content }: Edit, { root, path, style }: Laying): Edit[] {
  const { indent, eol } = style;
  if (length > 0) return [{ offset, length, content: onLines(JSON.parse(content), path.length, style) }];
  const known = path.findIndex((_, at) => !findNodeAtLocation(root, path.slice(0, at + 1)));
  const container = findNodeAtLocation(root, path.slice(0, known)) ?? root;
  const depth = known + 1;
  const bare = content.replace(/^,|,$/g, '');
  const [key, value] =
    container.type === 'object' ? (Object.entries(JSON.parse(`{${bare}}`))[0] ?? ['', null]) : [null, JSON.parse(bare)];
  const say = (said: string) => (key === null ? said : `${JSON.stringify(key)}: ${said}`);
  const line = `${eol}${indent.repeat(depth)}`;
  if (container.children?.length === 0) {
    return [
      { offset, length, content: `${line}${say(onLines(value, depth, style))}${eol}${indent.repeat(depth - 1)}` },
    ];
  }
  if (!text.slice(container.offset, offset).includes('\n')) {
    return [{ offset, length, content: `, ${say(JSON.stringify(value, null, 1).replace(/\n\s*/g, ' '))}` }];
  }
  const laid = `${line}${say(onLines(value, depth, style))}`;
  const [note, comma = ''] = /^[ \t]*(,?)[ \t]*\/\/[^\r\n]*/.exec(text.slice(offset)) ?? [];
  if (note === undefined) return [{ offset, length, content: `,${laid}` }];
  // A comment behind the one before stays with it.
  return [
    ...(comma === '' ? [{ offset, length, content: ',' }] : []),
    { offset: offset + note.length, length, content: `${laid}${comma}` },
  ];
}

function onLines(value: unknown, depth: number, { indent, eol }: Style): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${indent.repeat(depth)}`);
}

function noJson(): Failure {
  return new Failure({
    code: 'bad-input',
    message: `${CONFIG_FILE} is no JSON object, so nothing is written into it.`,
    remedy: `Correct ${CONFIG_FILE} first.`,
    origin: { source: 'code', file: CONFIG_FILE },
  });
}
