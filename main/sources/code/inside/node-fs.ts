import { standIn } from './stand-in.ts';

/** One entry of a folder, as the host lists it. */
interface Listed {
  readonly name: string;
  readonly folder: boolean;
}

/** The host's answer to "what is at this path": `null` where nothing is, or where it lies outside the project. */
export type ListPath = (path: string) => { readonly folder: boolean; readonly entries: readonly Listed[] } | null;

/**
 * `node:fs` for the sandbox: it can see which files the project has, and nothing of what is in them. Reading gives an
 * empty text, writing does nothing.
 */
export function makeFs(list: ListPath) {
  const stats = (path: unknown) => {
    const found = list(String(path));
    if (!found) return undefined;
    return { isDirectory: () => found.folder, isFile: () => !found.folder, isSymbolicLink: () => false, size: 0 };
  };
  const missing = (act: string, path: unknown): Error =>
    Object.assign(new Error(`ENOENT: no such file or directory, ${act} '${String(path)}'`), { code: 'ENOENT' });
  const statSync = (path: unknown, options?: { throwIfNoEntry?: boolean }) => {
    const found = stats(path);
    if (!found && options?.throwIfNoEntry !== false) throw missing('stat', path);
    return found;
  };
  const readdirSync = (path: unknown, options?: { withFileTypes?: boolean }) => {
    const found = list(String(path));
    if (!found?.folder) throw missing('scandir', path);
    if (!options?.withFileTypes) return found.entries.map((entry) => entry.name);
    return found.entries.map((entry) => ({
      name: entry.name,
      parentPath: String(path),
      path: String(path),
      isDirectory: () => entry.folder,
      isFile: () => !entry.folder,
      isSymbolicLink: () => false,
    }));
  };
  const known = {
    existsSync: (path: unknown) => list(String(path)) !== null,
    statSync,
    lstatSync: statSync,
    readdirSync,
    realpathSync: (path: unknown) => String(path),
    accessSync: (path: unknown) => {
      if (!list(String(path))) throw missing('access', path);
    },
    readFileSync: () => '',
    promises: {
      stat: async (path: unknown) => statSync(path),
      readdir: async (path: unknown, options?: { withFileTypes?: boolean }) => readdirSync(path, options),
      access: async (path: unknown) => {
        if (!list(String(path))) throw missing('access', path);
      },
      readFile: async () => '',
    },
  };
  const names = new Proxy({} as Record<string, unknown>, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' || key === '__esModule' ? undefined : standIn()),
  });
  return Object.assign(Object.create(names), known, { default: known }) as typeof known;
}
