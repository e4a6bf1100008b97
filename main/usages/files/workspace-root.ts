import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKS = ['pnpm-workspace.yaml', 'nx.json', 'lerna.json', 'rush.json', 'turbo.json'];

/**
 * The folder whose code may use the schema of a project: the workspace it belongs to, or itself. The search ends where a
 * repository does.
 */
export function workspaceRoot(project: string): string {
  let found = project;
  for (let folder = project; ; folder = dirname(folder)) {
    if (isWorkspace(folder)) found = folder;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return found;
  }
}

function isWorkspace(folder: string): boolean {
  if (MARKS.some((mark) => existsSync(join(folder, mark)))) return true;
  try {
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { workspaces?: unknown };
    return json.workspaces !== undefined;
  } catch {
    return false;
  }
}
