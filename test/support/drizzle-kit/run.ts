import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const bin = path.join(repository, 'node_modules/drizzle-kit/bin.cjs');

/**
 * The SQL that `drizzle-kit export` prints for a project folder: what Drizzle itself says the code means.
 * @throws where drizzle-kit exits with an error; the message carries what it printed.
 */
export async function exportProject(root: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'export'], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return stdout;
}

/** Writes a project into a throw-away folder that sees this repository's packages, and removes it afterwards. */
export async function withProjectFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(path.join(tmpdir(), 'raingauge-project-'));
  try {
    await symlink(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
