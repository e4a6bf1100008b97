import { describe, expect, it } from 'vitest';
import { LAYERS, LONG_FILES, PACKAGE_OWNERS, WITHOUT_SUBFOLDERS } from './layers.ts';
import { readSources, type SourceFile } from './sources.ts';

/** The deepest listed folder that holds the path; the folder itself where none is listed, so that it is named. */
function folderOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const folder = folders.slice(0, depth).join('/');
    if (folder in LAYERS && (depth === folders.length || !WITHOUT_SUBFOLDERS.includes(folder))) return folder;
    const parent = folders.slice(0, depth - 1).join('/');
    if (`${parent}/*` in LAYERS && depth > 1) return folder;
  }
  return folders.join('/');
}

function rulesFor(folder: string): readonly string[] | undefined {
  return LAYERS[folder] ?? LAYERS[`${folder.split('/').slice(0, -1).join('/')}/*`];
}

const allows = (rule: string, folder: string) =>
  rule === folder || (rule.endsWith('/*') && folder.startsWith(rule.slice(0, -1)));

const sources = readSources(folderOf);
const projectImports = (file: SourceFile) =>
  file.imports.flatMap((entry) =>
    entry.target ? [{ ...entry, target: entry.target, to: folderOf(entry.target) }] : [],
  );

describe('the house', () => {
  it('lists every source folder in the layer table', () => {
    const unknown = sources.filter((file) => !rulesFor(file.folder)).map((file) => file.path);
    expect(unknown).toEqual([]);
  });

  it('imports only along the layer table', () => {
    const wrong = sources.flatMap((file) =>
      projectImports(file)
        .filter(({ to }) => to !== file.folder && !rulesFor(file.folder)?.some((rule) => allows(rule, to)))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('enters a stage of app and a feature of the renderer by its door only', () => {
    const wrong = sources.flatMap((file) =>
      projectImports(file)
        .filter(({ to }) => to !== file.folder && /^(app\/|renderer\/features\/)/.test(to))
        .filter(({ target, to }) => target !== `${to}/index.ts`)
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('uses the long names, not climbing paths, between folders', () => {
    const wrong = sources.flatMap((file) =>
      projectImports(file)
        .filter(({ specifier, to }) => specifier.startsWith('.') && to !== file.folder)
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no barrel besides the doors', () => {
    const barrels = sources
      .map((file) => file.path)
      .filter((path) => path.endsWith('/index.ts'))
      .filter(
        (path) =>
          !/^(app\/[a-z-]+|renderer\/(client|parts|stores|ui)|renderer\/features\/[a-z-]+)\/index\.ts$/.test(path),
      );
    expect(barrels).toEqual([]);
  });

  it('has no cycle between folders', () => {
    const edges = new Map<string, Set<string>>();
    for (const file of sources) {
      const targets = edges.get(file.folder) ?? new Set();
      for (const { to } of projectImports(file)) if (to !== file.folder) targets.add(to);
      edges.set(file.folder, targets);
    }
    expect(findCycle(edges)).toEqual([]);
  });

  it('imports a package only where it has its owner', () => {
    const wrong = sources.flatMap((file) =>
      file.imports.flatMap((entry) => {
        if (entry.package === null) return [];
        const owners = PACKAGE_OWNERS[entry.package];
        const owned = owners?.some((owner) => file.path === owner || file.path.startsWith(`${owner}/`));
        return owned ? [] : [`${file.path} imports ${entry.package}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has folders three deep at most below the top', () => {
    expect(sources.map((file) => file.path).filter((path) => path.split('/').length > 5)).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const wrong = sources.map((file) => file.path).filter((path) => !/^[a-z0-9-/]+(\.d)?\.tsx?$/.test(path));
    expect(wrong).toEqual([]);
  });

  it('keeps files small, and says why where one is not', () => {
    const long = sources.filter((file) => file.lines > 400).map((file) => file.path);
    console.log(sizeTable(sources));
    expect(long.sort()).toEqual(Object.keys(LONG_FILES).sort());
  });
});

function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string[] => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder];
    if (done.has(folder)) return [];
    for (const next of edges.get(folder) ?? []) {
      const cycle = visit(next, [...path, folder]);
      if (cycle.length > 0) return cycle;
    }
    done.add(folder);
    return [];
  };
  for (const folder of edges.keys()) {
    const cycle = visit(folder, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function sizeTable(files: readonly SourceFile[]): string {
  const folders = [...new Set(files.map((file) => file.folder))].sort();
  const rows = folders.map((folder) => {
    const own = files.filter((file) => file.folder === folder);
    const lines = own.map((file) => file.lines).sort((a, b) => a - b);
    const longest = Math.max(...own.map((file) => file.longestFunction));
    return [folder, own.length, lines[Math.floor(lines.length / 2)] ?? 0, lines.at(-1) ?? 0, longest];
  });
  const head = ['folder', 'files', 'median', 'largest', 'longest function'];
  return [head, ...rows]
    .map((row) => row.map((cell, at) => String(cell).padEnd(at === 0 ? 28 : 9)).join(''))
    .join('\n');
}
