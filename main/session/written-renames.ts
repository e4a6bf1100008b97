import type { WrittenRename } from '#app/compare';
import type { ProjectConfig } from './config-schema.ts';

/** The project's renames, then those of this run. */
export function writtenRenames(
  { renames = [] }: Pick<ProjectConfig, 'renames'>,
  hints: readonly string[] | undefined,
): readonly WrittenRename[] {
  const written = (texts: readonly string[], by: WrittenRename['by']) => texts.map((text) => ({ text, by }));
  return [...written(renames, 'config'), ...written(hints ?? [], 'hints')];
}
