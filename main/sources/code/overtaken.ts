import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Evaluation } from './evaluate.ts';
import { readSourceText } from './source-text.ts';

/**
 * Whether anything was touched since a reading was begun, in milliseconds since 1970: then what is seen of its files and of these
 * `paths` after it is not what it was made of.
 */
export function isOvertaken(
  root: string,
  { loaded, inputs }: Pick<Evaluation, 'loaded' | 'inputs'>,
  paths: readonly string[],
  begun: number,
): boolean {
  for (const [path, text] of loaded) if (textOf(path) !== text) return true;
  const others = Object.keys(inputs)
    .filter((input) => !/^raingauge-/.test(input))
    .map((input) => resolve(root, input));
  return [...others, ...paths].some((path) => {
    if (loaded.has(path)) return false;
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) >= begun;
  });
}

function textOf(path: string): string | null {
  try {
    return readSourceText(path).text;
  } catch {
    return null;
  }
}
