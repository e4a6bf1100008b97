import { createTwoFilesPatch } from 'diff';
import type { PreviewedFile } from '#app/api';

/** Files as one unified diff that `git apply` and `patch -p1` take. */
export function patchOf(files: readonly PreviewedFile[]): string {
  return files
    .map(({ path, before, content }) => {
      const old = before === null ? '/dev/null' : `a/${path}`;
      const text = createTwoFilesPatch(old, `b/${path}`, before ?? '', content, undefined, undefined, { context: 3 });
      return text.replace(/^=+\n/, '');
    })
    .join('');
}
