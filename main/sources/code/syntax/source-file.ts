import { parseSync } from 'oxc-parser';
import { type FileUses, usesOf } from './file-uses.ts';
import { child, children, isNode, type Node, nameOf } from './node.ts';

/** What a file says, as far as finding declarations needs it. */
export interface SourceFile {
  /** Relative to the project. */
  readonly file: string;
  readonly text: string;
  /** What each top-level name is bound to: an initialiser or a function. */
  readonly declarations: ReadonlyMap<string, Declared>;
  /** Names imported from elsewhere. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** What each exported name stands for: a local name, or a name of another module. */
  readonly exports: ReadonlyMap<string, Exported>;
  /** Modules whose every name is exported. */
  readonly reexports: readonly string[];
  /** 1-based line and column of an offset. */
  place(offset: number): { readonly line: number; readonly column: number };
  /** What the file does, and how it uses what it imports. */
  uses(): FileUses;
  /** The right side of the assignment that starts at an offset of the top level. */
  assigned(offset: number): Node | null;
  /** The JSDoc that ends right before an offset, without its marks; `null` where there is none. */
  docBefore(offset: number): string | null;
}

export interface Declared {
  readonly value: Node;
  /** Where the statement starts: what comes before it is its comment. */
  readonly statement: number;
}

export interface Imported {
  readonly specifier: string;
  /** `*` for the namespace. */
  readonly name: string;
}

export type Exported = { readonly local: string } | Imported | { readonly value: Node };

interface Comment {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Parses a file. A file with syntax errors gives what the parser could make of it. */
export function parseSourceFile(file: string, text: string): SourceFile {
  const parsed = parseSync(file, text);
  const declarations = new Map<string, Declared>();
  const imports = new Map<string, Imported>();
  const exports = new Map<string, Exported>();
  const reexports: string[] = [];
  const body = children(parsed.program as unknown as Node, 'body');
  for (const statement of body) {
    readStatement(statement, { declarations, imports, exports, reexports });
  }
  const lines = lineStarts(text);
  const comments = (parsed.comments as Comment[]).filter(
    ({ type, value }) => type === 'Block' && value.startsWith('*'),
  );
  const docs = new Map(comments.map((comment) => [nextCode(text, comment.end), comment.value]));
  return {
    file,
    text,
    declarations,
    imports,
    exports,
    reexports,
    place: (offset) => placeOf(lines, offset),
    uses: () => usesOf(body, new Set(imports.keys())),
    assigned: (offset) => {
      const statement = body.find(({ start, type }) => start === offset && type === 'ExpressionStatement');
      const assignment = statement ? child(statement, 'expression') : null;
      return assignment?.type === 'AssignmentExpression' ? child(assignment, 'right') : null;
    },
    docBefore: (offset) => cleanDoc(docs.get(offset)),
  };
}

type Collected = {
  readonly declarations: Map<string, Declared>;
  readonly imports: Map<string, Imported>;
  readonly exports: Map<string, Exported>;
  readonly reexports: string[];
};

function readStatement(statement: Node, into: Collected): void {
  switch (statement.type) {
    case 'ImportDeclaration':
      readImports(statement, into);
      return;
    case 'ExportAllDeclaration': {
      const name = nameOf(child(statement, 'exported'));
      const specifier = nameOf(child(statement, 'source')) ?? '';
      if (name === null) into.reexports.push(specifier);
      else into.exports.set(name, { specifier, name: '*' });
      return;
    }
    case 'ExportNamedDeclaration':
      readNamedExports(statement, into);
      return;
    case 'ExportDefaultDeclaration': {
      const value = child(statement, 'declaration');
      if (value) into.exports.set('default', value.type === 'Identifier' ? { local: String(value.name) } : { value });
      return;
    }
    default:
      readDeclaration(statement, statement.start, into);
  }
}

function readImports(statement: Node, into: Collected): void {
  const specifier = nameOf(child(statement, 'source')) ?? '';
  for (const entry of children(statement, 'specifiers')) {
    const local = nameOf(child(entry, 'local'));
    if (local === null) continue;
    const kind = entry.type;
    const name =
      kind === 'ImportSpecifier'
        ? nameOf(child(entry, 'imported'))
        : kind === 'ImportDefaultSpecifier'
          ? 'default'
          : '*';
    into.imports.set(local, { specifier, name: name ?? local });
  }
}

function readNamedExports(statement: Node, into: Collected): void {
  const declaration = child(statement, 'declaration');
  if (declaration) {
    for (const name of readDeclaration(declaration, statement.start, into)) into.exports.set(name, { local: name });
  }
  const source = child(statement, 'source');
  for (const entry of children(statement, 'specifiers')) {
    const local = nameOf(child(entry, 'local'));
    const exported = nameOf(child(entry, 'exported'));
    if (local === null || exported === null) continue;
    into.exports.set(exported, source ? { specifier: nameOf(source) ?? '', name: local } : { local });
  }
}

function readDeclaration(declaration: Node, statement: number, into: Collected): string[] {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
    const name = nameOf(child(declaration, 'id'));
    if (name !== null) into.declarations.set(name, { value: declaration, statement });
    return name === null ? [] : [name];
  }
  if (declaration.type !== 'VariableDeclaration') return [];
  return children(declaration, 'declarations').flatMap((entry) => {
    const id = child(entry, 'id');
    const value = child(entry, 'init');
    if (!id || !value) return [];
    const names = id.type === 'Identifier' ? [String(id.name)] : patternNames(id);
    for (const name of names) into.declarations.set(name, { value, statement });
    return names;
  });
}

/** `const { a, b } = make()` exports names too; each is declared by the whole call. */
function patternNames(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  const parts = [...children(pattern, 'properties'), ...children(pattern, 'elements')];
  return parts.flatMap((part) => {
    const value =
      part.type === 'Property' ? child(part, 'value') : part.type === 'RestElement' ? child(part, 'argument') : part;
    return isNode(value) ? patternNames(value) : [];
  });
}

export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line and column of an offset. */
export function placeOf(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function nextCode(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

function cleanDoc(comment: string | undefined): string | null {
  if (comment === undefined) return null;
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  return lines.join('\n').trim();
}
