import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { Failure } from '#main/platform/failure.ts';
import { findWorkspace } from '#main/usages/files/workspace-root.ts';

/**
 * The real path of a file inside the project, or in the workspace that it is a package of. Links are followed first: what lies outside is refused, however it is
 * written.
 * @throws {Failure} `file-not-found`.
 */
export async function fileInside(root: string, file: string): Promise<string> {
  const refuse = (message: string, cause?: unknown) =>
    new Failure({
      code: 'file-not-found',
      message,
      remedy: 'Choose a file that belongs to the open project.',
      cause,
    });
  let real: string;
  let realRoot: string;
  try {
    realRoot = await realpath(findWorkspace(resolve(root)).top);
    real = await realpath(resolve(root, file));
  } catch (error) {
    throw refuse(`${file} does not exist in the project.`, error);
  }
  const inside = relative(realRoot, real);
  if (inside === '' || isAbsolute(inside) || inside === '..' || inside.startsWith('../') || inside.startsWith('..\\')) {
    throw refuse(`${file} lies outside the project and is not shown.`);
  }
  return real;
}
