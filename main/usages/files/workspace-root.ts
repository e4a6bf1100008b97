import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKS = ['pnpm-workspace.yaml', 'nx.json', 'lerna.json', 'rush.json', 'turbo.json'];

export interface Workspace {
  /** The folder whose code may use the schema of a project: the workspace it belongs to, or itself. */
  readonly top: string;
  /** The top of its repository; where there is none, that of the workspace. */
  readonly repository: string;
}

/** The search ends where a repository does. */
export function findWorkspace(project: string): Workspace {
  let top = project;
  for (let folder = project; ; folder = dirname(folder)) {
    if (isWorkspace(folder)) top = folder;
    if (existsSync(join(folder, '.git'))) return { top, repository: folder };
    if (dirname(folder) === folder) return { top, repository: top };
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
