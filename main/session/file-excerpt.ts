import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FileExcerpt } from '#app/api';
import { Failure } from '#main/platform/failure.ts';
import { fileInside } from './project-path.ts';

/** Larger files are no source files. */
const LARGEST = 10 * 1024 * 1024;

const LANGUAGES: Readonly<Record<string, FileExcerpt['language']>> = {
  '.ts': 'typescript',
  '.tsx': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.js': 'typescript',
  '.mjs': 'typescript',
  '.jsx': 'typescript',
  '.vue': 'typescript',
  '.svelte': 'typescript',
  '.astro': 'typescript',
  '.cjs': 'typescript',
  '.sql': 'sql',
  '.json': 'json',
};

export interface ExcerptRequest {
  readonly root: string;
  /** Relative to the project. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Lines before and after. */
  readonly context: number;
}

/** @throws {Failure} `file-not-found`, `bad-input` where the file is too large to be source. */
export async function readExcerpt({ root, file, line, context }: ExcerptRequest): Promise<FileExcerpt> {
  const path = await fileInside(root, file);
  const { size } = await stat(path);
  if (size > LARGEST) {
    throw new Failure({
      code: 'bad-input',
      message: `${file} has ${size} bytes, too many to be shown.`,
      remedy: 'Open it in your editor.',
    });
  }
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
  const first = Math.max(1, Math.min(line, lines.length) - context);
  const last = Math.min(lines.length, line + context);
  return {
    file,
    firstLine: first,
    text: lines.slice(first - 1, last).join('\n'),
    language: LANGUAGES[extname(file).toLowerCase()] ?? 'text',
  };
}
