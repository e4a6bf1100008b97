import { posix } from 'node:path';
import { child, children, isNode, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { parseFile } from '../module/parsed-file.ts';

/** The text of a file of the project, as it is at some time; `null` where it is not there. */
export type LoadText = (file: string) => Promise<string | null>;

interface TypesOfFile {
  /** By table's variable and property: what `$type<…>` says. */
  readonly columns: ReadonlyMap<string, string>;
  /** Interfaces and type aliases, as they are written. */
  readonly declared: ReadonlyMap<string, string>;
  readonly imported: ReadonlyMap<string, { readonly specifier: string; readonly name: string }>;
}

/** How deep names of types are followed. */
const MAX_DEPTH = 8;

/** Says what shape `$type<…>` gives a column, with the declarations that its names stand for in files of the project. */
export function createShapeReader(load: LoadText): (file: string, column: string) => Promise<string | null> {
  const files = new Map<string, Promise<TypesOfFile | null>>();
  const typesOf = (file: string) => {
    const known = files.get(file) ?? load(file).then((text) => (text === null ? null : readTypes(file, text)));
    files.set(file, known);
    return known;
  };
  const expand = async (file: string, text: string, depth: number, seen: Set<string>): Promise<string> => {
    const types = await typesOf(file);
    const parts = [plain(text)];
    for (const name of new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? [])) {
      const key = `${file} ${name}`;
      if (!types || depth > MAX_DEPTH || seen.has(key)) continue;
      seen.add(key);
      const own = types.declared.get(name);
      const from = types.imported.get(name);
      if (own !== undefined) parts.push(await expand(file, own, depth + 1, seen));
      else if (from) parts.push(await imported(file, from, depth + 1, seen));
    }
    return parts.filter((part) => part !== '').join('\n');
  };
  const imported = async (
    file: string,
    { specifier, name }: { readonly specifier: string; readonly name: string },
    depth: number,
    seen: Set<string>,
  ): Promise<string> => {
    if (!specifier.startsWith('.')) return '';
    const base = posix.join(posix.dirname(file), specifier.replace(/\.[cm]?jsx?$/, ''));
    for (const path of [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`]) {
      const own = (await typesOf(path))?.declared.get(name);
      if (own !== undefined) return expand(path, own, depth, seen);
    }
    return '';
  };
  return async (file, column) => {
    const text = (await typesOf(file))?.columns.get(column);
    return text === undefined ? null : expand(file, text, 0, new Set());
  };
}

/** Without comments, and with one kind of blank and of end. */
function plain(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{}()<>[\]|&:;,?=]) ?/g, '$1')
    .replaceAll(/[;,](?=})/g, '')
    .trim();
}

function readTypes(file: string, text: string): TypesOfFile {
  const parsed = parseFile(file, text);
  const columns = new Map<string, string>();
  const declared = new Map<string, string>();
  const visit = (node: Node, table: string, property: string): void => {
    const slice = (part: Node) => text.slice(part.start, part.end);
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') {
      declared.set(nameOf(child(node, 'id')) ?? '', slice(node).replace(/^(?:declare\s+)?(?:interface|type)\b/, ''));
      return;
    }
    const [variable, key] = [
      node.type === 'VariableDeclarator' ? (nameOf(child(node, 'id')) ?? table) : table,
      node.type === 'Property' ? (nameOf(child(node, 'key')) ?? property) : property,
    ];
    if (node.type === 'CallExpression') {
      const callee = child(node, 'callee');
      const [type] = children(child(node, 'typeArguments'), 'params');
      const isType = callee?.type === 'MemberExpression' && nameOf(child(callee, 'property')) === '$type';
      if (isType && type) columns.set(`${variable}.${key}`, slice(type));
    }
    for (const field in node) {
      const value = node[field];
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each, variable, key);
    }
  };
  for (const statement of parsed.body()) visit(statement, '', '');
  const imports = parsed.record.imports.map(({ local, specifier, name }) => [local, { specifier, name }] as const);
  return { columns, declared, imported: new Map(imports) };
}

/** Whether rows of the old shape are rows of the new one as well: only members that may be missing were added. */
export function holdsOldRows(before: string, now: string): boolean {
  const members = (shape: string) => shape.split(/[{};,\n]/).filter((part) => part !== '');
  const old = members(before);
  const added = members(now).filter((member) => !old.includes(member));
  const gone = old.filter((member) => !members(now).includes(member));
  return gone.length === 0 && added.every((member) => /^[\w$"']+\?:/.test(member));
}
