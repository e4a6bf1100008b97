import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Problem } from '#app/catalog';
import { manyFilesProblem, tooLargeProblem, unreadableIgnoreProblem, unreadableProblem } from '../problems.ts';
import { GITIGNORE, type GitIgnore, readGitIgnore } from './git-ignore.ts';
import { LeftOut } from './left-out.ts';

/** A file whose text may use the schema. */
export interface FoundFile {
  /** Relative to the project, forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly kind: 'code' | 'sql';
  /** Changes whenever the file does, but for what clocks are too coarse to tell. */
  readonly stamp: string;
  /** When it was last touched, in milliseconds since 1970. */
  readonly touched: number;
}

export interface FoundFiles {
  /** Sorted. */
  readonly files: readonly FoundFile[];
  /** Absolute paths of every package.json and tsconfig.json met on the way. */
  readonly manifests: readonly string[];
  readonly problems: readonly Problem[];
}

export interface FindFilesOptions {
  /** Absolute: what is searched. */
  readonly top: string;
  /** Absolute: `top` or above, where git's rules begin. By default `top`. */
  readonly repository?: string;
  /** Absolute: what names are relative to. */
  readonly project: string;
  /** Absolute paths of files and folders that are sources of their own: migrations, an embedded live database. */
  readonly without: ReadonlySet<string>;
  /** Absolute paths of files that count wherever they lie: those that declare the schema. */
  readonly declaring?: ReadonlySet<string>;
  /** Absolute paths of files that git tracks although a rule names them. */
  readonly tracked?: ReadonlySet<string>;
  readonly maxFiles?: number;
}

/** Folders that hold nothing of the project's own. */
const INSTALLED = new Set(['node_modules', 'bower_components', 'jspm_packages']);
/** Folders that hold what is made of code, or reports on it. */
const MADE = new Set(['dist', 'coverage', '__generated__', 'storybook-static']);
/** Beside a package.json these are made or static; within the sources the names are as good as any other. */
const MADE_BESIDE_PACKAGE = new Set([
  'build',
  'out',
  'output',
  'target',
  'tmp',
  'temp',
  'vendor',
  'generated',
  'public',
]);
/** Folders that begin with a dot are tools' own, but for these of React Router. */
const DOTTED = new Set(['.server', '.client']);
const CODE = /(?<!\.d)\.([cm]?[jt]sx?|vue|svelte|astro)$/;
const NOT_WRITTEN = /\.min\.[cm]?js$|\.(bundle|chunk)\.[cm]?js$/;
/** SQL of migrations is read as the source "migrations"; that of other tools is history too. */
const MIGRATION = /(^|\/)migrations?\/|(^|\/)\d{14}_[^/]*\/migration\.sql$/;

const MAX_FILES = 30_000;
const MAX_BYTES = { code: 2 * 1024 * 1024, sql: 8 * 1024 * 1024 } as const;

/**
 * The files below a folder, without what git ignores. Links are not followed: what they lead to is met where it lies, and
 * loops are none.
 */
export function findFiles(options: FindFilesOptions): FoundFiles {
  const { top, repository = top, project, without, declaring = new Set(), maxFiles = MAX_FILES } = options;
  const tracked = new Set([...(options.tracked ?? [])].filter((path) => !isLeftOutByName(relative(top, path))));
  const files: FoundFile[] = [];
  const manifests: string[] = [];
  const problems: Problem[] = [];
  const leftOut = new LeftOut();
  const nameOf = (path: string) => relative(project, path).split(sep).join('/') || '.';
  const wantedFolders = foldersAbove(new Set([...declaring, ...tracked]));

  function visitFile(path: string, name: string): void {
    const kind = kindOf(name);
    if (kind === null || without.has(path)) return;
    const file = nameOf(path);
    if (kind === 'sql' && MIGRATION.test(file)) return;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return;
    if (stats.size > MAX_BYTES[kind]) problems.push(tooLargeProblem(file, stats.size, MAX_BYTES[kind]));
    else {
      const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
      files.push({ file, path, kind, stamp, touched: Math.max(stats.mtimeMs, stats.ctimeMs) });
    }
  }

  function visitFiles(folder: string, entries: readonly Dirent[], git: GitIgnore | null): boolean {
    // Another project's migrations.
    const hasJournal = entries.some(({ name }) => name === 'meta') && isFile(join(folder, 'meta', '_journal.json'));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isFile() || (hasJournal && entry.name.endsWith('.sql'))) continue;
      if (isManifest(entry.name) && git) manifests.push(path);
      if (declaring.has(path) || tracked.has(path)) visitFile(path, entry.name);
      else if (git && kindOf(entry.name) !== null) {
        if (git.ignores(path, false)) leftOut.byGit(nameOf(path), 'file');
        else visitFile(path, entry.name);
      }
      if (files.length >= maxFiles) return false;
    }
    return true;
  }

  /** Why a folder is left out, or git's rules for it. */
  function rulesFor(path: string, name: string, isBesidePackage: boolean, git: GitIgnore | null): GitIgnore | null {
    if (!git || without.has(path) || INSTALLED.has(name) || (name.startsWith('.') && !DOTTED.has(name))) return null;
    if (git.ignores(path, true)) leftOut.byGit(nameOf(path), 'folder');
    else if (MADE.has(name) || (isBesidePackage && MADE_BESIDE_PACKAGE.has(name))) leftOut.byName(nameOf(path));
    else return git;
    return null;
  }

  /** Without rules, only for the files that declare the schema or are tracked. */
  function visitFolder(folder: string, rules: GitIgnore | null): boolean {
    const entries = entriesOf(folder, (error) => problems.push(unreadableProblem(nameOf(folder), error)));
    const hasOwn = folder !== top && entries.some((entry) => entry.name === GITIGNORE && entry.isFile());
    const git = hasOwn && rules ? rules.below(folder) : rules;
    if (!visitFiles(folder, entries, git)) return false;
    const isBesidePackage = folder === top || folder === project || entries.some(({ name }) => name === 'package.json');
    return entries.every((entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return true;
      const own = rulesFor(path, entry.name, isBesidePackage, git);
      return own || wantedFolders.has(path) ? visitFolder(path, own) : true;
    });
  }

  const git = readGitIgnore(top, repository, (path, error) =>
    problems.push(unreadableIgnoreProblem(nameOf(path), error)),
  );
  if (!visitFolder(top, git)) problems.push(manyFilesProblem(maxFiles));
  problems.push(...leftOut.problems());
  return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), manifests, problems };
}

/** A build that is tracked is a build all the same. */
function isLeftOutByName(path: string): boolean {
  const folders = path.split(sep).slice(0, -1);
  return folders.some((name) => INSTALLED.has(name) || MADE.has(name) || (name.startsWith('.') && !DOTTED.has(name)));
}

function kindOf(name: string): FoundFile['kind'] | null {
  if (name.endsWith('.sql')) return 'sql';
  return CODE.test(name) && !NOT_WRITTEN.test(name) ? 'code' : null;
}

function isManifest(name: string): boolean {
  return name === 'package.json' || /^tsconfig.*\.json$/.test(name);
}

function foldersAbove(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}

function entriesOf(folder: string, failed: (error: unknown) => void): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    failed(error);
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** True for files that test the project rather than being it. */
export function isTestFile(file: string): boolean {
  return (
    /(^|\/)(__tests__|__mocks__|tests?|specs?|e2e|cypress|playwright)\//.test(file) ||
    /\.(test|spec|e2e|bench|stories)\.[a-z]+$/.test(file)
  );
}

const LONGEST_LINE = 160;

/** A line of code as it is shown. */
export function cutLine(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE - 1)}…` : text;
}
