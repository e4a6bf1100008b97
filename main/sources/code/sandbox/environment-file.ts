import { readFileSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { parse } from 'dotenv';
import { repositoryOf } from '../repository.ts';

/** A file of variables, as the sandbox is told of it. */
export interface EnvironmentFile {
  /** Absolute. */
  readonly file: string;
  /** `null` where there is none, or where it may not be read. */
  readonly variables: Readonly<Record<string, string>> | null;
}

const NAME = /^\.env(\..+)?$|\.env$/;

/**
 * The variables of a `.env` file that a config loads. Only files of that name, and only inside the repository that the
 * project belongs to: a config may name the one at the root of its monorepo.
 */
export function readEnvironmentFile(root: string, path: string): EnvironmentFile {
  const file = resolve(root, path);
  try {
    const real = realpathSync(file);
    const inside = relative(realpathSync(repositoryOf(root)), real);
    const isInside = inside !== '' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
    if (!isInside || !NAME.test(basename(file)) || !NAME.test(basename(real))) return { file, variables: null };
    return { file, variables: parse(readFileSync(real)) };
  } catch {
    return { file, variables: null };
  }
}
