import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { MAX_SOURCE_BYTES } from '../source-text.ts';

/** Folders that hold no sources of the project. */
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor', 'tmp', 'target']);

/** How many files are looked at before the search gives up. */
const MAX_FILES = 20_000;

/** Files of the project by depth: those nearest to the root first. Relative, with forward slashes. */
export function* projectFiles(root: string, maxDepth = 8): Generator<string> {
  let folders = [''];
  let seen = 0;
  for (let depth = 0; depth <= maxDepth && folders.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of folders) {
      for (const entry of entriesOf(join(root, folder))) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) next.push(path);
        } else if (entry.isFile()) {
          seen += 1;
          if (seen > MAX_FILES) return;
          yield path;
        }
      }
    }
    folders = next;
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

const CONFIG_NAME =
  /^drizzle[\w.-]*\.config(\.[\w-]+)*\.(ts|mts|cts|js|mjs|cjs|json)$|^drizzle\.[\w-]+\.config\.(ts|js|mjs|cjs|json)$/;
const USUAL_NAME = /(^|\/)drizzle\.config\.[a-z]+$/;

/**
 * Config files, best first: nearest to the root, of the usual name before others in its folder, then by name. A file of
 * any name counts where a script of a package.json gives it to drizzle-kit.
 */
export function findConfigFiles(root: string): readonly string[] {
  const found = new Set<string>();
  for (const file of projectFiles(root, 4)) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (CONFIG_NAME.test(name)) found.add(file);
    else if (name === 'package.json') for (const config of configsOfScripts(root, file)) found.add(config);
  }
  const rank = (file: string) => file.split('/').length * 2 + (USUAL_NAME.test(file) ? 0 : 1);
  return [...found].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `drizzle-kit generate --config=src/db/settings.ts`: relative to the package. */
function configsOfScripts(root: string, packageJson: string): readonly string[] {
  const text = readText(join(root, packageJson));
  const commands = text.matchAll(/drizzle-kit[^"&|;]*?--config[= ]\s*(?:\\?['"])?([^\s"'\\]+)/g);
  return [...commands].flatMap(([, path = '']) => {
    const file = posix.join(posix.dirname(packageJson), path);
    return !file.startsWith('..') && statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ? [file] : [];
  });
}

const SOURCE = /\.[cm]?[jt]s$/;
const IMPORTS_PG_CORE = /(from|require\()\s*['"]drizzle-orm\/pg-core['"]/;
const DECLARES = /\b(pgTable|pgTableCreator|pgSchema|pgEnum|pgView|pgMaterializedView|pgSequence|pgRole|pgPolicy)\b/;

/**
 * Files that declare Drizzle objects, found by what they import, in a folder of the project. Generated and test files are
 * left out.
 */
export function findBareSchemaFiles(root: string, folder = ''): readonly string[] {
  const found: string[] = [];
  for (const inFolder of projectFiles(join(root, folder))) {
    const file = posix.join(folder, inFolder);
    if (!SOURCE.test(file) || /\.d\.[cm]?ts$|\.(test|spec)\.|(^|\/)(__tests__|tests?)\//.test(file)) continue;
    const text = readText(join(root, file));
    if (IMPORTS_PG_CORE.test(text) && DECLARES.test(text)) found.push(file);
  }
  // A migrations folder that was pulled has a schema of its own, which repeats the real one.
  const own = found.filter((file) => !/(^|\/)(drizzle|migrations)\/(schema|relations)\.ts$/.test(file));
  return (own.length > 0 ? own : found).sort();
}

function readText(file: string): string {
  try {
    return statSync(file).size > MAX_SOURCE_BYTES ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
