import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavePreview } from '#app/api';
import { patchOf } from '#main/session/save/patch.ts';

/** Writes the edits of the code as `<folder>/code.patch`; an empty one where the code needs none. */
export async function writePatch(folder: string, { files }: SavePreview): Promise<string> {
  const file = join(folder, 'code.patch');
  await mkdir(folder, { recursive: true });
  await writeFile(file, patchOf(files));
  return file;
}
