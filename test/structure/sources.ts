import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { globSync } from 'tinyglobby';

export interface SourceFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  /** The folder of the layer table the file belongs to. */
  readonly folder: string;
  readonly lines: number;
  readonly imports: readonly ImportOf[];
  readonly longestFunction: number;
}

export interface ImportOf {
  readonly specifier: string;
  /** A project file's path, or `null` for a package. */
  readonly target: string | null;
  readonly package: string | null;
}

const root = join(import.meta.dirname, '..', '..');

/** Every source file of the product with what it imports. */
export function readSources(folderOf: (path: string) => string): readonly SourceFile[] {
  return listSources()
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const parsed = parseSync(path, text);
      if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
      return {
        path,
        folder: folderOf(path),
        lines: text.split('\n').length,
        imports: specifiersOf(parsed, text).map((specifier) => resolveImport(path, specifier)),
        longestFunction: longestFunction(parsed.program, text),
      };
    });
}

function listSources(): string[] {
  return globSync(['app/**/*.{ts,tsx}', 'main/**/*.{ts,tsx}', 'renderer/**/*.{ts,tsx}'], { cwd: root });
}

function specifiersOf(parsed: ReturnType<typeof parseSync>, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const found = new Set(staticImports.map((entry) => entry.moduleRequest.value));
  for (const statement of staticExports) {
    for (const entry of statement.entries) if (entry.moduleRequest) found.add(entry.moduleRequest.value);
  }
  for (const { moduleRequest } of dynamicImports) {
    const literal = /^['"](.+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[1]) found.add(literal[1]);
  }
  return [...found];
}

function resolveImport(from: string, specifier: string): ImportOf {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    return { specifier, target: posix.normalize(posix.join(dirname(from), bare)), package: null };
  }
  if (bare.startsWith('#')) {
    const path = bare.slice(1);
    return { specifier, target: /\.[a-z]+$/.test(path) ? path : `${path}/index.ts`, package: null };
  }
  if (bare.startsWith('node:')) return { specifier, target: null, package: null };
  const parts = bare.split('/');
  return { specifier, target: null, package: parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/') };
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Lines of the longest function, a component's or a test's body included. */
function longestFunction(program: unknown, text: string): number {
  let longest = 0;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry);
    } else if (value !== null && typeof value === 'object') {
      const node = value as Node;
      if (FUNCTIONS.has(node.type)) longest = Math.max(longest, text.slice(node.start, node.end).split('\n').length);
      for (const entry of Object.values(value)) visit(entry);
    }
  };
  visit(program);
  return longest;
}
