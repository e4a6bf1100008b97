import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The drizzle-kit of a project: the installed one, else the range that its package.json (or that of the workspace above it)
 * asks for; `null` where neither says.
 */
export async function kitVersion(root: string): Promise<string | null> {
  const folders = [root];
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder));
  for (const folder of folders) {
    const installed = await packageIn(join(folder, 'node_modules/drizzle-kit'));
    if (typeof installed?.version === 'string') return installed.version;
  }
  for (const folder of folders) {
    const own = await packageIn(folder);
    for (const list of [own?.devDependencies, own?.dependencies]) {
      const range = (list as Readonly<Record<string, unknown>> | undefined)?.['drizzle-kit'];
      if (typeof range === 'string' && /\d+\.\d+/.test(range)) return range;
    }
  }
  return null;
}

async function packageIn(folder: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
}
