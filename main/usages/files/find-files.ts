import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Problem } from '#app/catalog';
import { manyFilesProblem, tooLargeProblem, unreadableProblem } from '../problems.ts';

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
  /** Absolute: what names are relative to. */
  readonly project: string;
  /** Absolute paths of files and folders that are sources of their own: migrations, an embedded live database. */
  readonly without: ReadonlySet<string>;
  readonly maxFiles?: number;
}

/** Folders that hold no code of the project's own. Those that begin with a dot are left out as well. */
const SKIPPED = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'dist', 'build', 'out', 'output', 'coverage'],
  ...['tmp', 'temp', 'target', 'storybook-static', '__generated__', 'generated', 'public'],
]);
const CODE = /(?<!\.d)\.([cm]?[jt]sx?|vue|svelte|astro)$/;
const NOT_WRITTEN = /\.min\.[cm]?js$|\.(bundle|chunk)\.[cm]?js$/;
/** SQL of migrations is read as the source "migrations"; that of other tools is history too. */
const MIGRATION = /(^|\/)migrations?\/|(^|\/)\d{14}_[^/]*\/migration\.sql$/;

const MAX_FILES = 30_000;
const MAX_BYTES = { code: 2 * 1024 * 1024, sql: 8 * 1024 * 1024 } as const;

/** The files below a folder. Links are not followed: what they lead to is met where it lies, and loops are none. */
export function findFiles(options: FindFilesOptions): FoundFiles {
  const { top, project, without, maxFiles = MAX_FILES } = options;
  const files: FoundFile[] = [];
  const manifests: string[] = [];
  const problems: Problem[] = [];
  const nameOf = (path: string) => relative(project, path).split(sep).join('/') || '.';

  function visitFile(path: string, name: string): void {
    if (name === 'package.json' || /^tsconfig.*\.json$/.test(name)) manifests.push(path);
    const kind = name.endsWith('.sql') ? 'sql' : CODE.test(name) && !NOT_WRITTEN.test(name) ? 'code' : null;
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

  function visitFolder(folder: string): boolean {
    const entries = entriesOf(folder, (error) => problems.push(unreadableProblem(nameOf(folder), error)));
    // Another project's migrations.
    const hasJournal = entries.some(({ name }) => name === 'meta') && isFile(join(folder, 'meta', '_journal.json'));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isFile() && !(hasJournal && entry.name.endsWith('.sql'))) visitFile(path, entry.name);
      if (files.length >= maxFiles) return false;
    }
    return entries.every((entry) => {
      const path = join(folder, entry.name);
      const isSkipped = SKIPPED.has(entry.name) || entry.name.startsWith('.') || without.has(path);
      return !entry.isDirectory() || isSkipped || visitFolder(path);
    });
  }

  if (!visitFolder(top)) problems.push(manyFilesProblem(maxFiles));
  return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), manifests, problems };
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
