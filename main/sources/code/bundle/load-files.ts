import { dirname, extname, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loader, OnLoadArgs, OnLoadResult, PluginBuild } from 'esbuild';
import { readSourceText, UnreadableSource } from '../source-text.ts';
import { withReplacements } from '../syntax/failing-statement.ts';
import { type ProjectPluginOptions, standInText } from './project-plugin.ts';

const CODE: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
};

/** Files that are data or decoration to a bundler's user; a schema makes no table of them. */
const EMPTY = [
  '.css',
  '.scss',
  '.sass',
  '.less',
  '.styl',
  '.svg',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.webp',
  '.avif',
].concat(['.ico', '.node', '.wasm', '.woff', '.woff2', '.ttf', '.otf', '.mp3', '.mp4', '.webm', '.pdf', '.zip']);
const TEXT = ['.sql', '.txt', '.graphql', '.gql', '.html', '.csv', '.xml', '.pem', '.crt'];
const JSON_ENDINGS = ['.json'];

/** How the bundler takes files that we do not load ourselves. */
export const LOADERS: Readonly<Record<string, Loader>> = Object.fromEntries([
  ...EMPTY.map((ending) => [ending, 'empty'] as const),
  ...TEXT.map((ending) => [ending, 'text'] as const),
]);

const KNOWN = new Set([...EMPTY, ...TEXT, ...JSON_ENDINGS]);

/** The variable that stands for what a module knows of its own place. */
const PLACE = '__raingaugePlace';

/** What the bundler replaces in modules: their place is their own, not the bundle's. */
export const DEFINED: Readonly<Record<string, string>> = {
  'import.meta.url': `${PLACE}.url`,
  'import.meta.dirname': `${PLACE}.dirname`,
  'import.meta.dir': `${PLACE}.dirname`,
  'import.meta.filename': `${PLACE}.filename`,
  'import.meta.path': `${PLACE}.filename`,
  'import.meta.main': 'false',
  'import.meta.env': 'process.env',
  __dirname: `${PLACE}.dirname`,
  __filename: `${PLACE}.filename`,
};

const KNOWS_ITS_PLACE = /\bimport\s*\.\s*meta\b|\b__dirname\b|\b__filename\b/;

/** Loads the project's own files: in any encoding, each with its place, and none of them a danger to the others. */
export function loadFiles(build: PluginBuild, options: ProjectPluginOptions): void {
  build.onLoad({ filter: /.*/, namespace: 'file' }, (args) => load(args, options));
}

function load({ path, suffix }: OnLoadArgs, options: ProjectPluginOptions): OnLoadResult | undefined {
  const ending = extname(path);
  const loader = CODE[ending];
  if (loader === undefined) return KNOWN.has(ending) ? undefined : { contents: standInText(path), loader: 'js' };
  if (COLUMN_NAMES.test(path)) return { contents: keepingStandIns(readSourceText(path).text), loader };
  const missing = options.missingExports.get(path);
  const isPackage = path.includes(`${sep}node_modules${sep}`) || path.startsWith(options.drizzle.folder);
  const isMarked = options.marked && !path.startsWith(options.drizzle.folder);
  if (isPackage && !isMarked && !missing) return undefined;
  const drafted = options.overlay?.get(path);
  const source = drafted === undefined ? read(path) : { text: drafted, encoding: 'UTF-8' as const };
  if (source instanceof UnreadableSource) return unreadable(path, source);
  options.loaded?.set(path, source.text);
  if (source.encoding !== 'UTF-8') options.encodings.set(path, source.encoding);
  if (suffix.startsWith('?raw')) return { contents: source.text, loader: 'text' };
  const before = isMarked ? markText(path, source.text, options.modules.push(path) - 1) : placeText(path, source.text);
  const text = withReplacements(source.text, options.failingStatements.get(path) ?? []);
  return { contents: `${inserted(text, before)}${exportsText(missing)}`, loader, resolveDir: dirname(path) };
}

/** What a module of a marked bundle starts with, on its first line of code. */
export function markText(path: string, text: string, module: number): string {
  return `__entered(${module});${placeText(path, text)}`;
}

const COLUMN_NAMES = /[\\/]drizzle-orm[^\\/]*[\\/]utils\.js$/;

/**
 * Drizzle takes what is no text for no name, and the column's key instead: of a stand-in that would pass for what the code
 * says. Source: `getColumnNameAndConfig` in `utils.js` of 0.36 to 1.0; before, columns keep what they are given.
 */
function keepingStandIns(text: string): string {
  const asked = text.replace(/function getColumnNameAndConfig\((\w+), \w+\) \{/, '$& $1 = raingaugeColumnName($1);');
  // Taken before the project's code runs, which may put something else in its place.
  return asked === text ? text : `const raingaugeColumnName = __raingauge.columnName;\n${asked}`;
}

function read(path: string) {
  try {
    return readSourceText(path);
  } catch (error) {
    if (error instanceof UnreadableSource) return error;
    throw error;
  }
}

function unreadable(path: string, error: UnreadableSource): OnLoadResult {
  return { errors: [{ text: error.message, location: { file: path, line: 1, column: 0 }, detail: UNREADABLE }] };
}

/** Marks a bundler's error as one of reading a file. */
export const UNREADABLE = 'raingauge:unreadable';

function placeText(path: string, text: string): string {
  if (!KNOWS_ITS_PLACE.test(text)) return '';
  const place = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
  return `var ${PLACE}=${JSON.stringify(place)};`;
}

/** On the first line of code, so that every line keeps its number. */
function inserted(text: string, before: string): string {
  if (before === '') return text;
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return start === 0 && text.startsWith('#!') ? text : `${text.slice(0, start)}${before}${text.slice(start)}`;
}

/** Names that others import from a file and that it has not: without them only what uses them is lost. */
function exportsText(names: ReadonlySet<string> | undefined): string {
  if (!names) return '';
  const texts = [...names].map((name) =>
    name === 'default'
      ? 'export default __raingauge.standIn("default").default;'
      : `export const ${name} = __raingauge.standIn(${JSON.stringify(name)}).${name};`,
  );
  return `\n${texts.join('\n')}\n`;
}
