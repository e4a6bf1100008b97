import { join, resolve } from 'node:path';
import { compareText, type ObjectId, type Problem, type Reading } from '#app/catalog';
import type { Client, SettingUse, Usage, Usages } from '#app/usages';
import type { Work } from '#main/platform/work.ts';
import { clientsOf } from './clients/clients-of.ts';
import { createAddressBook } from './clients/environment-addresses.ts';
import { readProjectFacts } from './clients/project-facts.ts';
import { type FoundFile, findFiles, isTestFile } from './files/find-files.ts';
import { createImportResolver, type ImportResolver } from './files/resolve-import.ts';
import { findWorkspace } from './files/workspace-root.ts';
import { readChangedShapes } from './history/changed-shapes.ts';
import { trackedThoughIgnored } from './history/git.ts';
import { type LinkedFile, Linker } from './module/linker.ts';
import { loadFile } from './module/load-file.ts';
import { createSchemaIndex, declaringFiles } from './schema-index.ts';
import { searchCode, searchSql } from './search-file.ts';
import { SqlReader } from './sql/sql-reader.ts';
import type { UsageStore } from './usage-store.ts';

export interface ReadUsagesOptions {
  /** Absolute folder of the project. */
  readonly root: string;
  /** Of the code: what its objects are, and how code knows them. */
  readonly reading: Reading;
  /** Files and folders, relative to the project, that are sources of their own: migrations, an embedded live database. */
  readonly without: readonly string[];
  readonly work: Work;
  /** The folder of the migrations, relative to the project; `null` (the default) where there is none. */
  readonly migrations?: string | null;
  /** What was found before; by default nothing. */
  readonly store?: UsageStore | null;
}

/** Characters of code that lie parsed between reading and searching. */
const PARSED_AT_ONCE = 16 * 1024 * 1024;

/** Between two of these the work can be cancelled and others get their turn. */
const FILES_AT_ONCE = 100;

/**
 * Finds where the project's code uses its schema: TypeScript and JavaScript by their syntax, SQL by PostgreSQL's grammar.
 * Nothing is run. Code of other packages of the workspace counts where it leads to the schema by its imports, or
 * depends on the project's package. Rejects only when `work` is cancelled.
 */
export async function readUsages({
  root,
  reading,
  without,
  work,
  migrations = null,
  store = null,
}: ReadUsagesOptions): Promise<Usages> {
  const progress = (detail: string, done: number, total: number | null) =>
    work.report({ stage: 'usages', detail, done, total });
  progress('finding files', 0, null);
  const set = new Set(without.map((path) => resolve(root, path)));
  const declaring = new Set([...declaringFiles(reading)].map((file) => resolve(root, file)));
  const workspace = findWorkspace(root);
  const tracked = new Set((await trackedThoughIgnored(workspace.top)) ?? []);
  const found = findFiles({ ...workspace, project: root, without: set, declaring, tracked });
  const problems: Problem[] = [...found.problems];
  const files = new Map<string, LinkedFile>();
  const resolver = createImportResolver(found.files, found.manifests);
  const index = createSchemaIndex(reading);
  const isOwn = ownPackages(root, resolver);
  const former = store?.load(root) ?? new Map();
  const started = Date.now();
  const memory = { left: PARSED_AT_ONCE };
  const report = (problem: Problem) => problems.push(problem);
  const load = (file: FoundFile) => loadFile(file, former.get(file.file) ?? null, started, memory, report);
  let parsing: Promise<readonly (LinkedFile | null)[]> = Promise.resolve([]);
  const finish = async () => {
    for (const loaded of await parsing) if (loaded) files.set(loaded.found.file, loaded);
  };
  await inGroups(found.files, work, async (group, at) => {
    progress('reading', at, found.files.length);
    // While other threads parse these, the next ones are read.
    const next = Promise.all(group.map(load));
    next.catch(() => {});
    await finish();
    parsing = next;
  });
  await finish();
  const linker = new Linker(index, files, resolver);
  const sql = new SqlReader(index);
  const usages: Usage[] = [];
  const clients: Client[] = [];
  const settings: SettingUse[] = [];
  const addressOf = createAddressBook(root);
  await loadGrammar([...files.values()]);
  const linked = [...files.values()];
  await inGroups(linked, work, async (group, at) => {
    progress('searching', at, linked.length);
    for (const file of group) {
      const result =
        file.found.kind === 'sql'
          ? await searchSql(file, sql, index, isOwn(file.found))
          : searchCode(file, linker, sql, isOwn(file.found));
      if (isOwn(file.found)) {
        clients.push(...clientsOf(file, addressOf));
        settings.push(...settingsOf(file));
      }
      file.release();
      usages.push(...result.usages);
      problems.push(...file.record.problems, ...result.problems);
    }
  });
  const shapes = await readChangedShapes(root, reading, migrations);
  store?.save(root, new Map(linked.map(({ found: { file }, record }) => [file, record])));
  progress('done', linked.length, linked.length);
  return {
    schemaVersion: 1,
    complete: problems.every(({ effect }) => effect !== 'unread'),
    usages: inOrder(usages),
    clients: clients.sort(byPlace),
    settings: settings.sort(byPlace),
    project: { ...readProjectFacts(root, workspace), shapes },
    problems: problems.sort((a, b) => compareText(a.origin?.file ?? '', b.origin?.file ?? '')),
    files: { read: linked.length, using: new Set(usages.map(({ file }) => file)).size },
  };
}

function settingsOf({ record, found: { file } }: LinkedFile): readonly SettingUse[] {
  return (record.settings ?? []).map((setting) => ({ ...setting, file, test: isTestFile(file) }));
}

interface Placed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function byPlace(a: Placed, b: Placed): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** The grammar is WebAssembly: it is loaded where there is something to parse. */
async function loadGrammar(files: readonly LinkedFile[]): Promise<void> {
  if (!files.some(({ record, found }) => record.speaks || found.kind === 'sql' || record.module.imports.length > 0))
    return;
  const { loadModule } = await import('libpg-query');
  await loadModule();
}

async function inGroups<T>(
  items: readonly T[],
  work: Work,
  visit: (group: readonly T[], at: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += FILES_AT_ONCE) {
    work.signal.throwIfAborted();
    await new Promise<void>((done) => setImmediate(done));
    await visit(items.slice(at, at + FILES_AT_ONCE), at);
  }
  work.signal.throwIfAborted();
}

/**
 * Whether a file is of the project's package, or of one that depends on it: there SQL and relational queries are about
 * its tables. Elsewhere in the workspace there may be other databases.
 */
function ownPackages(root: string, { packages, packageOf }: ImportResolver): (file: FoundFile) => boolean {
  const own = packageOf(join(root, 'package.json'));
  const names = new Set(own?.name ? [own.name] : []);
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    for (const { name, dependencies } of packages) {
      if (name !== null && [...dependencies].some((each) => names.has(each))) names.add(name);
    }
  }
  return ({ file, path }) => {
    if (!file.startsWith('../')) return true;
    const name = packageOf(path)?.name ?? null;
    return name !== null && names.has(name);
  };
}

/** By object, then file and place. They come by file, and many are of one object. */
function inOrder(usages: readonly Usage[]): readonly Usage[] {
  const byObject = new Map<ObjectId, Usage[]>();
  for (const usage of usages) {
    const same = byObject.get(usage.object);
    if (same) same.push(usage);
    else byObject.set(usage.object, [usage]);
  }
  const objects = [...byObject].sort(([a], [b]) => compareText(a, b));
  return objects.flatMap(([, same]) => same.sort((a, b) => byPlace(a, b) || compareText(a.kind, b.kind)));
}
