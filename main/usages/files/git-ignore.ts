import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What git leaves out below a folder, by the .gitignore files from the top of its repository down to it. */
export interface GitIgnore {
  /** `path` is absolute and lies below the folder; what lies in an ignored folder is ignored, too. */
  ignores(path: string, isFolder: boolean): boolean;
  /** The same for a folder below, which has a .gitignore of its own. */
  below(folder: string): GitIgnore;
}

export const GITIGNORE = '.gitignore';

/**
 * The rules that hold in `top`, with those of the folders above it up to `repository`. A file that cannot be read is told
 * and has no rules. Not asked are the lists of one machine (`core.excludesFile`, `.git/info/exclude`): everybody's reading
 * of a project is the same. What is tracked although a rule names it is git's to tell (`history/git.ts`).
 */
export function readGitIgnore(top: string, repository: string, failed: (path: string, error: unknown) => void) {
  const above = foldersBetween(repository, top);
  const rulesOf = (folder: string, known: Ignore | null): Ignore => {
    const rules = ignore({ ignorecase: false });
    if (known) rules.add(known);
    return rules.add(rebased(readLines(join(folder, GITIGNORE), failed), nameIn(repository, folder)));
  };
  const make = (rules: Ignore): GitIgnore => ({
    ignores: (path, isFolder) => rules.ignores(`${nameIn(repository, path)}${isFolder ? '/' : ''}`),
    below: (folder) => make(rulesOf(folder, rules)),
  });
  return make(above.reduce<Ignore | null>((known, folder) => rulesOf(folder, known), null) ?? ignore());
}

function foldersBetween(from: string, to: string): readonly string[] {
  return to === from || dirname(to) === to ? [from] : [...foldersBetween(from, dirname(to)), to];
}

function nameIn(repository: string, path: string): string {
  return relative(repository, path).split(sep).join('/');
}

function readLines(path: string, failed: (path: string, error: unknown) => void): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(path, error);
    return [];
  }
}

/**
 * Rules of a folder as rules of the repository, so that one list holds them all: the last one that matches counts, and
 * nothing in an ignored folder comes back (gitignore(5)).
 */
function rebased(lines: readonly string[], folder: string): readonly string[] {
  if (folder === '') return lines;
  const base = folder.replaceAll(/[\\*?[\]!# ]/g, '\\$&');
  return lines.flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, not = '', rule = ''] = /^(!?)(.*)$/.exec(line) ?? [];
    // A slash before the end means this folder and none below.
    const isAnchored = /\/(?!\s*$)/.test(rule);
    return [`${not}/${base}/${isAnchored ? rule.replace(/^\//, '') : `**/${rule}`}`];
  });
}
