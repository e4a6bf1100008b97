import { type ParseResult, parse, parseSync } from 'oxc-parser';
import { children, type Node } from '#main/sources/code/syntax/node.ts';
import { lineStarts, placeOf } from '#main/sources/code/syntax/source-file.ts';
import { type ModuleRecord, moduleRecordOf } from './module-record.ts';
import { scriptsOf } from './scripts.ts';

/** The text of a file, parsed. Offsets are UTF-16, in the file. */
export interface ParsedFile {
  readonly text: string;
  readonly record: ModuleRecord;
  /** Syntax errors; what follows one may be missing. */
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
  /** Its statements: made when first asked for, since most files need none of it. */
  body(): readonly Node[];
  place(offset: number): { readonly line: number; readonly column: number };
  line(number: number): string;
}

/** Parses code; of a `.vue`, `.svelte` or `.astro` file, its scripts. */
export function parseFile(file: string, text: string): ParsedFile {
  return toParsed(text, parseSync(...scriptOf(file, text)));
}

/** The same on a thread of its own, so that several are parsed at once and this one is free. */
export async function parseFileAside(file: string, text: string): Promise<ParsedFile> {
  return toParsed(text, await parse(...scriptOf(file, text)));
}

function scriptOf(file: string, text: string): [name: string, code: string] {
  const code = scriptsOf(file, text);
  return [code === text ? file : `${file}.tsx`, code];
}

function toParsed(text: string, parsed: ParseResult): ParsedFile {
  let body: readonly Node[] | null = null;
  return {
    ...placesOf(text),
    record: moduleRecordOf(parsed.module),
    errors: parsed.errors.map(({ message, labels }) => ({ message, offset: labels[0]?.start ?? 0 })),
    body: () => {
      body ??= children(parsed.program as unknown as Node, 'body');
      return body;
    },
  };
}

export function placesOf(text: string): Pick<ParsedFile, 'text' | 'place' | 'line'> {
  let lines: readonly number[] | null = null;
  const starts = () => {
    lines ??= lineStarts(text);
    return lines;
  };
  return {
    text,
    place: (offset) => placeOf(starts(), offset),
    line: (number) => text.slice(starts()[number - 1] ?? 0, (starts()[number] ?? text.length + 1) - 1),
  };
}
