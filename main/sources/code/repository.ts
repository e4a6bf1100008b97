import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const MARKS = ['.git', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'];

/** The nearest folder above, or the folder itself, that looks like the root of a repository. */
export function repositoryOf(root: string): string {
  const home = homedir();
  for (let folder = root; folder !== home && dirname(folder) !== folder; folder = dirname(folder)) {
    if (MARKS.some((mark) => existsSync(join(folder, mark))) || hasWorkspaces(folder)) return folder;
  }
  return root;
}

function hasWorkspaces(folder: string): boolean {
  try {
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { workspaces?: unknown };
    return json.workspaces !== undefined;
  } catch {
    return false;
  }
}
