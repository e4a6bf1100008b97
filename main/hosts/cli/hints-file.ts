import { readFile, writeFile } from 'node:fs/promises';
import type { DriftResult } from '#app/api';
import { parseHint } from '#app/compare';
import { Failure, messageOf } from '#main/platform/failure.ts';

/**
 * The renames of a hints file: `{"renames": ["public.users->public.accounts"]}`. What a template listed as open and nobody
 * moved to the renames is none.
 * @throws {Failure} `file-not-found`, `bad-input` naming what is wrong.
 */
export async function readHints(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure({
      code: 'file-not-found',
      message: `The hints file ${file} could not be read.`,
      remedy: 'Give --hints the path of a file as --hints-template writes it.',
      cause: error,
    });
  });
  const { renames } = parse(text, file);
  for (const each of renames) {
    try {
      parseHint(each);
    } catch (error) {
      throw wrong(file, messageOf(error));
    }
  }
  return renames;
}

/** Writes what is open as a hints file. Renames that are in the file already stay. */
export async function writeHintsTemplate(
  file: string,
  { renameCandidates }: Pick<DriftResult, 'renameCandidates'>,
): Promise<void> {
  const before = await readFile(file, 'utf8').then(
    (text) => parse(text, file).renames,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const open = renameCandidates.map(({ hint, score, reasons }) => ({ rename: hint, score, why: reasons.join(' ') }));
  await writeFile(file, `${JSON.stringify({ renames: before, open }, null, 2)}\n`);
}

function parse(text: string, file: string): { readonly renames: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw wrong(file, `it is no JSON: ${messageOf(error)}`);
  }
  const { renames = [], ...others } = (value ?? {}) as { readonly renames?: unknown };
  const unknown = Object.keys(others).filter((key) => key !== 'open' && key !== '$schema');
  if (unknown.length > 0) throw wrong(file, `"${unknown[0]}" is no setting of it`);
  if (!Array.isArray(renames) || !renames.every((each) => typeof each === 'string')) {
    throw wrong(file, '"renames" has to be a list of texts');
  }
  return { renames };
}

function wrong(file: string, what: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The hints file ${file} is wrong: ${what}.`,
    remedy: 'Write it as {"renames": ["public.users->public.accounts"]}.',
  });
}
